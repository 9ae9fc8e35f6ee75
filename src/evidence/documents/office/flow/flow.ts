import { saysAddress, shownAddress } from '../../../text/html/links.ts';
import type { OfficeText } from '../office-text.ts';
import { type Aside, type RunKind, Unit } from './unit.ts';

/** What paragraphs are put into: the document, or a box that follows the paragraph it hangs on. */
interface Frame {
  unit: Unit;
  /** Tables that are open, one in the other. */
  tables: number;
  /** Null for the document itself. */
  readonly lines: Aside[] | null;
  readonly place: string | null;
  readonly isHidden: boolean;
}

const MOST_FRAMES = 256;

/** Lays paragraphs and tables out as lines: the cells of a row apart by tabs, boxes and what is beside a paragraph after it. */
export class Flow {
  readonly #out: OfficeText;
  #frame: Frame;
  readonly #outer: Frame[] = [];
  #place: string | null = null;
  #isHidden = false;
  #isCounted = false;
  #paragraphs = 0;
  #tables = 0;
  #row = 0;
  #overDeep = 0;

  constructor(out: OfficeText) {
    this.#out = out;
    this.#frame = newFrame(null, null, false);
  }

  /** From here on text stands in this place. @param isHidden Whether nobody sees what stands there. */
  enter(place: string, isHidden = false): void {
    this.finish();
    this.#place = place;
    this.#isHidden = isHidden;
    this.#isCounted = false;
  }

  /** From here on paragraphs, tables and their rows are counted: "paragraph 12", "table 2, row 3". */
  count(): void {
    this.finish();
    this.#isCounted = true;
    this.#isHidden = false;
  }

  /** Characters seen of the paragraph or row at hand. */
  get seenLength(): number {
    return this.#frame.unit.seen.length;
  }

  /** What was seen since there were so many characters of it. */
  seenSince(length: number): string {
    return this.#frame.unit.seen.slice(length);
  }

  text(text: string, kind: RunKind = 'plain'): void {
    this.#frame.unit.add(text, kind);
  }

  /** A line after the paragraph that nobody sees: each but once. */
  aside(text: string, isHidden = true): void {
    const line = text.trim();
    const { asides } = this.#frame.unit;
    if (line === '' || (asides.length < 100 && asides.some((aside) => aside.text === line))) return;
    asides.push({ place: null, text: line, isHidden });
  }

  /** Puts a link's address behind its text where that does not say it already. @param from `seenLength` where the text began. */
  link(target: string | null, from: number): void {
    const address = shownAddress(target);
    if (address !== null && !saysAddress(this.seenSince(from), address)) this.text(` <${address}>`);
  }

  endParagraph(): void {
    if (this.#frame.tables > 0) this.#frame.unit.breakLine();
    else this.#endUnit();
  }

  openTable(): void {
    if (this.#frame.tables === 0) {
      this.#endUnit();
      if (this.#frame.lines === null) this.#tables += 1;
      this.#row = 0;
    }
    this.#frame.tables += 1;
  }

  endCell(): void {
    this.#frame.unit.endCell();
  }

  endRow(): void {
    if (this.#frame.tables > 1) this.#frame.unit.endInnerRow();
    else this.#endRowOfTable();
  }

  closeTable(): void {
    if (this.#frame.tables > 0) this.#frame.tables -= 1;
    if (this.#frame.tables === 0) this.#endUnit();
  }

  /** What follows stands in a box that hangs on this paragraph. @param place Its name; null for that of the paragraph. */
  openBox(place: string | null = null, isHidden = false): void {
    if (this.#outer.length >= MOST_FRAMES) {
      this.#overDeep += 1;
      return;
    }
    this.#outer.push(this.#frame);
    this.#frame = newFrame([], place, isHidden);
  }

  closeBox(): void {
    if (this.#overDeep > 0) {
      this.#overDeep -= 1;
      return;
    }
    const outer = this.#outer.pop();
    if (outer === undefined) return;
    this.#endUnit();
    const { lines } = this.#frame;
    this.#frame = outer;
    // One by one: a box may hold more lines than a call may have arguments.
    for (const line of lines ?? []) outer.unit.asides.push(line);
  }

  /** The paragraph at hand, for whoever takes something back of it. */
  get unit(): Unit {
    return this.#frame.unit;
  }

  /** Ends whatever is open. */
  finish(): void {
    while (this.#outer.length > 0) {
      this.#overDeep = 0;
      this.closeBox();
    }
    this.#frame.tables = 0;
    this.#endUnit();
  }

  #endRowOfTable(): void {
    this.#row += 1;
    this.#endUnit();
  }

  #endUnit(): void {
    const { unit, lines } = this.#frame;
    this.#frame.unit = new Unit();
    const { seen, original } = unit;
    if (seen.trim() === '' && original === null && unit.asides.length === 0) return;
    const place = lines === null ? this.#nextPlace() : this.#frame.place;
    const isHidden = lines === null ? this.#isHidden : this.#frame.isHidden;
    if (seen.trim() !== '') this.#emit({ place, text: seen.trimEnd(), isHidden });
    if (original !== null && original.trim() !== '') this.#emit({ place, text: original.trimEnd(), isHidden: true });
    for (const aside of unit.asides)
      this.#emit({ ...aside, place: aside.place ?? place, isHidden: aside.isHidden || isHidden });
  }

  #nextPlace(): string | null {
    if (!this.#isCounted) return this.#place;
    if (this.#frame.tables > 0) return `table ${this.#tables}, row ${this.#row}`;
    this.#paragraphs += 1;
    return `paragraph ${this.#paragraphs}`;
  }

  #emit(line: Aside): void {
    const { lines } = this.#frame;
    if (lines !== null) {
      lines.push(line);
      return;
    }
    if (line.place !== null) this.#out.mark(line.place);
    this.#out.line(line.text, line.isHidden);
  }
}

function newFrame(lines: Aside[] | null, place: string | null, isHidden: boolean): Frame {
  return { unit: new Unit(), tables: 0, lines, place, isHidden };
}
