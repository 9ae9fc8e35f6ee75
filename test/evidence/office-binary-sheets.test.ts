import { expect, test } from 'vitest';
import { linesIn, openXml, relationships } from './office-fixture.ts';

/** A record ([MS-XLSB] §2.1.4). */
function record(type: number, ...fields: readonly Uint8Array[]): Buffer {
  const data = Buffer.concat(fields);
  const head = type < 0x80 ? [type] : [(type & 0x7f) | 0x80, type >> 7];
  const size = data.length < 0x80 ? [data.length] : [(data.length & 0x7f) | 0x80, data.length >> 7];
  return Buffer.concat([Buffer.from([...head, ...size]), data]);
}

const words = (...values: readonly number[]) =>
  Buffer.concat(values.map((value) => Buffer.from(Uint32Array.of(value).buffer)));
const wide = (text: string) => Buffer.concat([words(text.length), Buffer.from(text, 'utf16le')]);
const rich = (text: string) => Buffer.concat([Buffer.of(0), wide(text)]);
const double = (value: number) => Buffer.from(Float64Array.of(value).buffer);
const row = (number: number, isHidden = false) =>
  record(0, words(number, 0), Buffer.of(0x2c, 1, 0, isHidden ? 0x10 : 0, 0), words(0));

const SHEET = Buffer.concat([
  record(129),
  record(390),
  record(60, words(3, 3, 2560, 0), Buffer.of(1, 0)),
  record(391),
  record(145),
  row(0),
  record(7, words(0, 0, 1)),
  record(6, words(1, 0), wide('in line')),
  record(2, words(2, 0, (42 << 2) | 2)),
  record(5, words(3, 0), double(1.5)),
  row(4, true),
  record(4, words(0, 0), Buffer.of(1)),
  record(8, words(1, 0), wide('made'), Buffer.of(0, 0), words(0, 0)),
  record(2, words(2, 0, ((1234 << 2) | 3) >>> 0)),
  record(146),
  record(130),
]);

const BINARY_WORKBOOK = openXml({
  '_rels/.rels': relationships({ a: ['officeDocument', 'xl/workbook.bin'] }),
  'xl/workbook.bin': Buffer.concat([
    record(131),
    record(143),
    record(156, words(0, 1), wide('rId1'), wide('Open')),
    record(156, words(1, 2), wide('rId2'), wide('Vault')),
    record(144),
    record(132),
  ]),
  'xl/_rels/workbook.bin.rels': relationships({
    rId1: ['worksheet', 'worksheets/sheet1.bin'],
    rId2: ['worksheet', 'worksheets/sheet2.bin'],
    s: ['sharedStrings', 'sharedStrings.bin'],
  }),
  'xl/sharedStrings.bin': Buffer.concat([
    record(159, words(2, 2)),
    record(19, rich('no')),
    record(19, rich('Password')),
    record(160),
  ]),
  'xl/worksheets/sheet1.bin': SHEET,
  'xl/worksheets/_rels/sheet1.bin.rels': relationships({ c: ['comments', '../comments1.bin'] }),
  'xl/comments1.bin': Buffer.concat([
    record(632, wide('Ann')),
    record(635, words(0, 4, 4, 1, 1), Buffer.alloc(16)),
    record(637, rich('see safe')),
  ]),
  'xl/worksheets/sheet2.bin': Buffer.concat([row(0), record(7, words(0, 0, 1))]),
  'xl/connections.bin': record(201, Buffer.of(1, 2, 3), wide('Server=s;Pwd=p')),
});

test('a binary workbook: cells of each kind, hidden columns, rows and sheets, comments, strings of what else it holds', async () => {
  expect(await linesIn(BINARY_WORKBOOK)).toEqual([
    'Open!A1| Password\tin line\t42\t1.5',
    'Open!A5~ TRUE\tmade\t12.34',
    'Open!B5, comment| Ann: see safe',
    'Vault (hidden)!A1~ Password',
    'connections.bin~ Server=s;Pwd=p',
  ]);
});
