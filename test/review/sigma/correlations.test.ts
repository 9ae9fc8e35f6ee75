import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { compiled, findingsOf, packsOf, ruleOf, type StatedRow } from './compile-here.ts';

interface Expected {
  readonly rows: readonly number[];
  readonly principal?: string;
  readonly grouped?: string;
  readonly events_in_all?: number;
}

interface CorrelationCase {
  readonly name: string;
  readonly rules?: readonly object[];
  readonly correlation: object;
  readonly events: readonly StatedRow[];
  readonly expect: readonly Expected[];
}

const NAMED = [
  ruleOf({ one: { Operation: 'Fail' }, condition: 'one' }, { name: 'fail' }),
  ruleOf({ one: { 'Operation|startswith': 'Fail' }, condition: 'one' }, { name: 'any-fail' }),
  ruleOf({ one: { Operation: 'Work' }, condition: 'one' }, { name: 'work' }),
  ruleOf({ one: { Operation: 'Rest' }, condition: 'one' }, { name: 'rest' }),
];

const used = (one: CorrelationCase) => {
  const text = JSON.stringify([one.correlation, one.rules ?? []]);
  return NAMED.filter((rule) => 'name' in rule && text.includes(`"${String(rule.name)}"`));
};

describe('correlations', () => {
  const file = join(import.meta.dirname, 'fixtures', 'correlations.yaml');
  const cases = parse(readFileSync(file, 'utf8')) as readonly CorrelationCase[];

  test.each(cases.map((one) => [one.name, one] as const))('%s', async (_name, one) => {
    const whole = { title: 'The correlation', level: 'high', correlation: one.correlation };
    const packs = packsOf(compiled([whole, ...(one.rules ?? []), ...used(one)]));
    expect(packs).toHaveLength(1);
    const findings = await findingsOf(packs, one.events);
    const found = findings.map((finding) => ({
      rows: finding.eventIds.map((id) => Number(id.slice(4))),
      principal: finding.principal ?? undefined,
      ...finding.summary,
    }));
    found.sort((a, b) => (a.rows[0] ?? 0) - (b.rows[0] ?? 0));
    expect(found).toMatchObject(one.expect);
    expect(found).toHaveLength(one.expect.length);
  });

  test('rules that a correlation uses stand alone where it says so', () => {
    const correlation = { type: 'event_count', rules: ['fail'], timespan: '1m', condition: { gte: 2 } };
    const alone = (generate: boolean) =>
      packsOf(compiled([{ title: 'The correlation', correlation, generate }, ...NAMED.slice(0, 1)]));
    expect(alone(false)).toHaveLength(1);
    expect(alone(true)).toHaveLength(2);
  });

  test('and where it cannot be asked itself', () => {
    const correlation = { type: 'event_count', rules: ['fail', 'nobody'], timespan: '1m', condition: { gte: 2 } };
    const outcomes = compiled([{ title: 'The correlation', correlation }, ...NAMED.slice(0, 1)]);
    expect(outcomes[0]?.verdict.kind).toBe('refused');
    expect(packsOf(outcomes.slice(1))).toHaveLength(1);
  });
});
