import { readEntity } from './entities.ts';

const FEED = 0x0a;
const TAB = 0x09;
const SPACE = 0x20;
const AMPERSAND = 0x26;

const isSpace = (byte: number) => byte === SPACE || (byte >= 0x09 && byte <= 0x0d && byte !== 0x0b);

/** Characters that show nothing and break words apart for a search: soft hyphen, zero-width space and no-break space, word joiner. */
const UNSEEN = new Set([0xad, 0x200b, 0x2060, 0xfeff]);
/** Joiners that Persian, Indic scripts and emoji need, and that mean nothing after an ASCII character. */
const JOINERS = new Set([0x200c, 0x200d]);
const NO_BREAK_SPACE = 0xa0;

/**
 * Lays text out as lines: white space collapses, blocks begin lines, cells are apart by tabs. What is pending (a space, line breaks, tabs, links) is
 * written only when a character follows, so that a word over several inline elements stays whole.
 */
export class TextWriter {
  #out: Buffer;
  #length = 0;
  #breaks = 0;
  #tabs = 0;
  #space = false;
  #atCellStart = false;
  #rowStart = 0;
  readonly #links: string[] = [];

  constructor(sizeHint: number) {
    this.#out = Buffer.allocUnsafe(sizeHint + 64);
  }

  /** Bytes written; what is pending does not count. */
  get length(): number {
    return this.#length;
  }

  /** Text with character references, white space collapsed. */
  text(bytes: Buffer, start: number, end: number, hasEntities: boolean): void {
    for (let at = start; at < end; ) {
      const byte = bytes[at] ?? 0;
      if (isSpace(byte)) {
        this.#space = true;
        at += 1;
      } else if (byte === AMPERSAND && hasEntities) at = this.#entity(bytes, at, end);
      else if (byte === 0xc2 || byte === 0xe2 || byte === 0xef) at = this.#special(bytes, at);
      else at = this.#run(bytes, at, end);
    }
  }

  /** Text as it stands, line breaks and all; a string is taken without character references. */
  preformatted(bytes: Buffer, start: number, end: number, hasEntities: boolean): void {
    for (let at = start; at < end; ) {
      const byte = bytes[at] ?? 0;
      if (byte === FEED) this.lineBreak();
      else if (byte === AMPERSAND && hasEntities) {
        at = this.#entity(bytes, at, end);
        continue;
      } else if (byte !== 0x0d) this.#put(byte);
      at += 1;
    }
  }

  /** A string inline, apart from its neighbours by spaces. */
  word(text: string): void {
    if (text.trim() === '') return;
    const bytes = Buffer.from(text);
    this.#space = true;
    this.text(bytes, 0, bytes.length, false);
    this.#space = true;
  }

  lineBreak(): void {
    this.#breaks += 1;
    this.#space = false;
  }

  /** A block begins or ends: at least `breaks` line breaks before what follows (0 for what is no block). In a cell that is still empty it changes nothing. */
  block(breaks: number): void {
    if (breaks === 0 || this.#atCellStart) return;
    this.#breaks = Math.max(this.#breaks, breaks);
    this.#space = false;
  }

  row(): void {
    this.#breaks = this.#length === 0 ? 0 : 1;
    this.#tabs = 0;
    this.#space = false;
    this.#rowStart = this.#length;
    this.#atCellStart = true;
  }

  /** A cell begins. `isFirst`: it is its row's first. */
  cell(isFirst: boolean): void {
    if (!isFirst) {
      this.#tabs += 1;
      if (this.#length > this.#rowStart) this.#breaks = 0;
    }
    this.#space = false;
    this.#atCellStart = true;
  }

  /** A table ends, and with it its last cell. */
  endTable(): void {
    this.#atCellStart = false;
    this.#tabs = 0;
    this.block(1);
  }

  /** An address to stand in angle brackets after the word under way. */
  link(address: string): void {
    this.#links.push(address);
  }

  /** What was written since `from`, as shown. */
  since(from: number): string {
    return this.#out.toString('utf8', Math.min(from, this.#length), this.#length);
  }

  /** All that was written. */
  finish(): Buffer {
    this.#flushLinks();
    return this.#out.subarray(0, this.#length);
  }

  /** Writes ordinary bytes up to the next that is not; its index. */
  #run(bytes: Buffer, start: number, end: number): number {
    this.#put(bytes[start] ?? 0);
    this.#reserve(end - start);
    const out = this.#out;
    let length = this.#length;
    let at = start + 1;
    for (; at < end; at += 1) {
      const byte = bytes[at] ?? 0;
      if (byte <= SPACE || byte === AMPERSAND || byte >= 0xc2) break;
      out[length] = byte;
      length += 1;
    }
    this.#length = length;
    return at;
  }

  #entity(bytes: Buffer, at: number, end: number): number {
    const entity = readEntity(bytes, at, end, false);
    if (entity === null) {
      this.#put(AMPERSAND);
      return at + 1;
    }
    for (const character of entity.text) this.#character(character);
    return entity.end;
  }

  /** A character of several bytes that may be one to leave out or to turn into a space. */
  #special(bytes: Buffer, at: number): number {
    const lead = bytes[at] ?? 0;
    const length = lead === 0xc2 ? 2 : 3;
    const second = bytes[at + 1] ?? 0;
    const code = length === 2 ? second : ((lead & 0x0f) << 12) | ((second & 0x3f) << 6) | ((bytes[at + 2] ?? 0) & 0x3f);
    if (this.#isLeftOut(code)) return at + length;
    if (code === NO_BREAK_SPACE) {
      this.#put(SPACE);
      return at + length;
    }
    this.#put(lead);
    return at + 1;
  }

  #character(character: string): void {
    const code = character.codePointAt(0) ?? 0;
    if (this.#isLeftOut(code)) return;
    if (code === NO_BREAK_SPACE) this.#put(SPACE);
    else if (code < 0x80 && isSpace(code)) this.#space = true;
    else if (code < 0x80) this.#put(code);
    else for (const byte of Buffer.from(character)) this.#put(byte);
  }

  #isLeftOut(code: number): boolean {
    return UNSEEN.has(code) || (JOINERS.has(code) && this.#length > 0 && (this.#out[this.#length - 1] ?? 0) < 0x80);
  }

  #put(byte: number): void {
    if (this.#breaks > 0 || this.#tabs > 0 || this.#space) this.#settle();
    this.#atCellStart = false;
    if (this.#length === this.#out.length) this.#reserve(1);
    this.#out[this.#length] = byte;
    this.#length += 1;
  }

  /** Writes what is pending, as a character follows. */
  #settle(): void {
    if (this.#links.length > 0) this.#flushLinks();
    const isApart = this.#breaks > 0 || this.#tabs > 0;
    this.#reserve(this.#breaks + this.#tabs + 1);
    if (this.#length > 0) this.#repeat(FEED, this.#breaks);
    this.#repeat(TAB, this.#tabs);
    if (!isApart && this.#space && this.#length > 0 && this.#out[this.#length - 1] !== FEED) this.#repeat(SPACE, 1);
    this.#breaks = 0;
    this.#tabs = 0;
    this.#space = false;
  }

  #repeat(byte: number, count: number): void {
    for (let written = 0; written < count; written += 1) {
      this.#out[this.#length] = byte;
      this.#length += 1;
    }
  }

  #flushLinks(): void {
    for (const address of this.#links) {
      const bytes = Buffer.from(this.#length === 0 ? `<${address}>` : ` <${address}>`);
      this.#reserve(bytes.length);
      bytes.copy(this.#out, this.#length);
      this.#length += bytes.length;
    }
    this.#links.length = 0;
  }

  #reserve(count: number): void {
    if (this.#length + count <= this.#out.length) return;
    const larger = Buffer.allocUnsafe((this.#length + count) * 2);
    this.#out.copy(larger, 0, 0, this.#length);
    this.#out = larger;
  }
}
