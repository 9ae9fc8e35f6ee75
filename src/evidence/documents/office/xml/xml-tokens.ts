import { decodeReferences } from './references.ts';
import type { XmlHandler } from './xml-handler.ts';
import { XmlTag } from './xml-tag.ts';

const SLASH = 0x2f;
const EXCLAMATION = 0x21;
const QUESTION = 0x3f;
/** Longest reference that may be cut in two by the end of a window. */
const REFERENCE_LENGTH = 16;
const NAME_END = /[\s/>]/g;
const NAME_START = /[\p{L}_:]/u;
const DOUBLE = 0x22;
const SINGLE = 0x27;

/** Cuts XML into tags and text as it comes. */
export class XmlTokens {
  readonly #handler: XmlHandler;
  #xml = '';
  #isLast = false;
  /** Characters below which another try at what was cut is not worth while: twice as many as there were then, lest a long one be gone through again and again. */
  #enough = 0;
  #hasDocumentType = false;
  /** Quotes that nothing closes any more: they are ordinary characters. */
  readonly #unclosed = new Set<string>();

  constructor(handler: XmlHandler) {
    this.#handler = handler;
  }

  /** Takes the next piece; what is cut by its end waits for the next one, unless it is the last. */
  push(piece: string, isLast: boolean): void {
    this.#xml += piece;
    this.#isLast = isLast;
    if (!isLast && this.#xml.length < this.#enough) return;
    this.#unclosed.clear();
    let at = 0;
    while (at < this.#xml.length) {
      const next = this.#next(at);
      if (next < 0) break;
      at = next;
    }
    this.#xml = isLast ? '' : this.#xml.slice(at);
    this.#enough = 2 * this.#xml.length;
  }

  /** Handles what begins at `at`; the index past it, -1 where more is needed. */
  #next(at: number): number {
    const xml = this.#xml;
    const less = xml.indexOf('<', at);
    if (less !== at) return this.#text(at, less);
    const second = xml.charCodeAt(at + 1);
    if (second === SLASH) return this.#closeTag(at);
    if (second === EXCLAMATION) return this.#declaration(at);
    if (second === QUESTION) return this.#past('?>', at);
    if (at + 1 >= xml.length) return this.#isLast ? xml.length : -1;
    return NAME_START.test(xml[at + 1] ?? '') ? this.#openTag(at) : this.#text(at, xml.indexOf('<', at + 1));
  }

  #text(at: number, less: number): number {
    let end = less < 0 ? this.#xml.length : less;
    if (less < 0 && !this.#isLast) {
      const ampersand = this.#xml.lastIndexOf('&');
      if (ampersand >= Math.max(at, end - REFERENCE_LENGTH)) end = ampersand;
    }
    if (end === at) return -1;
    this.#handler.text(decodeReferences(this.#xml.slice(at, end)));
    return end;
  }

  #openTag(at: number): number {
    const nameEnd = this.#nameEnd(at + 1);
    const end = nameEnd < 0 ? -1 : this.#tagEnd(nameEnd);
    if (end < 0) return this.#isLast ? this.#xml.length : -1;
    const isEmpty = this.#xml.charCodeAt(end - 1) === SLASH;
    const written = this.#xml.slice(nameEnd, isEmpty ? end - 1 : end);
    const fullName = this.#xml.slice(at + 1, nameEnd);
    const colon = fullName.indexOf(':');
    const name = fullName.slice(colon + 1);
    this.#handler.open(name, new XmlTag(colon < 0 ? '' : fullName.slice(0, colon), written));
    if (isEmpty) this.#handler.close(name);
    return end + 1;
  }

  #closeTag(at: number): number {
    const end = this.#xml.indexOf('>', at);
    if (end < 0) return this.#isLast ? this.#xml.length : -1;
    const fullName = this.#xml.slice(at + 2, end).trim();
    this.#handler.close(fullName.slice(fullName.indexOf(':') + 1));
    return end + 1;
  }

  #declaration(at: number): number {
    if (this.#xml.startsWith('<!--', at)) return this.#past('-->', at);
    if (this.#xml.startsWith('<![CDATA[', at)) {
      const end = this.#xml.indexOf(']]>', at);
      if (end < 0 && !this.#isLast) return -1;
      this.#handler.text(this.#xml.slice(at + 9, end < 0 ? this.#xml.length : end));
      return end < 0 ? this.#xml.length : end + 3;
    }
    return this.#documentType(at);
  }

  /** A document type is passed over with the entities it defines; of a second one, which no XML has, only the beginning. */
  #documentType(at: number): number {
    const end = this.#xml.indexOf('>', at);
    const isFirst = !this.#hasDocumentType && end >= 0 && this.#xml.slice(at, end).includes('[');
    if (!isFirst) return this.#past('>', at);
    const close = /\]\s{0,100}>/g;
    close.lastIndex = at;
    const match = close.exec(this.#xml);
    if (match === null && !this.#isLast) return -1;
    this.#hasDocumentType = true;
    return match === null ? end + 1 : match.index + match[0].length;
  }

  #past(mark: string, at: number): number {
    const end = this.#xml.indexOf(mark, at);
    if (end >= 0) return end + mark.length;
    return this.#isLast ? this.#xml.length : -1;
  }

  #nameEnd(from: number): number {
    NAME_END.lastIndex = from;
    return NAME_END.exec(this.#xml)?.index ?? -1;
  }

  /** The index of the `>` that ends a tag: one that stands in no quotes. */
  #tagEnd(from: number): number {
    let [at, end] = [from, -1];
    for (;;) {
      if (end < at) end = this.#xml.indexOf('>', at);
      if (end < 0) return -1;
      const quote = this.#firstQuote(at, end);
      if (quote < 0) return end;
      const close = this.#xml.indexOf(this.#xml[quote] ?? '', quote + 1);
      if (close >= 0) at = close + 1;
      else if (this.#isLast) this.#unclosed.add(this.#xml[quote] ?? '');
      else return -1;
    }
  }

  #firstQuote(from: number, end: number): number {
    for (let at = from; at < end; at += 1) {
      const code = this.#xml.charCodeAt(at);
      if ((code === DOUBLE || code === SINGLE) && !this.#unclosed.has(this.#xml[at] ?? '')) return at;
    }
    return -1;
  }
}
