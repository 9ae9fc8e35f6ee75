import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EVENT_COLUMNS } from '../../src/logs/event/event-column.ts';
import { readRecord } from '../../src/logs/record/read-record.ts';

interface Case {
  readonly title: string;
  readonly record: Record<string, unknown>;
  readonly expect: Record<string, unknown>;
  /** What stands in the record and may not stand in the row. */
  readonly absent?: string;
}

const cases = (name: string): readonly Case[] =>
  JSON.parse(readFileSync(new URL(`./fixtures/${name}.json`, import.meta.url), 'utf8'));

const PLACE_COLUMNS = ['shape', 'day', 'copies', 'file_id', 'raw_member', 'raw_row', 'raw_start', 'raw_end'];

const detailsOf = (facts: object): unknown => JSON.parse(('details' in facts && String(facts.details)) || 'null');

const FIXTURES = ['ual', 'entra', 'graph', 'azure', 'trace', 'defender', 'other'];

for (const name of FIXTURES.map((one) => `${one}-records`)) {
  describe(name, () => {
    for (const { title, record, expect: expected, absent } of cases(name)) {
      it(title, () => {
        const facts = readRecord(record);
        const { details, ...columns } = expected;
        expect(facts).toMatchObject(columns);
        if (details !== undefined) expect(detailsOf(facts)).toMatchObject(details as object);
        if (absent !== undefined) {
          expect(JSON.stringify(record)).toContain(absent);
          expect(JSON.stringify(facts)).not.toContain(absent);
        }
        if ('unread' in facts) return;
        const names = EVENT_COLUMNS.map((column) => column.name).filter((column) => !PLACE_COLUMNS.includes(column));
        expect(Object.keys(facts).sort()).toEqual([...names].sort());
      });
    }
  });
}

/** Any JSON value, and those that JavaScript makes something of. */
const ANY = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom<unknown>(
    ...[
      { toString: 1 },
      [{ toString: 1 }],
      [[{ valueOf: 1, toString: null }]],
      JSON.parse('{"__proto__":{"a":1}}'),
      { constructor: 'x' },
      { '\udfff': 1 },
    ],
    ...[
      1e308,
      -1e308,
      2 ** 53,
      4e9,
      Number.POSITIVE_INFINITY,
      [null],
      [[]],
      '\ud800',
      '{',
      '[',
      '{"a":',
      '[{"Name":1}]',
      'NaN',
    ],
  ),
);

const WIDEST: Readonly<Record<string, number>> = { INTEGER: 2 ** 31 - 1, BIGINT: Number.MAX_SAFE_INTEGER };

const COLUMNS = EVENT_COLUMNS.filter(({ name }) => !PLACE_COLUMNS.includes(name)).map(
  ({ name, type }) => [name, type] as const,
);

/** A record with another value in one of its fields, or in one of a nested object's. */
function changed(
  record: Record<string, unknown>,
  field: number,
  value: unknown,
  deep: boolean,
): Record<string, unknown> {
  const names = Object.keys(record);
  const name = names[field % names.length] ?? '';
  const inner = record[name];
  const isNested = typeof inner === 'object' && inner !== null && !Array.isArray(inner);
  return {
    ...record,
    [name]: deep && isNested ? changed(inner as Record<string, unknown>, field >> 4, value, deep) : value,
  };
}

describe('readRecord', () => {
  it('takes any JSON value in any field of any record, at any depth, and never throws', () => {
    const records = FIXTURES.flatMap((name) => cases(`${name}-records`).map(({ record }) => record));
    const change = fc.record({
      record: fc.constantFrom(...records),
      field: fc.nat(),
      value: ANY,
      deep: fc.boolean(),
    });
    fc.assert(
      fc.property(change, ({ record, field, value, deep }) => {
        const facts = readRecord(changed(record, field, value, deep));
        if ('unread' in facts) return;
        expect(facts.at).toMatch(/^\d{4}-.*Z$/);
        expect(facts.operation).not.toBe('');
        expect(Object.keys(facts).length).toBe(COLUMNS.length);
        for (const [name, type] of COLUMNS) {
          const column = facts[name as keyof typeof facts];
          if (type === 'VARCHAR' && column !== null) expect([name, typeof column]).toEqual([name, 'string']);
          const widest = WIDEST[type];
          if (widest !== undefined && column !== null)
            expect(Math.abs(Number(column)), name).toBeLessThanOrEqual(widest);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('gives equal records without an id of their own the same id, and others another', () => {
    const record = {
      CreationTime: '2024-01-01T00:00:00',
      Operation: 'Send',
      UserType: 0,
      UserId: 'a@b.example',
      Id: 'abc',
    };
    const again = {
      Id: 'abc',
      UserId: 'a@b.example',
      UserType: 0,
      Operation: 'Send',
      CreationTime: '2024-01-01T00:00:00',
    };
    const other = { ...record, Operation: 'SendAs' };
    const id = (value: Record<string, unknown>) => {
      const facts = readRecord(value);
      return 'unread' in facts ? null : facts.event_id;
    };
    expect(id(record)).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(id(again)).toBe(id(record));
    expect(id(other)).not.toBe(id(record));
  });

  it('takes any JSON value in any field', () => {
    const fields = [
      'CreationTime',
      'Operation',
      'RecordType',
      'UserId',
      'Actor',
      'Target',
      'Parameters',
      'Folders',
      'AppAccessContext',
    ];
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom(...fields, 'properties', 'category', 'time'), fc.jsonValue()),
        (extra) => {
          const record = { CreationTime: '2024-01-01T00:00:00', Operation: 'X', UserType: 0, ...extra };
          const facts = readRecord(record);
          expect('unread' in facts || facts.at.endsWith('Z')).toBe(true);
        },
      ),
    );
  });
});
