import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { loadedSets } from '../../../src/review/index.ts';
import { withEvents } from '../memory-events.ts';
import { compiled, ruleOf } from './compile-here.ts';

interface Fault {
  readonly rule?: object;
  readonly detection?: object;
  readonly correlation?: object;
  readonly says: string;
}

const faults = parse(readFileSync(join(import.meta.dirname, 'fixtures', 'faults.yaml'), 'utf8')) as readonly Fault[];

function wrongRule({ rule, detection, correlation }: Fault): object {
  if (detection !== undefined) return ruleOf(detection);
  return correlation === undefined ? (rule ?? {}) : { title: 'A correlation of the tests', correlation };
}

describe('what is wrong with a rule is said', () => {
  test.each(faults.map((one) => [one.says, one] as const))('%s', (says, one) => {
    const [outcome] = compiled([wrongRule(one)]);
    expect(outcome?.verdict.kind).toBe('refused');
    if (outcome?.verdict.kind !== 'refused') return;
    expect(outcome.verdict.error.message).toContain(says);
    expect(outcome.verdict.error.next.length).toBeGreaterThan(5);
  });

  test('one wrong rule hinders no other, and each keeps its place', () => {
    const good = ruleOf({ a: { Operation: 'x' }, condition: 'a' });
    const outcomes = compiled([good, { title: 'Wrong' }, good]);
    expect(outcomes.map((one) => one.verdict.kind)).toEqual(['compiled', 'refused', 'compiled']);
    expect(outcomes.map((one) => one.head.document)).toEqual([1, 2, 3]);
  });

  test('two rules of one id: the first stays', () => {
    const rule = ruleOf({ a: { Operation: 'x' }, condition: 'a' }, { id: 'ab12' });
    expect(compiled([rule, rule]).map((one) => one.verdict.kind)).toEqual(['compiled', 'refused']);
  });

  test('a circle of correlations ends', () => {
    const of = (name: string, rule: string) => ({
      title: 'A correlation of the tests',
      name,
      correlation: { type: 'event_count', rules: [rule], timespan: '1m', condition: { gte: 1 } },
    });
    const outcomes = compiled([of('one', 'two'), of('two', 'one')]);
    expect(outcomes.map((one) => one.verdict.kind)).toEqual(['refused', 'refused']);
  });

  test('correlations that multiply are refused', () => {
    const of = (name: string, rule: string) => ({
      title: 'A correlation of the tests',
      name,
      correlation: { type: 'event_count', rules: Array(40).fill(rule), timespan: '1m', condition: { gte: 1 } },
    });
    const names = ['a', 'b', 'c', 'd', 'e'];
    const rules = names.slice(1).map((name, at) => of(names[at] ?? '', name));
    const event = ruleOf({ a: { Operation: 'x' }, condition: 'a' }, { name: 'e' });
    expect(compiled([...rules, event])[0]?.verdict.kind).toBe('refused');
  });

  test('YAML that refers to itself a thousand times is refused', () => {
    const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${[...'bcdef'].map((name, at) => `${name}: &${name} [${Array(9).fill(`*${'abcde'[at]}`).join(',')}]`).join('\n')}\n`;
    expect(() => compiled(bomb)).toThrow(/refers to itself/);
  });
});

describe('what can never bind', () => {
  const reasonOf = (rule: object) => {
    const [outcome] = compiled([rule]);
    return outcome?.verdict.kind === 'unbound' ? outcome.verdict.reason : outcome?.verdict.kind;
  };

  test('a log source that is never read', () => {
    const rule = {
      title: 'A rule of the tests',
      logsource: { product: 'windows', service: 'security' },
      detection: { a: { EventID: 1 }, condition: 'a' },
    };
    expect(reasonOf(rule)).toEqual({ kind: 'no-logsource', logsource: 'windows security' });
  });

  test('fields that nothing is called by, in selections, references and groups', () => {
    expect(reasonOf(ruleOf({ a: { Operation: 'x', Moonphase: 'full' }, condition: 'a' }))).toEqual({
      kind: 'no-field',
      fields: ['Moonphase'],
    });
    expect(reasonOf(ruleOf({ a: { 'Operation|fieldref': 'Tide' }, condition: 'a' }))).toEqual({
      kind: 'no-field',
      fields: ['Tide'],
    });
    const correlation = {
      type: 'event_count',
      rules: ['x'],
      'group-by': ['Sunsign'],
      timespan: '1m',
      condition: { gte: 1 },
    };
    const rules = [
      { title: 'A correlation of the tests', correlation },
      ruleOf({ a: { Operation: 'x' }, condition: 'a' }, { name: 'x' }),
    ];
    expect(compiled(rules)[0]?.verdict).toEqual({ kind: 'unbound', reason: { kind: 'no-field', fields: ['Sunsign'] } });
  });

  test('a value that no event has as we write it', () => {
    const audit = (detection: object) => ruleOf(detection, { logsource: { product: 'azure', service: 'auditlogs' } });
    expect(reasonOf(ruleOf({ a: { ClientIP: 'localhost' }, condition: 'a' }))).toMatchObject({ kind: 'never' });
    expect(reasonOf(ruleOf({ a: { ClientIP: 'local*' }, condition: 'a' }))).toBe('compiled');
    const parts = { a: { Result: 'perhaps' }, b: { OperationName: 'x' } };
    expect(reasonOf(audit({ ...parts, condition: 'a and b' }))).toEqual({
      kind: 'never',
      because: ['Result is one of Success, Failure, Failed, never "perhaps"'],
    });
    expect(reasonOf(audit({ ...parts, condition: 'a or b' }))).toBe('compiled');
    expect(reasonOf(audit({ ...parts, condition: 'b and not a' }))).toBe('compiled');
    const [half] = compiled([audit({ ...parts, condition: 'a or b' })]);
    expect(half?.verdict).toMatchObject({ impossible: ['Result is one of Success, Failure, Failed, never "perhaps"'] });
    const [whole] = compiled([audit({ b: parts.b, condition: 'b' })]);
    expect(whole?.verdict).toMatchObject({ impossible: [] });
  });

  test('logs that are not loaded are told from those that are', async () => {
    const signIns = ruleOf(
      { a: { ResultType: 0 }, condition: 'a' },
      { logsource: { product: 'azure', service: 'signinlogs' } },
    );
    const outcomes = compiled([signIns, ruleOf({ a: { Operation: 'x' }, condition: 'a' })]);
    const loaded = await withEvents([{ at: '2024-03-01T00:00:00Z' }, { at: '2024-03-02T00:00:00Z' }], (events) =>
      loadedSets(events, outcomes),
    );
    expect([...loaded]).toEqual([
      ['entra-sign-ins', 0],
      ['ual-sign-ins', 0],
      ['ual', 2],
    ]);
  });
});
