import type { OfficeText } from '../office-text.ts';

/** Empty cells between two filled ones that are kept as tabs. */
const MOST_TABS = 16;

interface CellAside {
  readonly place: string;
  readonly text: string;
}

/** Writes a sheet's cells as lines, a row each, apart by tabs; each cell is a place: "Budget!B4". */
export class SheetLines {
  /** The sheet's name as places tell it. */
  readonly name: string;
  readonly isHidden: boolean;
  readonly #out: OfficeText;
  #row = 0;
  #column = 0;
  #isEmpty = true;
  #asides: CellAside[] = [];

  /** @param name The sheet's name. @param isHidden Whether the sheet is not shown. */
  constructor(out: OfficeText, name: string, isHidden: boolean) {
    this.#out = out;
    this.name = isHidden ? `${name} (hidden)` : name;
    this.isHidden = isHidden;
  }

  /** Whether the text has no room left. */
  get isFull(): boolean {
    return this.#out.isFull;
  }

  /** Begins a row. @param row Its number, from 1. */
  openRow(row: number): void {
    this.endRow();
    this.#row = row;
  }

  /** Adds a cell with text to the row. @param column Its number, from 1. @param isHidden Whether its row or column is not shown. */
  cell(column: number, text: string, isHidden: boolean): void {
    if (text === '') return;
    if (this.#isEmpty) this.#column = Math.max(1, column);
    const tabs = Math.min(MOST_TABS, Math.max(this.#isEmpty ? 0 : 1, column - this.#column));
    if (tabs > 0) this.#out.write('\t'.repeat(tabs));
    this.#out.mark(this.placeOf(column));
    this.#out.write(text, isHidden || this.isHidden);
    this.#column = column;
    this.#isEmpty = false;
  }

  /** Adds a line, not seen, that follows the row: a cell's formula or comment. */
  aside(column: number, what: string, text: string): void {
    this.#asides.push({ place: `${this.placeOf(column)}, ${what}`, text });
  }

  /** Adds a line about the sheet or one of its ranges. @param about Null for the sheet. */
  beside(about: string | null, what: string, text: string, isHidden = true): void {
    if (text.trim() === '') return;
    this.endRow();
    this.#out.mark(about === null ? `${this.name}, ${what}` : `${this.name}!${about}, ${what}`);
    this.#out.line(text.trim(), isHidden || this.isHidden);
  }

  endRow(): void {
    if (!this.#isEmpty) this.#out.write('\n');
    this.#isEmpty = true;
    for (const { place, text } of this.#asides) {
      this.#out.mark(place);
      this.#out.line(text, true);
    }
    if (this.#asides.length > 0) this.#asides = [];
  }

  /** A cell as it is called in its sheet. */
  cellName(column: number, row: number): string {
    return `${columnName(column)}${row}`;
  }

  placeOf(column: number): string {
    return `${this.name}!${columnName(column)}${this.#row}`;
  }
}

/** The letters of a column: 28 is AB. */
export function columnName(column: number): string {
  let letters = '';
  for (let rest = Math.min(column, 16_777_216); rest > 0; rest = Math.floor((rest - 1) / 26))
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  return letters;
}
