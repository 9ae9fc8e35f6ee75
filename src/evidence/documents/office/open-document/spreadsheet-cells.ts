import type { OfficeText } from '../office-text.ts';
import { SheetLines } from '../sheet/sheet-lines.ts';
import type { XmlTag } from '../xml/xml-tag.ts';

/** Formulas that say something of their own: a text, another file or sheet. */
const TELLING = /["']/;
const MOST_HIDDEN_COLUMNS = 16_384;
const FURTHEST = 2 ** 31;

/** The cells of an OpenDocument spreadsheet (OpenDocument 1.2 part 1 §9): what is repeated is told once, and what is empty costs nothing. */
export class SpreadsheetCells {
  readonly #out: OfficeText;
  #lines: SheetLines;
  #hiddenColumns: [number, number][] = [];
  #columns = 0;
  #row = 0;
  #rowRepeats = 1;
  #isRowHidden = false;
  #column = 0;
  #cell: { text: string; readonly value: string; readonly formula: string; readonly repeats: number } | null = null;

  constructor(out: OfficeText) {
    this.#out = out;
    this.#lines = new SheetLines(out, '', false);
  }

  /** Whether a cell is open, whose text is its own. */
  get isInCell(): boolean {
    return this.#cell !== null;
  }

  /** The sheet's name, as places tell it. */
  get sheetName(): string {
    return this.#lines.name;
  }

  get isHidden(): boolean {
    return this.#lines.isHidden;
  }

  openSheet(tag: XmlTag, isHidden: boolean): void {
    this.#lines.endRow();
    this.#lines = new SheetLines(this.#out, tag.get('name') ?? '', isHidden);
    this.#hiddenColumns = [];
    this.#columns = 0;
    this.#row = 0;
  }

  column(tag: XmlTag): void {
    const repeats = repeatsOf(tag, 'number-columns-repeated');
    if (isHiddenBy(tag) && this.#hiddenColumns.length < MOST_HIDDEN_COLUMNS)
      this.#hiddenColumns.push([this.#columns + 1, this.#columns + repeats]);
    this.#columns = Math.min(FURTHEST, this.#columns + repeats);
  }

  openRow(tag: XmlTag): void {
    this.#rowRepeats = repeatsOf(tag, 'number-rows-repeated');
    this.#isRowHidden = isHiddenBy(tag);
    this.#column = 0;
    this.#lines.openRow(this.#row + 1);
  }

  closeRow(): void {
    this.#lines.endRow();
    this.#row = Math.min(FURTHEST, this.#row + this.#rowRepeats);
  }

  openCell(tag: XmlTag): void {
    const value = tag.get('string-value') ?? tag.get('date-value') ?? tag.get('value') ?? '';
    this.#cell = {
      text: '',
      value,
      formula: (tag.get('formula') ?? '').replace(/^[a-z]{2,5}:/, ''),
      repeats: repeatsOf(tag, 'number-columns-repeated'),
    };
  }

  text(text: string): void {
    if (this.#cell !== null) this.#cell.text += text;
  }

  /** A line that follows the row. */
  aside(what: string, text: string): void {
    this.#lines.aside(this.#column + 1, what, text);
  }

  closeCell(): void {
    if (this.#cell === null) return;
    const { text, value, formula, repeats } = this.#cell;
    const column = this.#column + 1;
    const isHidden =
      this.#isRowHidden || this.#hiddenColumns.some(([first, last]) => first <= column && column <= last);
    this.#lines.cell(column, text.trimEnd() === '' ? value : text.trimEnd(), isHidden);
    if (TELLING.test(formula)) this.#lines.aside(column, 'formula', formula);
    this.#column = Math.min(FURTHEST, this.#column + repeats);
    this.#cell = null;
  }

  endRow(): void {
    this.#lines.endRow();
  }
}

function repeatsOf(tag: XmlTag, name: string): number {
  const repeats = Number(tag.get(name) ?? 1);
  return Number.isSafeInteger(repeats) && repeats > 0 ? Math.min(repeats, FURTHEST) : 1;
}

const isHiddenBy = (tag: XmlTag) => /^(?:collapse|filter)$/.test(tag.get('visibility') ?? '');
