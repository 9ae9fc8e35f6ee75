import { type Cell, LONGEST_RECORD, type TableRecord } from './record.ts';

/** Where each column of a line begins, in UTF-16 units from the line's start. */
export type Columns = readonly number[];

const UNDERLINE = /^[> ]{0,12}-{2,80}(?: {1,80}-{2,80}){1,30}[ \t]{0,80}\r?\n?$/;
const UNDER_ONE = /-{2,80}/g;

/**
 * The columns of a table without separators, as PowerShell's Format-Table and clients of databases write it: each begins where the dashes
 * under its heading do.
 * @returns null where the line under the headings is no such line
 */
export function columnsUnder(line: string): Columns | null {
  return UNDERLINE.test(line) ? [...line.matchAll(UNDER_ONE)].map(({ index }) => index) : null;
}

/** Reads one row at `at`; null where a value goes over the edge of its column, the line is blank, or no line of a row's length ends in the text. */
export function readAligned(text: string, at: number, columns: Columns): TableRecord | null {
  const feed = text.indexOf('\n', at);
  const end = feed < 0 ? text.length : feed;
  if (end - at > LONGEST_RECORD || text.slice(at, end).trim() === '') return null;
  if (columns.some((start) => start > 0 && at + start < end && !isBlank(text[at + start - 1]))) return null;
  const cells = columns.map((start, index) =>
    cellIn(text, at + start, Math.min(end, at + (columns[index + 1] ?? end))),
  );
  return { cells, next: feed < 0 ? end : feed + 1 };
}

function cellIn(text: string, from: number, to: number): Cell {
  let [start, end] = [Math.min(from, to), to];
  while (start < end && isBlank(text[start])) start += 1;
  while (end > start && isBlank(text[end - 1])) end -= 1;
  return { start, end, value: text.slice(start, end) };
}

function isBlank(char: string | undefined): boolean {
  return char === ' ' || char === '\t' || char === '\r' || char === '\u00a0';
}
