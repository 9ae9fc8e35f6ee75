import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { bindSql } from '../../../src/review/detection/bind-sql.ts';
import { portabilityFaults } from '../../../src/review/detection/portable-sql.ts';
import { compiled, matchedRows, packsOf, ruleOf, type StatedRow } from './compile-here.ts';

interface ValueCase {
  readonly name: string;
  readonly placeholders?: Readonly<Record<string, readonly string[]>>;
  readonly in: readonly StatedRow[];
  readonly out: readonly StatedRow[];
}

interface ConditionCase {
  readonly condition: string | readonly string[];
  readonly in: readonly string[];
  readonly out: readonly string[];
}

const textOf = (name: string): string => readFileSync(join(import.meta.dirname, 'fixtures', name), 'utf8');

/** The selection as it is written: numbers keep their form. */
function casesOf(name: string): readonly (ValueCase & { readonly rule: string })[] {
  const text = textOf(name);
  const cases = parse(text) as readonly ValueCase[];
  const selections = [...text.matchAll(/^ {2}selection: (.*)$/gm)].map((match) => match[1] ?? '');
  return cases.map((one, at) => ({
    ...one,
    rule: `title: A rule of the tests\nlogsource: {product: m365, service: audit}\ndetection:\n  selection: ${selections[at]}\n  condition: selection\n`,
  }));
}

describe.each(['values.yaml', 'modifiers.yaml'])('%s', (name) => {
  test.each(casesOf(name).map((one) => [one.name, one] as const))('%s', async (_name, one) => {
    const rows = [...one.in, ...one.out];
    const matched = await matchedRows(packsOf(compiled(one.rule, one.placeholders)), rows);
    expect(matched).toEqual(one.in.map((_, at) => at));
  });
});

describe('portable SQL', () => {
  const faultsOf = (sql: string) =>
    portabilityFaults(bindSql({ id: 'x', parameters: {}, sql }, { from: null, until: null }));
  const packs = ['values.yaml', 'modifiers.yaml'].flatMap((name) =>
    casesOf(name).flatMap((one) => packsOf(compiled(one.rule, one.placeholders))),
  );

  test('every query keeps to it', () => {
    expect(packs.length).toBeGreaterThan(70);
    for (const { sql } of packs) expect(faultsOf(sql)).toEqual([]);
    expect(faultsOf((packs[0]?.sql ?? '').replace('LOWER(', 'READ_TEXT('))).toHaveLength(1);
  });

  test('thousands of values are no deeper than a few', async () => {
    const words = Array.from({ length: 4000 }, (_, at) => `word-${at}-`);
    const detection = { any: { 'Name|contains': words }, condition: 'any' };
    const rows = [{ details: { Name: 'a WORD-3999-' } }, { details: { Name: 'word' } }];
    expect(await matchedRows(packsOf(compiled([ruleOf(detection)])), rows)).toEqual([0]);
  });
});

describe('conditions', () => {
  const cases = parse(textOf('conditions.yaml')) as readonly ConditionCase[];
  const selections = {
    a: { Operation: 'a' },
    b: { Operation: 'b' },
    c: { Operation: 'c' },
    _hidden: { Operation: 'e' },
  };
  test.each(cases.map((one) => [String(one.condition), one] as const))('%s', async (_name, one) => {
    const named = { ...selections, A: { Operation: 'a' }, B: { Operation: 'b' } };
    const used = String(one.condition).includes('A') && !String(one.condition).includes('(') ? named : selections;
    const rows = [...one.in, ...one.out].map((operation) => ({ operation }));
    const matched = await matchedRows(packsOf(compiled([ruleOf({ ...used, condition: one.condition })])), rows);
    expect(matched).toEqual(one.in.map((_, at) => at));
  });
});
