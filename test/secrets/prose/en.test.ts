import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { loadLanguagePacks } from '../../../src/secrets/prose/load-language-packs.ts';
import { alarmsIn, foundIn, isSame, type Marked, scoreOf, wantedIn } from './judge.ts';

const fixture = (name: string): readonly Marked[] =>
  (parse(readFileSync(new URL(`fixtures/${name}.yaml`, import.meta.url), 'utf8')) as [string, string][]).map(
    ([subject, text]) => ({ subject, text }),
  );

describe.each(loadLanguagePacks().map((pack) => [pack.language, pack] as const))(
  'the examples of pack %s',
  (_, pack) => {
    test.each(pack.examples.positive)('found: $text', (example) => {
      const found = foundIn(example);
      for (const want of wantedIn(example)) expect(found.some(({ value }) => isSame(value, want))).toBe(true);
    });
    test.each(pack.examples.negative)('silent: $text', (example) => {
      expect(foundIn(example).filter(({ sure }) => sure)).toEqual([]);
    });
  },
);

describe('English mail of our own', () => {
  test('at least 95% of the values are found, 88% of them at medium or above', () => {
    const { missed, unsure, wanted } = scoreOf(fixture('positive'));
    expect(wanted).toBeGreaterThanOrEqual(200);
    expect(missed.length / wanted, missed.join('\n')).toBeLessThanOrEqual(0.05);
    expect((missed.length + unsure.length) / wanted, unsure.join('\n')).toBeLessThanOrEqual(0.12);
  });
  test('at most 1% of the messages that give nothing away raise an alarm', () => {
    const messages = fixture('negative');
    expect(messages.length).toBeGreaterThanOrEqual(200);
    const alarms = alarmsIn(messages);
    expect(alarms.length / messages.length, alarms.join('\n')).toBeLessThanOrEqual(0.01);
  });
});

const SHARED = '../shared/corpora/prose';

describe.skipIf(!existsSync(SHARED))(`the development set in ${SHARED} (skipped where it is absent)`, () => {
  const rows = (name: string) =>
    gunzipSync(readFileSync(`${SHARED}/${name}.jsonl.gz`))
      .toString()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Marked & { want: string[]; rule_id: string })
      .filter((row) => row.rule_id === 'en');
  test('at least 95% are found', () => {
    const { missed, wanted } = scoreOf(rows('positive'));
    expect(missed.length / wanted, missed.join('\n')).toBeLessThanOrEqual(0.05);
  });
  test('at most 1% false alarms', () => {
    const messages = rows('negative');
    expect(alarmsIn(messages).length / messages.length).toBeLessThanOrEqual(0.01);
  });
});
