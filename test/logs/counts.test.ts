import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pieceReader, splitterFor } from '../../src/logs/ingest/log-records.ts';
import { recogniseAnyLog } from '../../src/logs/shape/recognise-log.ts';
import { quoted } from './log-kit.ts';

type Row = Readonly<Record<string, unknown>>;

const records: readonly Row[] = ['ual', 'entra', 'graph', 'azure', 'trace', 'defender', 'other'].flatMap((name) => {
  const url = new URL(`./fixtures/${name}-records.json`, import.meta.url);
  return (JSON.parse(readFileSync(url, 'utf8')) as readonly { readonly record: Row }[]).map(({ record }) => record);
});
/** The first record tells the log: one with a time. */
const [first] = records;

const WRITTEN: Readonly<Record<string, (rows: readonly Row[]) => string>> = {
  lines: (rows) => rows.map((row) => JSON.stringify(row)).join('\r\n'),
  array: (rows) => JSON.stringify(rows, null, 2),
  'arrays one after the other': (rows) => rows.map((row) => JSON.stringify([row], null, 1)).join('\n'),
  'objects and arrays': (rows) => rows.map((row, at) => JSON.stringify(at % 2 === 0 ? row : [row], null, 4)).join('\n'),
  envelope: (rows) => JSON.stringify({ '@odata.context': '[', tables: [{ a: [1] }], value: rows }),
  'records of an event hub': (rows) => rows.map((row) => JSON.stringify({ records: [row, row] })).join('\n'),
  csv: (rows) => {
    const names = Object.keys(first ?? {});
    const cells = rows.map((row) =>
      names.map((name) => quoted(JSON.stringify(row[name] ?? '').replace(/^"|"$/g, ''))).join(','),
    );
    return [names.map(quoted).join(','), ...cells].join('\n');
  },
};

/** How many records a log gives, however its bytes come: rows and losses. */
function counted(text: string, chunkBytes: number): number {
  const bytes = Buffer.from(text);
  const shape = recogniseAnyLog(bytes);
  if (shape === null) return -1;
  const splitter = splitterFor(shape.container);
  const read = pieceReader(shape);
  const pieces = [];
  for (let at = 0; at < bytes.length; at += chunkBytes)
    pieces.push(...splitter.push(bytes.subarray(at, at + chunkBytes)));
  pieces.push(...splitter.end());
  return pieces.filter((piece) => read(piece) !== null).length;
}

describe('no record is lost on the way', () => {
  for (const [name, write] of Object.entries(WRITTEN)) {
    it(`from ${name}`, () => {
      const rows = fc.array(fc.constantFrom(...records), { maxLength: 12 }).map((more) => [first ?? {}, ...more]);
      const copies = name === 'records of an event hub' ? 2 : 1;
      fc.assert(
        fc.property(rows, fc.integer({ min: 1, max: 5000 }), (all, chunkBytes) => {
          expect(counted(write(all), chunkBytes)).toBe(all.length * copies);
        }),
        { numRuns: 25 },
      );
    });
  }
});
