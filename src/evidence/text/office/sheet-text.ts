import type { Attributes } from '../html/attributes.ts';
import { TextWriter } from '../html/text-writer.ts';
import { type HtmlHandler, tokenize } from '../html/tokenize.ts';
import { localName } from './xml-text.ts';

/** Empty cells between two filled ones that are kept as tabs. */
const MOST_GAPS = 256;

/** The strings of a workbook's table (ECMA-376 part 1 §18.4.9), in order; phonetic readings are left out. */
export function sharedStrings(xml: Buffer): readonly Buffer[] {
  const strings: Buffer[] = [];
  let writer: TextWriter | null = null;
  let inText = false;
  let phonetic = false;
  tokenize(xml, {
    text: (start, end) => {
      if (inText && !phonetic) writer?.preformatted(xml, start, end, true);
    },
    open: (name) => {
      const local = localName(name);
      if (local === 'si') writer = new TextWriter(0);
      else if (local === 'rph') phonetic = true;
      else inText = local === 't';
    },
    close: (name) => {
      const local = localName(name);
      if (local === 'si') strings.push(writer?.finish() ?? Buffer.alloc(0));
      else if (local === 'rph') phonetic = false;
      inText = false;
    },
    comment: () => {},
    raw: () => {},
  });
  return strings;
}

/** A worksheet's text, and whether it is its beginning alone. */
interface SheetText {
  readonly utf8: Buffer;
  readonly isCut: boolean;
}

/** A worksheet (§18.3.1.99) as lines of cells apart by tabs; formulas as well as their values, headers and footers. At most about `limit` bytes. */
export function sheetText(xml: Buffer, strings: readonly Buffer[], limit: number): SheetText {
  const reader = new SheetReader(xml, strings, limit);
  tokenize(xml, reader);
  return { utf8: reader.writer.finish(), isCut: reader.writer.length > limit };
}

class SheetReader implements HtmlHandler {
  readonly writer = new TextWriter(1024);
  readonly #xml: Buffer;
  readonly #strings: readonly Buffer[];
  readonly #limit: number;
  #element = '';
  #isShared = false;
  #column = 0;

  constructor(xml: Buffer, strings: readonly Buffer[], limit: number) {
    this.#xml = xml;
    this.#strings = strings;
    this.#limit = limit;
  }

  open(name: string, attributes: Attributes): void {
    this.#element = localName(name);
    if (this.#element === 'row') {
      this.writer.row();
      this.#column = 0;
    } else if (this.#element === 'c') this.#cell(attributes);
    else if (this.#element === 'f' || this.#element === 'v') this.writer.word('');
  }

  text(start: number, end: number): void {
    if (this.writer.length > this.#limit || this.#element === '') return;
    if (this.#element === 'v' && this.#isShared) {
      const index = Number(this.#xml.toString('latin1', start, Math.min(end, start + 12)));
      const string = this.#strings[index];
      if (string !== undefined) this.writer.preformatted(string, 0, string.length, false);
      return;
    }
    if (this.#element === 'f') {
      this.writer.word(`=${this.#xml.toString('utf8', start, end)}`);
      return;
    }
    this.writer.text(this.#xml, start, end, true);
  }

  close(name: string): void {
    this.#element = '';
    if (/header|footer/.test(name)) this.writer.block(1);
  }

  comment(): void {}

  raw(): void {}

  #cell(attributes: Attributes): void {
    this.#isShared = attributes.get('t') === 's';
    const column = columnOf(attributes.get('r')) ?? this.#column + 1;
    const steps = Math.min(MOST_GAPS, Math.max(1, column - this.#column));
    for (let step = 0; step < steps; step += 1) this.writer.cell(this.#column === 0 && step === 0);
    this.#column = column;
  }
}

/** The column of a cell's name: "C7" is 3. */
function columnOf(reference: string | null): number | null {
  const letters = /^[A-Z]{1,3}/.exec(reference ?? '')?.[0];
  if (letters === undefined) return null;
  return [...letters].reduce((column, letter) => column * 26 + letter.charCodeAt(0) - 64, 0);
}
