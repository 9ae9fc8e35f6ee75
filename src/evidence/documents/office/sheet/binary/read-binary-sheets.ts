import { asBuffer } from '../../../../decode/byte-string.ts';
import type { Shortfall } from '../../../../shortfall.ts';
import type { PackagePart } from '../../package/package-part.ts';
import type { Reading } from '../../reading.ts';
import { SheetLines } from '../sheet-lines.ts';
import type { SheetEntry } from '../workbook.ts';
import { cellText } from './cell-record.ts';
import { type BinaryRecord, binaryRecords, uint32, wideString } from './records.ts';

/** Record types ([MS-XLSB] §2.3.2). */
const RECORD = { row: 0, string: 19, columns: 60, sheet: 156, author: 632, comment: 635, commentText: 637 } as const;

/** Reads a binary workbook ([MS-XLSB]): cells and comments of its sheets; of its other parts the strings that stand in them. */
export function readBinarySheets(reading: Reading, main: string): void {
  const strings: string[] = [];
  for (const { type, data } of recordsOf(reading, reading.related(main, 'sharedStrings')))
    if (type === RECORD.string) strings.push(wideString(data, 1).text);
  for (const { name, isHidden, part } of sheetsOf(reading, main)) {
    const lines = new SheetLines(reading.out, name, isHidden);
    readCells(recordsOf(reading, part), lines, strings);
    for (const comments of reading.allRelated(part.name, 'comments')) readComments(recordsOf(reading, comments), lines);
  }
  for (const part of reading.office.parts) if (isTable(part.name)) readStrings(reading, part);
}

/** Parts that hold records, which is not so with macros, embedded objects and pictures. */
const isTable = (name: string) =>
  /^xl\/(?:[^/]+|(?:worksheets|macrosheets|chartsheets|externalLinks|tables|queryTables|pivotTables|pivotCache)\/[^/]+)\.bin$/i.test(
    name,
  ) && !/vbaProject|printerSettings|styles|binaryIndex|calcChain|metadata/i.test(name);

function recordsOf(reading: Reading, part: PackagePart | null): Iterable<BinaryRecord> {
  const bytes = part === null || reading.isDone(part) ? null : reading.bytes(part);
  return bytes === null ? [] : binaryRecords(asBuffer(bytes));
}

function sheetsOf(reading: Reading, main: string): readonly SheetEntry[] {
  const links = reading.linksOf(main);
  const sheets: SheetEntry[] = [];
  for (const { type, data } of recordsOf(reading, reading.office.find(main))) {
    if (type !== RECORD.sheet) continue;
    const relation = wideString(data, 8);
    const part = reading.office.find(links.get(relation.text)?.target ?? '');
    if (part !== null)
      sheets.push({ name: wideString(data, relation.end).text, isHidden: uint32(data, 0) !== 0, part });
  }
  return sheets;
}

function readCells(records: Iterable<BinaryRecord>, lines: SheetLines, strings: readonly string[]): void {
  const hidden: (readonly [number, number])[] = [];
  let isRowHidden = false;
  for (const record of records) {
    const { type, data } = record;
    if (lines.isFull) return;
    if (type === RECORD.row) {
      lines.openRow(uint32(data, 0) + 1);
      isRowHidden = ((data[11] ?? 0) & 0x10) !== 0;
    } else if (type === RECORD.columns) {
      if (((data[16] ?? 0) & 1) !== 0) hidden.push([uint32(data, 0), uint32(data, 4)]);
    } else {
      const column = uint32(data, 0);
      const isHidden = isRowHidden || hidden.some(([first, last]) => first <= column && column <= last);
      lines.cell(column + 1, cellText(record, strings) ?? '', isHidden);
    }
  }
  lines.endRow();
}

function readComments(records: Iterable<BinaryRecord>, lines: SheetLines): void {
  const authors: string[] = [];
  let author = '';
  let cell = '';
  for (const { type, data } of records) {
    if (type === RECORD.author) authors.push(wideString(data, 0).text);
    else if (type === RECORD.comment) {
      author = authors[uint32(data, 0)] ?? '';
      cell = lines.cellName(uint32(data, 12) + 1, uint32(data, 4) + 1);
    } else if (type === RECORD.commentText) {
      const { text } = wideString(data, 1);
      lines.beside(cell, 'comment', author === '' || text.startsWith(author) ? text : `${author}: ${text}`, false);
    }
  }
}

const SHORTEST = 4;
const READABLE = /^[\p{L}\p{N}\p{P}\p{S} ]{4,}$/u;
/** Characters that are looked at in one part: what only looks like a string may be looked at again and again. */
const MOST_LOOKED_AT = 32 * 1024 * 1024;

/** What reads as text among the records of a part whose records are not known here one by one. */
function readStrings(reading: Reading, part: PackagePart): void {
  if (reading.isDone(part)) return;
  reading.out.mark(part.name.split('/').at(-1) ?? part.name);
  let left = MOST_LOOKED_AT;
  for (const { data } of recordsOf(reading, part)) {
    for (let at = 0; at + 4 + SHORTEST * 2 <= data.length && left > 0; at += 1) {
      const { text, end } = wideString(data, at);
      left -= text.length;
      if (text.length < SHORTEST || !READABLE.test(text)) continue;
      reading.out.line(text, true);
      at = end - 1;
    }
  }
  if (left <= 0) reading.lose(part.name, TOO_MUCH);
}

const TOO_MUCH: Shortfall = {
  reason: 'over-budget',
  detail: 'This part of the workbook is so made that looking for text in it takes too long; open it by hand.',
};
