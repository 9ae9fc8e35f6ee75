import { Flow } from '../flow/flow.ts';
import type { OfficeText } from '../office-text.ts';
import type { XmlHandler } from '../xml/xml-handler.ts';
import type { XmlTag } from '../xml/xml-tag.ts';
import type { BinaryData } from './binary-data.ts';
import type { HiddenStyles } from './hidden-styles.ts';
import { CLOSED, OPENED, type OpenDocumentSteps } from './open-document-elements.ts';
import { SpreadsheetCells } from './spreadsheet-cells.ts';
import { toldAttributes } from './told-attributes.ts';

/** What an OpenDocument's body is; a document's styles have none. */
type Body = 'text' | 'spreadsheet' | 'presentation' | 'drawing' | 'other';

const MOST_SPACES = 1000;
const BODIES: ReadonlySet<string> = new Set([
  'text',
  'spreadsheet',
  'presentation',
  'drawing',
  'chart',
  'database',
  'image',
]);

/** Reads an OpenDocument's content or styles (OpenDocument 1.2 part 1): paragraphs, tables, slides, cells, and what is beside them. */
export class OpenDocumentReader implements XmlHandler, OpenDocumentSteps {
  readonly #flow: Flow;
  readonly #styles: HiddenStyles;
  readonly #cells: SpreadsheetCells;
  readonly #binary: BinaryData;
  #body: Body = 'other';
  #paragraphs = 0;
  /** Text boxes that are open, and whether each hangs on a paragraph or cell. */
  readonly #boxes: boolean[] = [];
  /** Spans, paragraphs, sections that are open, and whether each hides what is in it. */
  readonly #hiding: boolean[] = [];
  #skips: string | null = null;
  #aside: string | null = null;
  #asideText = '';
  #link: { readonly target: string | null; readonly from: number } | null = null;
  #pages = 0;
  #notes = 0;
  #comments = 0;
  #comment: string | null = null;

  constructor(out: OfficeText, styles: HiddenStyles, binary: BinaryData) {
    this.#flow = new Flow(out);
    this.#styles = styles;
    this.#cells = new SpreadsheetCells(out);
    this.#binary = binary;
  }

  open(name: string, tag: XmlTag): void {
    this.#styles.open(name, tag);
    if (tag.prefix === 'office' && BODIES.has(name)) this.#openBody(name);
    OPENED.get(name)?.(this, tag);
    if (this.#body === 'other' && (tag.prefix === 'meta' || tag.prefix === 'dc')) this.tellBeside(name);
    const told = toldAttributes(name, tag);
    if (told !== '') this.#tellAside(told);
  }

  text(text: string): void {
    if (this.#binary.isOpen) this.#binary.text(text);
    else if (this.#aside !== null) this.#asideText += text;
    else if (this.#skips === null && this.#paragraphs > 0) this.write(text.replace(/\s+/g, ' '));
  }

  close(name: string): void {
    if (name === this.#skips) this.#skips = null;
    if (name === this.#aside) this.#closeAside(name);
    CLOSED.get(name)?.(this);
  }

  finish(): void {
    this.#cells.endRow();
    this.#flow.finish();
  }

  write(text: string): void {
    if (this.#comment !== null && this.#isSheetCell()) this.#comment += text;
    else if (this.#isSheetCell()) this.#cells.text(text);
    else this.#flow.text(text, this.#hiding.includes(true) ? 'hidden' : 'plain');
  }

  spaces(tag: XmlTag): void {
    const count = Number(tag.get('c') ?? 1);
    if (this.#paragraphs > 0) this.write(' '.repeat(Math.min(MOST_SPACES, count > 0 ? count : 1)));
  }

  openHiding(family: 'text' | 'paragraph' | null, tag: XmlTag): void {
    if (this.#hiding.length > MOST_SPACES) return;
    this.#hiding.push(family === null ? tag.get('display') === 'none' : this.#styles.hides(family, tag));
  }

  closeHiding(): void {
    this.#hiding.pop();
  }

  openParagraph(tag: XmlTag): void {
    this.#paragraphs += 1;
    this.openHiding('paragraph', tag);
  }

  closeParagraph(): void {
    this.#paragraphs = Math.max(0, this.#paragraphs - 1);
    this.closeHiding();
    this.closeLink();
    if (this.#isSheetCell()) this.write('\n');
    else this.#flow.endParagraph();
  }

  openLink(tag: XmlTag): void {
    this.#link = { target: tag.get('href'), from: this.#flow.seenLength };
  }

  closeLink(): void {
    const link = this.#link;
    this.#link = null;
    if (link === null) return;
    if (this.#isSheetCell()) this.#cells.aside('link', link.target ?? '');
    else this.#flow.link(link.target, link.from);
  }

  /** Until this element is closed its text is none of the document's. */
  skip(name: string): void {
    this.#skips ??= name;
  }

  /** Until this element is closed its text is said of what stands here, and not seen. */
  tellBeside(name: string): void {
    if (this.#skips !== null) return;
    this.#aside = name;
    this.#asideText = '';
  }

  openNote(): void {
    this.#notes += 1;
    this.#flow.openBox(`footnote ${this.#notes}`);
  }

  closeNote(): void {
    this.#flow.closeBox();
  }

  openComment(): void {
    this.#comments += 1;
    if (this.#cells.isInCell) this.#comment = '';
    else this.#flow.openBox(`comment ${this.#comments}`);
  }

  closeComment(): void {
    if (this.#comment === null) this.#flow.closeBox();
    else if (this.#comment.trim() !== '') this.#cells.aside('comment', this.#comment.trim());
    this.#comment = null;
  }

  openTextBox(): void {
    const hangs = this.#paragraphs > 0 || this.#cells.isInCell;
    this.#boxes.push(hangs);
    if (hangs) this.#flow.openBox();
  }

  closeTextBox(): void {
    if (this.#boxes.pop() === true) this.#flow.closeBox();
  }

  openPage(tag: XmlTag): void {
    this.#pages += 1;
    const kind = this.#body === 'presentation' ? 'slide' : 'page';
    const isHidden = this.#styles.hides('drawing-page', tag);
    this.#flow.enter(`${kind} ${this.#pages}${isHidden ? ' (hidden)' : ''}`, isHidden);
  }

  openNotes(): void {
    this.#flow.enter(`slide ${this.#pages}, notes`);
  }

  /** @param place Null for the counted paragraphs of a text. */
  enter(place: string | null, isHidden = false): void {
    if (place !== null) this.#flow.enter(place, isHidden);
    else if (this.#body === 'text') this.#flow.count();
  }

  openTable(tag: XmlTag): void {
    if (this.#body !== 'spreadsheet') this.#flow.openTable();
    else this.#cells.openSheet(tag, this.#styles.hides('table', tag));
  }

  closeTable(): void {
    if (this.#body !== 'spreadsheet') this.#flow.closeTable();
  }

  /** Cells and flowing text are laid out apart. */
  layOut(ofSheet: (cells: SpreadsheetCells) => void, ofText: (flow: Flow) => void): void {
    if (this.#body === 'spreadsheet') ofSheet(this.#cells);
    else ofText(this.#flow);
  }

  binary(): BinaryData {
    return this.#binary;
  }

  #isSheetCell(): boolean {
    return this.#cells.isInCell && this.#boxes.length === 0;
  }

  #openBody(name: string): void {
    this.#body =
      name === 'text' || name === 'spreadsheet' || name === 'presentation' || name === 'drawing' ? name : 'other';
    this.#flow.enter(name);
    if (name === 'text') this.#flow.count();
  }

  #closeAside(name: string): void {
    this.#aside = null;
    const text = this.#asideText.trim();
    if (text === '') return;
    if (name === 'creator' && this.#body !== 'other') this.write(`${text}: `);
    else this.#tellAside(text);
  }

  #tellAside(text: string): void {
    if (this.#cells.isInCell) this.#cells.aside('note', text);
    else this.#flow.aside(text);
    if (this.#paragraphs === 0 && !this.#cells.isInCell && this.#body !== 'text') this.#flow.endParagraph();
  }
}
