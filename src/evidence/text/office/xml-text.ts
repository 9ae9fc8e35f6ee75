import type { ExtractedText } from '../../part.ts';
import { joinHidden } from '../hidden-text.ts';
import type { Attributes } from '../html/attributes.ts';
import { TextWriter } from '../html/text-writer.ts';
import { type HtmlHandler, tokenize } from '../html/tokenize.ts';

const TEXT = new Set(['t', 'v', 'f', 'instrtext', 'p', 'h', 'span', 'a']);
const BLOCK = new Set(['p', 'h', 'list-item', 'si', 'comment', 'note', 'sheet', 'definedname', 'property']);
const ROW = new Set(['tr', 'table-row', 'row']);
const CELL = new Set(['tc', 'table-cell', 'c']);
const BREAK = new Set(['br', 'cr', 'line-break']);
/** Numbers that say where a drawing stands. */
const PLACEMENT = new Set(['posoffset', 'pctwidth', 'pctheight', 'align']);
const TAB = Buffer.from('\t');

/**
 * The text of an office document's XML (WordprocessingML, DrawingML, OpenDocument): paragraphs and rows as lines, cells apart by tabs, runs joined.
 * Deleted and hidden runs, and what only older programs show, come after it, marked hidden.
 * @param isData Properties and data: each element is a line.
 */
export function officeXmlText(xml: Buffer, isData: boolean): ExtractedText {
  const reader = new OfficeXmlReader(xml, isData);
  tokenize(xml, reader);
  return reader.finish();
}

/** An element's name without its namespace prefix. */
export const localName = (name: string) => name.slice(name.indexOf(':') + 1).replace(/\/$/, '');

class OfficeXmlReader implements HtmlHandler {
  readonly #xml: Buffer;
  readonly #isData: boolean;
  readonly #visible = new TextWriter(1024);
  readonly #hidden = new TextWriter(64);
  #element = '';
  #isRunHidden = false;
  #rowHasCell = false;
  #isFallback = false;

  constructor(xml: Buffer, isData: boolean) {
    this.#xml = xml;
    this.#isData = isData;
  }

  text(start: number, end: number): void {
    if (PLACEMENT.has(this.#element)) return;
    if (this.#element === 'deltext' || this.#isRunHidden || this.#isFallback) this.#hide(start, end);
    else if (TEXT.has(this.#element)) this.#visible.preformatted(this.#xml, start, end, true);
    else this.#visible.text(this.#xml, start, end, true);
  }

  open(name: string, attributes: Attributes): void {
    const local = localName(name);
    this.#element = local;
    if (this.#isData) this.#visible.block(1);
    if (local === 'r') this.#isRunHidden = false;
    else if (local === 'fallback') this.#isFallback = true;
    else if (local === 'vanish') this.#isRunHidden = !/^(?:0|false|off)$/.test(attributes.get('w:val') ?? '');
    else if (local === 'tab') this.#visible.preformatted(TAB, 0, 1, false);
    else if (local === 's') this.#visible.preformatted(SPACE, 0, 1, false);
    else this.#layOut(local);
    if (local === 'docpr' || local === 'cnvpr') this.#visible.word(attributes.get('descr') ?? '');
  }

  close(name: string): void {
    const local = localName(name);
    this.#element = '';
    if (local === 'r') this.#isRunHidden = false;
    if (local === 'fallback') this.#isFallback = false;
    if (BLOCK.has(local)) this.#visible.block(1);
    if (local === 'tbl' || local === 'table') this.#visible.endTable();
  }

  comment(): void {}

  raw(_name: string, _attributes: Attributes, start: number, end: number): void {
    this.text(start, end);
  }

  finish(): ExtractedText {
    return joinHidden(this.#visible.finish(), this.#hidden.finish());
  }

  #layOut(local: string): void {
    if (BREAK.has(local)) this.#visible.lineBreak();
    else if (BLOCK.has(local)) this.#visible.block(1);
    else if (ROW.has(local)) {
      this.#visible.row();
      this.#rowHasCell = false;
    } else if (CELL.has(local)) {
      this.#visible.cell(!this.#rowHasCell);
      this.#rowHasCell = true;
    }
  }

  #hide(start: number, end: number): void {
    this.#hidden.text(this.#xml, start, end, true);
    this.#hidden.block(1);
  }
}

const SPACE = Buffer.from(' ');
