import { Attributes } from './attributes.ts';
import { tagName } from './tag-name.ts';
import { TagScanner } from './tag-scanner.ts';

/** What the tokenizer meets, in order; indexes are into the bytes given. */
export interface HtmlHandler {
  readonly text: (start: number, end: number) => void;
  /** `name` is lower case. */
  readonly open: (name: string, attributes: Attributes) => void;
  readonly close: (name: string) => void;
  /** Between `<!--` and `-->`. */
  readonly comment: (start: number, end: number) => void;
  /** What an element holds in which no tags are known. */
  readonly raw: (name: string, attributes: Attributes, start: number, end: number) => void;
}

const LESS = 0x3c;
const RAW = new Set(['script', 'style', 'title', 'textarea', 'xmp']);
const NO_ATTRIBUTES = new Attributes(Buffer.alloc(0), []);

const isLetter = (byte: number | undefined) => byte !== undefined && ((byte | 0x20) - 0x61) >>> 0 < 26;

/** Cuts HTML, however broken, into text, tags and comments, in time linear in its length. */
export function tokenize(bytes: Buffer, handler: HtmlHandler): void {
  const tokenizer = new Tokenizer(bytes, handler);
  let at = 0;
  while (at < bytes.length) at = tokenizer.next(at);
}

class Tokenizer {
  readonly #bytes: Buffer;
  readonly #handler: HtmlHandler;
  readonly #tags: TagScanner;
  /** Raw elements that nothing closes from some place on. */
  readonly #neverClosed = new Set<string>();

  constructor(bytes: Buffer, handler: HtmlHandler) {
    this.#bytes = bytes;
    this.#handler = handler;
    this.#tags = new TagScanner(bytes);
  }

  /** Handles what begins at `at`; the index past it. */
  next(at: number): number {
    const bytes = this.#bytes;
    if (bytes[at] === LESS) {
      const after = this.#markup(at);
      if (after >= 0) return after;
    }
    const less = bytes.indexOf(LESS, at + 1);
    const end = less < 0 ? bytes.length : less;
    this.#handler.text(at, end);
    return end;
  }

  /** The index past the markup that begins at `at`; -1 where the `<` stands for itself. */
  #markup(at: number): number {
    const second = this.#bytes[at + 1];
    if (isLetter(second)) return this.#openTag(at);
    if (second === 0x2f && isLetter(this.#bytes[at + 2])) return this.#closeTag(at);
    if (second === 0x21) return this.#declaration(at);
    if (second === 0x3f) return this.#until('>', at + 2, at + 2);
    return -1;
  }

  #openTag(at: number): number {
    const nameEnd = this.#nameEnd(at + 1);
    const places: number[] = [];
    const end = this.#tags.scan(nameEnd, places);
    if (end < 0) return this.#unclosedTag(at);
    const name = tagName(this.#bytes, at + 1, nameEnd);
    const attributes = places.length === 0 ? NO_ATTRIBUTES : new Attributes(this.#bytes, places);
    if (RAW.has(name)) return this.#rawElement(name, attributes, end);
    this.#handler.open(name, attributes);
    return end;
  }

  #closeTag(at: number): number {
    const nameEnd = this.#nameEnd(at + 2);
    const end = this.#bytes.indexOf(0x3e, nameEnd);
    if (end < 0) return this.#unclosedTag(at);
    this.#handler.close(tagName(this.#bytes, at + 2, nameEnd));
    return end + 1;
  }

  /** A tag that the bytes end in, or that has no end to its attributes: all that follows is kept as text, as nobody knows what it was to be. */
  #unclosedTag(at: number): number {
    this.#handler.text(at, this.#bytes.length);
    return this.#bytes.length;
  }

  #rawElement(name: string, attributes: Attributes, start: number): number {
    const end = this.#neverClosed.has(name) ? -1 : this.#closingTag(name, start);
    if (end >= 0) {
      this.#handler.raw(name, attributes, start, end);
      const close = this.#bytes.indexOf(0x3e, end);
      return close < 0 ? this.#bytes.length : close + 1;
    }
    this.#neverClosed.add(name);
    this.#handler.open(name, attributes);
    return start;
  }

  #closingTag(name: string, from: number): number {
    for (let at = this.#bytes.indexOf('</', from); at >= 0; at = this.#bytes.indexOf('</', at + 2)) {
      const end = at + 2 + name.length;
      if (this.#bytes.toString('latin1', at + 2, end).toLowerCase() === name && !isLetter(this.#bytes[end])) return at;
    }
    return -1;
  }

  #declaration(at: number): number {
    const bytes = this.#bytes;
    if (bytes[at + 2] === 0x2d && bytes[at + 3] === 0x2d) return this.#comment(at + 4);
    if (bytes.toString('latin1', at + 2, at + 9) === '[CDATA[') {
      const end = bytes.indexOf(']]>', at + 9);
      this.#handler.text(at + 9, end < 0 ? bytes.length : end);
      return end < 0 ? bytes.length : end + 3;
    }
    return /^(?:doctype|\[)/i.test(bytes.toString('latin1', at + 2, at + 9))
      ? this.#until('>', at + 2, null)
      : this.#until('>', at + 2, at + 2);
  }

  #comment(start: number): number {
    if (this.#bytes[start] === 0x3e) return start + 1;
    return this.#until('-->', start, start);
  }

  /** The index past the next `mark`; what lies from `kept` to it is a comment. */
  #until(mark: string, from: number, kept: number | null): number {
    const end = this.#bytes.indexOf(mark, from);
    const stop = end < 0 ? this.#bytes.length : end;
    if (kept !== null) this.#handler.comment(kept, stop);
    return end < 0 ? this.#bytes.length : end + mark.length;
  }

  #nameEnd(from: number): number {
    let at = from;
    for (let byte = this.#bytes[at]; byte !== undefined && byte > 0x20 && byte !== 0x2f && byte !== 0x3e; ) {
      at += 1;
      byte = this.#bytes[at];
    }
    return at;
  }
}
