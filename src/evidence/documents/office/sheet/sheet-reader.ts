import type { Relationship } from '../package/relationships.ts';
import type { XmlHandler } from '../xml/xml-handler.ts';
import type { XmlTag } from '../xml/xml-tag.ts';
import { PLAIN, shownNumber } from './cell-value.ts';
import type { SheetLines } from './sheet-lines.ts';
import type { CellTables } from './workbook.ts';

/** Formulas that say something of their own: a text, another file or sheet. */
const TELLING = /["'[!]/;
/** Columns that may be marked hidden: more than any sheet has. */
const MOST_COLUMNS = 16_384;
const PAGE_TEXTS = /^(?:odd|even|first)(?:Header|Footer)$/;
/** Codes in headers and footers (ECMA-376 part 1 §18.3.1.46): fonts, sizes, colours, and what the program fills in. */
const PAGE_CODES = /&(?:"[^"]{0,200}"|K[0-9A-F]{6}|\d{1,3}|[LCRPNDTGZFASBIUEOHXY+-])/g;
/** Elements of a worksheet that say in attributes what people wrote. */
const WRITTEN: { readonly [Name in string]?: readonly string[] } = {
  dataValidation: ['promptTitle', 'prompt', 'errorTitle', 'error'],
  scenario: ['name', 'comment'],
  inputCells: ['val'],
  protectedRange: ['name'],
  cfRule: ['text'],
};

/** Reads a worksheet (§18.3.1.99): cells, formulas, links, validations, headers and footers. Only cells that are written cost anything. */
export class SheetReader implements XmlHandler {
  readonly #lines: SheetLines;
  readonly #tables: CellTables;
  readonly #links: ReadonlyMap<string, Relationship>;
  readonly #told: Set<string>;
  readonly #hiddenColumns: (readonly [number, number])[] = [];
  #row = 0;
  #isRowHidden = false;
  #column = 0;
  #type = '';
  #style = 0;
  #value = '';
  #formula = '';
  #collects: 'value' | 'formula' | 'other' | null = null;
  #range: string | null = null;
  #what = '';
  #other = '';

  constructor(lines: SheetLines, tables: CellTables, links: ReadonlyMap<string, Relationship>, told: Set<string>) {
    this.#lines = lines;
    this.#tables = tables;
    this.#links = links;
    this.#told = told;
  }

  open(name: string, tag: XmlTag): void {
    if (name === 'c') this.#openCell(tag);
    else if (name === 'v' || name === 't') this.#collects = 'value';
    else if (name === 'f') this.#collects = this.#range === null ? 'formula' : 'other';
    else if (name === 'row') this.#openRow(tag);
    else if (name === 'rPh') this.#collects = null;
    else if (name === 'col') this.#hideColumns(tag);
    else if (name === 'hyperlink') this.#tellLink(tag);
    else if (PAGE_TEXTS.test(name)) this.#collectOther(null, /Header$/.test(name) ? 'header' : 'footer');
    else if (/^formula[12]?$/.test(name)) this.#collectOther(this.#range, this.#what);
    else this.#openRange(name, tag);
  }

  text(text: string): void {
    if (this.#collects === 'value') this.#value += text;
    else if (this.#collects === 'formula') this.#formula += text;
    else if (this.#collects === 'other') this.#other += text;
  }

  close(name: string): void {
    if (name === 'c') this.#closeCell();
    else if (this.#collects === 'other' && (PAGE_TEXTS.test(name) || /^formula[12]?$/.test(name)))
      this.#tellOther(name);
    else if (/^(?:dataValidation|cfRule|conditionalFormatting)$/.test(name)) this.#range = null;
    // An extension's formula stands in an element of its own within.
    if (!(this.#collects === 'other' && name === 'f')) this.#collects = null;
    if (name === 'row' || name === 'sheetData') this.#lines.endRow();
  }

  #openRow(tag: XmlTag): void {
    this.#row = numberOf(tag.get('r')) ?? this.#row + 1;
    this.#isRowHidden = tag.flag('hidden') ?? false;
    this.#column = 0;
    this.#lines.openRow(this.#row);
  }

  #openCell(tag: XmlTag): void {
    this.#column = columnOf(tag.get('r')) ?? this.#column + 1;
    this.#type = tag.get('t') ?? 'n';
    this.#style = numberOf(tag.get('s')) ?? 0;
    this.#value = '';
    this.#formula = '';
    this.#range = null;
  }

  #closeCell(): void {
    const isHidden = this.#isRowHidden || this.#isColumnHidden(this.#column);
    if (!this.#lines.isFull) this.#lines.cell(this.#column, this.#shown(), isHidden);
    if (TELLING.test(this.#formula)) this.#lines.aside(this.#column, 'formula', `=${this.#formula}`);
    this.#value = '';
    this.#formula = '';
  }

  #shown(): string {
    const { strings, formats, is1904 } = this.#tables;
    if (this.#type === 's') return strings[Number(this.#value)] ?? '';
    if (this.#type === 'b') return this.#value.trim() === '1' ? 'TRUE' : 'FALSE';
    if (this.#type !== 'n') return this.#value;
    return shownNumber(this.#value, formats[this.#style] ?? PLAIN, is1904);
  }

  #hideColumns(tag: XmlTag): void {
    const [first, last] = [numberOf(tag.get('min')), numberOf(tag.get('max'))];
    if (tag.flag('hidden') !== true || first === null || last === null) return;
    if (this.#hiddenColumns.length < MOST_COLUMNS) this.#hiddenColumns.push([first, last]);
  }

  #isColumnHidden(column: number): boolean {
    return this.#hiddenColumns.some(([first, last]) => first <= column && column <= last);
  }

  #tellLink(tag: XmlTag): void {
    const link = this.#links.get(tag.prefixed('id') ?? '');
    if (link?.isExternal === true) this.#told.add(link.target);
    const said = [link?.isExternal === true ? link.target : null, tag.get('tooltip')];
    for (const text of said) this.#lines.beside(tag.get('ref'), 'link', text ?? '');
  }

  #openRange(name: string, tag: XmlTag): void {
    if (name === 'conditionalFormatting') [this.#range, this.#what] = [tag.get('sqref'), 'format'];
    if (name === 'dataValidation') [this.#range, this.#what] = [tag.get('sqref') ?? '', 'validation'];
    const written = WRITTEN[name];
    if (written === undefined) return;
    const range = name === 'inputCells' ? tag.get('r') : name === 'scenario' ? null : this.#range;
    for (const attribute of written)
      this.#lines.beside(
        firstRange(range),
        name === 'dataValidation' ? 'validation' : 'note',
        tag.get(attribute) ?? '',
      );
  }

  #collectOther(range: string | null, what: string): void {
    this.#collects = 'other';
    this.#other = '';
    this.#range = range;
    this.#what = what;
  }

  #tellOther(name: string): void {
    const isPage = PAGE_TEXTS.test(name);
    const text = isPage
      ? this.#other.replaceAll('&&', '\u0000').replace(PAGE_CODES, ' ').replaceAll('\u0000', '&')
      : this.#other;
    if (isPage || TELLING.test(text)) this.#lines.beside(firstRange(this.#range), this.#what, text, !isPage);
    this.#other = '';
  }
}

/** A list of ranges is told by its first. */
function firstRange(ranges: string | null): string | null {
  const first = /^[A-Z]{1,3}\d{1,7}(?::[A-Z]{1,3}\d{1,7})?/.exec(ranges ?? '')?.[0];
  return first ?? null;
}

function numberOf(value: string | null): number | null {
  return value !== null && /^\d{1,9}$/.test(value) ? Number(value) : null;
}

/** The column of a cell's name: "C7" is 3; null where it has none. */
function columnOf(reference: string | null): number | null {
  if (reference === null) return null;
  let column = 0;
  for (let at = 0; at < 3; at += 1) {
    const letter = reference.charCodeAt(at) - 64;
    if (!(letter >= 1 && letter <= 26)) break;
    column = column * 26 + letter;
  }
  return column === 0 ? null : column;
}
