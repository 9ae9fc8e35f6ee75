/** What parts the cells of a row. */
export type Separator = '\t' | '|' | ';' | ',';

/** A cell as UTF-16 indexes of the text, without quotes and the blanks around it. */
export interface Cell {
  readonly start: number;
  readonly end: number;
  /** Its value, doubled quotes made single. */
  readonly value: string;
}

export interface TableRecord {
  readonly cells: readonly Cell[];
  /** Where the next record begins. */
  readonly next: number;
}

const MOST_CELLS = 200;
/** A record longer than this is none. */
export const LONGEST_RECORD = 16_384;
const QUOTE_MARKS = /(?:[ \t]{0,3}>){1,8}[ \t]?/y;

/**
 * Reads one row at `at`: RFC 4180 for commas, semicolons and tabs (quoted cells may hold separators, doubled quotes and line breaks);
 * for pipes Markdown's tables (outer pipes, `\|`). A quoted message's `> ` before a row is left out.
 * @returns null where no row of at most {@link LONGEST_RECORD} characters ends in the text.
 */
export function readRecord(text: string, at: number, separator: Separator): TableRecord | null {
  const limit = Math.min(text.length, at + LONGEST_RECORD);
  const cells: Cell[] = [];
  let from = afterQuoteMarks(text, at);
  while (cells.length < MOST_CELLS) {
    const stop = cellEnd(text, from, limit, separator);
    if (stop === limit && limit < text.length) return null;
    cells.push(cellOf(text, from, stop, separator));
    if (text[stop] !== separator)
      return { cells: separator === '|' ? withoutOuter(cells) : cells, next: afterBreak(text, stop) };
    from = stop + 1;
  }
  return null;
}

function afterQuoteMarks(text: string, at: number): number {
  QUOTE_MARKS.lastIndex = at;
  return QUOTE_MARKS.test(text) ? QUOTE_MARKS.lastIndex : at;
}

/** The separator, line break or limit that ends the cell at `from`. */
function cellEnd(text: string, from: number, limit: number, separator: Separator): number {
  let at = from;
  while (separator !== '|' && text[at] === ' ') at += 1;
  const closed = text[at] === '"' && separator !== '|' ? afterClosingQuote(text, at, limit, separator) : null;
  if (closed !== null) return closed;
  for (; at < limit; at += 1) {
    const char = text[at];
    if (char === '\n' || char === '\r') return at;
    if (char === separator && !(separator === '|' && text[at - 1] === '\\')) return at;
  }
  return limit;
}

/** Where a quoted cell ends; null where its quote is not closed before a separator or break. */
function afterClosingQuote(text: string, open: number, limit: number, separator: Separator): number | null {
  let at = open + 1;
  for (; at < limit; at += 1) {
    if (text[at] !== '"') continue;
    if (text[at + 1] !== '"') break;
    at += 1;
  }
  let after = at + 1;
  while (text[after] === ' ') after += 1;
  const isEnd = after >= text.length || text[after] === separator || text[after] === '\n' || text[after] === '\r';
  return at < limit && isEnd ? Math.min(after, limit) : null;
}

function cellOf(text: string, from: number, to: number, separator: Separator): Cell {
  const blanks = trimmed(text, from, to);
  if (separator === '|') return markdownCell(text, blanks);
  const [start, end] = blanks;
  const isQuoted = end - start >= 2 && text[start] === '"' && text[end - 1] === '"';
  if (!isQuoted) return { start, end, value: text.slice(start, end) };
  return { start: start + 1, end: end - 1, value: text.slice(start + 1, end - 1).replaceAll('""', '"') };
}

/** Without the marks of code and bold type around all of it. */
function markdownCell(text: string, blanks: readonly [number, number]): Cell {
  let [start, end] = blanks;
  for (const mark of ['**', '`']) {
    const isWrapped = text.startsWith(mark, start) && text.endsWith(mark, end) && end - start > 2 * mark.length;
    if (!isWrapped) continue;
    start += mark.length;
    end -= mark.length;
  }
  return { start, end, value: text.slice(start, end).replaceAll('\\|', '|') };
}

function trimmed(text: string, from: number, to: number): readonly [number, number] {
  let start = from;
  let end = to;
  while (start < end && isBlank(text[start])) start += 1;
  while (end > start && isBlank(text[end - 1])) end -= 1;
  return [start, end];
}

function isBlank(char: string | undefined): boolean {
  return char === ' ' || char === '\t' || char === '\u00a0';
}

function withoutOuter(cells: readonly Cell[]): readonly Cell[] {
  const isEmpty = (cell: Cell | undefined): boolean => cell !== undefined && cell.value === '';
  return cells.slice(isEmpty(cells[0]) ? 1 : 0, isEmpty(cells.at(-1)) ? -1 : undefined);
}

function afterBreak(text: string, at: number): number {
  return text.startsWith('\r\n', at) ? at + 2 : Math.min(text.length, at + 1);
}
