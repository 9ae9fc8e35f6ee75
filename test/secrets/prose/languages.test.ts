import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { loadLanguageWords } from '../../../src/secrets/prose/load-language-packs.ts';
import { alarmsIn, type Marked, scoreOf } from './judge.ts';

/** Mail in one language, [subject, body] each, ⟦ ⟧ around what must be found. `heldBack` was written before tuning and never tuned to. */
interface Fixture {
  readonly positive: readonly (readonly [string, string])[];
  readonly negative: readonly (readonly [string, string])[];
  readonly heldBack: {
    readonly positive: readonly (readonly [string, string])[];
    readonly negative: readonly (readonly [string, string])[];
  };
}

const FIXTURES = new URL('fixtures/languages/', import.meta.url);
const LANGUAGES = loadLanguageWords()
  .map(({ words }) => words.language)
  .filter((language) => existsSync(new URL(`${language}.yaml`, FIXTURES)));
const fixtureOf = (language: string) => parse(readFileSync(new URL(`${language}.yaml`, FIXTURES), 'utf8')) as Fixture;
const marked = (rows: Fixture['positive']): readonly Marked[] => rows.map(([subject, text]) => ({ subject, text }));

describe.each(LANGUAGES)('mail in %s', (language) => {
  const { positive, negative, heldBack } = fixtureOf(language);
  test('at least 95% of the values are found', () => {
    const { missed, wanted } = scoreOf(marked(positive));
    expect(wanted).toBeGreaterThanOrEqual(30);
    expect(missed.length / wanted, missed.join('\n')).toBeLessThanOrEqual(0.05);
  });
  test('at most 2% of the messages that give nothing away raise an alarm', () => {
    expect(negative.length).toBeGreaterThanOrEqual(30);
    const alarms = alarmsIn(marked(negative));
    expect(alarms.length / negative.length, alarms.join('\n')).toBeLessThanOrEqual(0.02);
  });
  test('in mail that was never tuned to at least 80% are found, with at most 7% alarms', () => {
    const { missed, wanted } = scoreOf(marked(heldBack.positive));
    expect(wanted).toBeGreaterThanOrEqual(30);
    expect(missed.length / wanted, missed.join('\n')).toBeLessThanOrEqual(0.2);
    expect(heldBack.negative.length).toBeGreaterThanOrEqual(30);
    const alarms = alarmsIn(marked(heldBack.negative));
    expect(alarms.length / heldBack.negative.length, alarms.join('\n')).toBeLessThanOrEqual(0.07);
  });
});

const SHARED = '../shared/corpora/prose';

describe.skipIf(!existsSync(SHARED))(`the development set in ${SHARED} (skipped where it is absent)`, () => {
  type Row = Marked & { readonly want: readonly string[]; readonly rule_id: string };
  /** `mysql://user:X@host`: what rules find, not prose. */
  const isInAddress = (text: string, value: string): boolean => text.includes(`:${value}@`);
  const rows = (name: string): readonly Row[] =>
    gunzipSync(readFileSync(`${SHARED}/${name}.jsonl.gz`))
      .toString()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Row)
      .map((row) => ({ ...row, want: row.want.filter((value) => !isInAddress(row.text, value)) }));
  const [positive, negative] = [rows('positive'), rows('negative')];
  test.each(LANGUAGES)('%s: at least 95% are found, none of the others raises an alarm', (language) => {
    const { missed, wanted } = scoreOf(positive.filter((row) => row.rule_id === language));
    expect(missed.length / wanted, missed.join('\n')).toBeLessThanOrEqual(0.05);
    expect(alarmsIn(negative.filter((row) => row.rule_id === language))).toEqual([]);
  });
});
