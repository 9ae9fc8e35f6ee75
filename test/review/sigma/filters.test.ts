import { describe, expect, test } from 'vitest';
import { compiled, matchedRows, packsOf, ruleOf } from './compile-here.ts';

const rule = ruleOf({ a: { Operation: 'Work' }, condition: 'a' }, { id: 'f00d', name: 'work' });
const rows = [
  { operation: 'Work', principal: 'adm-1@x.example' },
  { operation: 'Work', principal: 'user@x.example' },
  { operation: 'Work', principal: null },
];

function filter(filterSection: object, logsource: object = { product: 'm365', service: 'audit' }): object {
  return {
    title: 'A filter of the tests',
    logsource,
    filter: { selection: { 'UserId|startswith': 'adm-' }, ...filterSection },
  };
}

describe('filters', () => {
  test.each([
    ['what it selects is suppressed', { rules: ['f00d'], condition: 'selection' }, [1, 2]],
    ['what it does not exclude remains', { rules: ['work'], condition: 'not selection' }, [1, 2]],
    ['any rule of the log source', { rules: 'any', condition: 'not selection' }, [1, 2]],
    ['a list of rules', { rules: ['other', 'F00D'], condition: 'not selection' }, [1, 2]],
    ['two selections', { rules: ['work'], more: { UserId: null }, condition: 'not selection and not more' }, [1]],
    ['two selections, suppressed', { rules: ['work'], more: { UserId: null }, condition: 'selection or more' }, [1]],
  ])('%s', async (_name, section, expected) => {
    expect(await matchedRows(packsOf(compiled([filter(section), rule])), rows)).toEqual(expected);
  });

  test.each([
    ['of another rule', filter({ rules: ['other'], condition: 'selection' })],
    [
      'of another log source',
      filter({ rules: ['work'], condition: 'selection' }, { product: 'azure', service: 'auditlogs' }),
    ],
  ])('a filter %s changes nothing and says so', async (_name, other) => {
    const outcomes = compiled([other, rule]);
    expect(outcomes[0]?.verdict.kind).toBe('refused');
    expect(await matchedRows(packsOf(outcomes.slice(1)), rows)).toEqual([0, 1, 2]);
  });

  test('a filter says which rules it is put on, and reaches the rules of correlations', async () => {
    const correlation = { type: 'event_count', rules: ['work'], timespan: '1h', condition: { gte: 2 } };
    const outcomes = compiled([
      { title: 'A correlation of the tests', correlation },
      rule,
      filter({ rules: ['work'], condition: 'selection' }),
    ]);
    expect(outcomes[2]?.verdict).toEqual({ kind: 'filter', applied: ['A rule of the tests'] });
    expect(await matchedRows(packsOf(outcomes), rows)).toEqual([1, 2]);
  });
});
