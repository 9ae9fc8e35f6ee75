import { CsvRecord, type RecordState } from './csv-record.ts';
import type { BadRow, TableItem, TableRow } from './table-row.ts';
import { LONGEST_LINE, type TextLine } from './text-lines.ts';

/** A quoted cell that runs further than this was never closed. */
const MOST_LINES = 1000;

/**
 * The records of delimited text, the header as first row. Blank lines are no rows. A record with more or fewer cells than the
 * first, or whose quotes do not close, is bad; where it has swallowed following lines, these are read anew as rows of their own.
 */
export async function* csvRows(lines: AsyncIterable<TextLine>, delimiter: string): AsyncGenerator<TableItem> {
  const source = new LineQueue(lines);
  let columns: number | null = null;
  for (let first = await source.next(); first !== null; first = await source.next()) {
    if (first.text !== null && isBlank(first.text, delimiter)) continue;
    const taken: TextLine[] = [first];
    const { state, cells } = await readRecord(source, taken, delimiter);
    columns ??= state === 'complete' ? cells.length : null;
    const fault = faultOf(taken, state, cells.length, columns);
    if (fault === null) {
      yield rowOf(taken, cells);
      continue;
    }
    source.giveBack(taken.slice(1));
    yield { type: 'bad', number: first.number, span: first.span, ...fault };
  }
}

async function readRecord(source: LineQueue, taken: TextLine[], delimiter: string) {
  const record = new CsvRecord(delimiter);
  let state: RecordState = record.feed(taken[0]?.text ?? '');
  for (let size = 0; state === 'open' && taken.length < MOST_LINES && size < LONGEST_LINE; ) {
    const line = await source.next();
    if (line === null) break;
    taken.push(line);
    if (line.text === null) break;
    size += line.text.length;
    state = record.feed(line.text);
  }
  return { state, cells: record.cells };
}

function rowOf(taken: readonly TextLine[], cells: readonly string[]): TableRow {
  const [first, last] = [taken[0], taken.at(-1)];
  return { type: 'row', number: first?.number ?? 0, span: [first?.span[0] ?? 0, last?.span[1] ?? 0], cells };
}

function faultOf(
  taken: readonly TextLine[],
  state: RecordState,
  width: number,
  columns: number | null,
): Pick<BadRow, 'reason' | 'detail'> | null {
  if (taken[0]?.text === null)
    return { reason: 'over-budget', detail: `the line is longer than ${LONGEST_LINE} characters` };
  if (state === 'open') return { reason: 'truncated', detail: 'a quotation mark opens a cell and never closes it' };
  if (state === 'malformed') return { reason: 'damaged', detail: 'text follows the quotation mark that closes a cell' };
  if (columns !== null && width !== columns) {
    return { reason: 'damaged', detail: `it has ${width} cells where the header has ${columns}` };
  }
  return null;
}

function isBlank(text: string, delimiter: string): boolean {
  return text.replaceAll(delimiter, '').trim() === '';
}

/** Lines one at a time, with the possibility to put some back. */
class LineQueue {
  readonly #lines: AsyncIterator<TextLine>;
  #back: TextLine[] = [];

  constructor(lines: AsyncIterable<TextLine>) {
    this.#lines = lines[Symbol.asyncIterator]();
  }

  async next(): Promise<TextLine | null> {
    const kept = this.#back.shift();
    if (kept !== undefined) return kept;
    const { done, value } = await this.#lines.next();
    return done === true ? null : value;
  }

  giveBack(lines: readonly TextLine[]): void {
    this.#back = [...lines, ...this.#back];
  }
}
