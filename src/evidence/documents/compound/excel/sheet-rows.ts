import type { LandmarkedText } from '../../landmarked-text.ts';
import { cellName } from './cell-name.ts';
import type { Cell } from './cells.ts';

/** Landmarks of a workbook: so many cells by their names, then so many rows, then sheets alone; more a text does not hold. */
const MOST_CELLS = 40_000;
const MOST_ROWS = 60_000;
/** Columns of a sheet of this format. */
const COLUMNS = 256;

/** How many landmarks a workbook's sheets have set. */
export interface LandmarkCount {
  count: number;
}

/** Writes cells by rows: those of a row parted by tabs, an empty cell between two included. */
export class SheetRows {
  readonly #text: LandmarkedText;
  readonly #sheet: string;
  readonly #isHidden: boolean;
  readonly #landmarks: LandmarkCount;
  #row = -1;
  #cells: Cell[] = [];
  #isMarked = false;

  constructor(text: LandmarkedText, sheet: string, isHidden: boolean, landmarks: LandmarkCount) {
    this.#text = text;
    this.#sheet = sheet;
    this.#isHidden = isHidden;
    this.#landmarks = landmarks;
  }

  add(cell: Cell): void {
    if (cell.row !== this.#row) this.endRow();
    this.#row = cell.row;
    this.#cells.push(cell);
  }

  /** Gives the last cell the text it waits for, before what it has. */
  complete(text: string): void {
    const last = this.#cells.pop();
    if (last === undefined) return;
    this.#cells.push(last.isPending ? { ...last, text: text + last.text, isPending: false } : last);
  }

  endRow(): void {
    const cells = this.#cells;
    this.#cells = [];
    if (cells.every(({ text }) => text === '')) return;
    const start = this.#isHidden ? this.#text.length : 0;
    let column = cells[0]?.column ?? 0;
    this.#markRow();
    for (const [index, cell] of cells.entries()) {
      if (index > 0) this.#text.write('\t'.repeat(gap(column, cell.column)));
      this.#markCell(cell);
      this.#text.write(cell.text.replace(/\r\n?/g, '\n'));
      column = cell.column;
    }
    if (this.#isHidden) this.#text.hideFrom(start);
    this.#text.write('\n');
  }

  #markRow(): void {
    if (this.#landmarks.count < MOST_CELLS) return;
    if (this.#landmarks.count < MOST_ROWS) this.#mark(`${this.#sheet}!${this.#row + 1}:${this.#row + 1}`);
    else if (!this.#isMarked) this.#mark(this.#sheet);
  }

  #markCell({ row, column, text }: Cell): void {
    if (this.#landmarks.count < MOST_CELLS && text !== '') this.#mark(`${this.#sheet}!${cellName(row, column)}`);
  }

  #mark(name: string): void {
    this.#isMarked = true;
    this.#landmarks.count += 1;
    this.#text.mark(name);
  }
}

/** Tabs from one column to another; one where they do not ascend as they should. */
function gap(from: number, to: number): number {
  return to > from && to < COLUMNS ? to - from : 1;
}
