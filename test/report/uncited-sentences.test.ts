import { describe, expect, it, test } from 'vitest';
import { citation, cleanRuns, restingOn } from '../../src/report/index.ts';
import type { CellRun } from '../../src/review/index.ts';
import { uncitedSentences } from './uncited-sentences.ts';

describe('a sentence that says that nothing was done', () => {
  test.each([
    'No sign of use was found where the logs can answer; for 3% of the days no signal came.',
    'The detections found nothing in the logs that were loaded.',
    'No record of access to our own mailboxes is tied to the thief.',
    'No detection raised anything.',
    'ana@agency.example was never seen in the logs.',
    'The password was not used after the theft.',
    '0 findings, 2 other answers; 4 days are open.',
    'No sign-in from that address, nor any mail.',
    'Nobody signed in with it.',
    '12 days are clean on evidence of logging.',
    'There was no activity in this mailbox.',
    'The mailbox was accessed by nobody, and nothing was taken.',
  ])('is found where it cites no cell: %s', (sentence) => {
    expect(uncitedSentences(`It was so. ${sentence}`)).toHaveLength(1);
  });

  test.each([
    'No sign of use was found on the 12 days that the logs answer for [cov-0123456789@2024-02-01..2024-02-12].',
    'The logs that were loaded answer for none of the exposed principals: whether anything was used is not known.',
    'The logs hold 18 findings, 14 of them high or critical; for 52% of the exposed days no log can answer.',
    'Nothing that was read was lost.',
    '43 things could not be read, each for a reason given below.',
    'to reset, not proven (self-attested by ana, 2024-04-08 12:00Z)',
    'No log is not no activity: only clean days rest on evidence of logging.',
    'No manifest has been read, so nothing is known to be stolen.',
  ])('is left alone where it cites one, or says nothing of the kind: %s', (sentence) => {
    expect(uncitedSentences(sentence)).toEqual([]);
  });

  it('is left alone where it is the title of what was found', () => {
    const title = 'An application reads mail that was never seen before';
    expect(uncitedSentences(`| ${title} | high |`, [title])).toEqual([]);
    expect(uncitedSentences(`| ${title} | high |`)).toHaveLength(1);
  });
});

const run = (id: string, days: number, state: CellRun['state'] = 'clean', source: CellRun['source'] = 'ual') =>
  ({ id, days, state, source, principal: 'p', from: '', until: '', reason: '' }) satisfies CellRun;

describe('a citation', () => {
  const runs = [run('cov-a', 1), run('cov-b', 9), run('cov-c', 2, 'gap'), run('cov-d', 3), run('cov-e', 2)];

  it('names the longest clean runs, and how many more there are', () => {
    expect(citation(cleanRuns(runs))).toBe('[cov-b, cov-d, cov-e, and 1 more runs of cells]');
    expect(restingOn('Nothing was seen', runs)).toBe(
      'Nothing was seen, on the 15 days that a log answers for [cov-b, cov-d, cov-e, and 1 more runs of cells]; of other days nothing is said.',
    );
  });

  it('is of one source where that is what was asked', () => {
    expect(restingOn('Nothing was read', [...runs, run('cov-m', 4, 'clean', 'mail-access')], 'mail-access')).toBe(
      'Nothing was read, on the 4 days that the log answers for [cov-m]; of other days nothing is said.',
    );
  });

  it('is none where no day is clean, and the sentence says so', () => {
    expect(restingOn('Nothing was seen', [run('cov-c', 2, 'gap')])).toBe(
      'Nothing was seen; but no log answers for any day of it, so that nothing follows from this.',
    );
  });
});
