import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ParquetFile } from '../../src/logs/parquet/parquet-file.ts';
import type { ParquetColumn } from '../../src/logs/parquet/parquet-type.ts';
import { RowGroupBuilder } from '../../src/logs/parquet/row-group.ts';
import { scratch } from './log-kit.ts';

const COLUMNS: readonly ParquetColumn[] = [
  { name: 'text', type: 'VARCHAR' },
  { name: 'word', type: 'VARCHAR' },
  { name: 'at', type: 'TIMESTAMP' },
  { name: 'big', type: 'BIGINT' },
  { name: 'small', type: 'INTEGER' },
  { name: 'yes', type: 'BOOLEAN' },
  { name: 'list', type: 'VARCHAR[]' },
  { name: 'row', type: 'INTEGER' },
  { name: 'same', type: 'VARCHAR' },
];

type Row = Readonly<Record<string, unknown>>;

let folder: Awaited<ReturnType<typeof scratch>>;
let engine: DuckDBInstance;
let files = 0;

beforeAll(async () => {
  folder = await scratch();
  engine = await DuckDBInstance.create(':memory:');
});

afterAll(async () => {
  engine.closeSync();
  await folder[Symbol.asyncDispose]();
});

function write(groups: readonly (readonly Row[])[], same: string | null): string {
  const file = new ParquetFile(folder.file(`${files++}.parquet`), COLUMNS);
  for (const rows of groups) {
    const builder = new RowGroupBuilder(COLUMNS, { constants: { same }, beside: ['row'] });
    for (const [row, facts] of rows.entries()) builder.add(facts, { row });
    file.append(builder.encode());
  }
  file.end();
  return file.path;
}

async function readBack(path: string): Promise<readonly Row[]> {
  const connection = await engine.connect();
  const at = `strftime("at", '%Y-%m-%dT%H:%M:%S.%gZ')`;
  const result = await connection.runAndReadAll(`SELECT * REPLACE (${at} AS "at") FROM read_parquet('${path}')`);
  connection.closeSync();
  return result.getRowObjectsJson();
}

const anyText = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), fc.constant(''));
const orNull = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const anyRow: fc.Arbitrary<Row> = fc.record({
  text: orNull(anyText),
  word: orNull(fc.constantFrom('a', 'bb', 'ü')),
  at: orNull(
    fc
      .date({ min: new Date('0001-01-01T00:00:00Z'), max: new Date('2200-01-01T00:00:00Z'), noInvalidDate: true })
      .map((date) => date.toISOString()),
  ),
  big: orNull(fc.maxSafeInteger()),
  small: orNull(fc.integer({ min: -(2 ** 31) + 1 })),
  yes: orNull(fc.boolean()),
  list: orNull(fc.array(anyText, { maxLength: 5 })),
});

describe('ParquetFile', () => {
  it('is read back by DuckDB as it was written', async () => {
    const groups = fc.array(fc.array(anyRow, { minLength: 1, maxLength: 40 }), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(groups, fc.constantFrom('constant', null), async (written, same) => {
        const expected = written.flatMap((rows) =>
          rows.map((row, index) => ({ ...row, big: row.big === null ? null : String(row.big), row: index, same })),
        );
        expect(await readBack(write(written, same))).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });

  it('writes many texts by a dictionary where they repeat, and one by one where they do not', async () => {
    const rows = Array.from({ length: 9000 }, (_, index) => ({
      text: `only-${index}`,
      word: `word-${index % 400}`,
      list: index % 3 === 0 ? null : [`only-${index}`, `word-${index % 2}`],
    }));
    const path = write([rows, rows.slice(0, 1)], null);
    const back = await readBack(path);
    expect(back.map(({ text, word, list }) => ({ text, word, list }))).toEqual([...rows, rows[0]]);
    const connection = await engine.connect();
    const pages = await connection.runAndReadAll(
      `SELECT path_in_schema, encodings FROM parquet_metadata('${path}') WHERE row_group_id = 0 ORDER BY column_id LIMIT 2`,
    );
    connection.closeSync();
    expect(pages.getRowObjectsJson().map(({ encodings }) => String(encodings).includes('DICTIONARY'))).toEqual([
      false,
      true,
    ]);
  });

  it('lets DuckDB pass over row groups outside a time', async () => {
    const group = (day: number) => [{ at: `2024-03-0${day}T00:00:00.000Z` }, { at: `2024-03-0${day}T12:00:00.500Z` }];
    const path = write([group(1), group(2), group(3)], null);
    const connection = await engine.connect();
    const ranges = await connection.runAndReadAll(
      `SELECT stats_min_value AS least, stats_max_value AS most FROM parquet_metadata('${path}') WHERE path_in_schema = 'at'`,
    );
    const counted = await connection.runAndReadAll(
      `SELECT count(*) AS n FROM read_parquet('${path}') WHERE "at" > TIMESTAMP '2024-03-02 01:00:00'`,
    );
    connection.closeSync();
    expect(ranges.getRowObjectsJson()[1]).toEqual({ least: '2024-03-02 00:00:00', most: '2024-03-02 12:00:00.5' });
    expect(counted.getRowObjectsJson()).toEqual([{ n: '3' }]);
  });

  it('makes null of what is no value of its column', async () => {
    const nonsense = { text: 7, word: {}, at: 5, big: 1e300, small: 2 ** 40, yes: 'true', list: 'a' };
    const nothing = { text: null, word: null, at: null, big: null, small: null, yes: null, list: null };
    expect(await readBack(write([[nonsense]], null))).toEqual([{ ...nothing, row: 0, same: null }]);
  });
});
