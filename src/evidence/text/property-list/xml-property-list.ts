import { htmlHead } from '../html-head.ts';
import { PropertyText } from './property-text.ts';
import { type XmlToken, xmlTokens } from './xml-tokens.ts';

const BEGINNING =
  /^(?:\xef\xbb\xbf)?\s{0,100}(?:<\?xml[^>]{0,200}>\s{0,100})?(?:<!--[^>]{0,500}-->\s{0,100})?(?:<!DOCTYPE\s{1,10}plist|<plist[\s>])/;
const MOST_LEVELS = 200;

/** Whether a text begins as a property list in XML does. */
export function beginsPropertyList(bytes: Uint8Array): boolean {
  return BEGINNING.test(htmlHead(bytes));
}

/**
 * A property list in XML as `PropertyText` writes it; null for what is none to its end, which is better read as the text it is.
 * @param limit Most bytes of the text.
 */
export function readXmlPropertyList(xml: string, limit: number): PropertyText | null {
  const list = new XmlPropertyList(limit);
  for (const token of xmlTokens(xml)) if (token === null || !list.take(token)) return null;
  return list.finish();
}

const CONTAINERS: ReadonlySet<string> = new Set(['dict', 'array']);
const VALUES: ReadonlySet<string> = new Set(['string', 'integer', 'real', 'date', 'data', 'key']);

class XmlPropertyList {
  readonly #text: PropertyText;
  readonly #open: string[] = [];
  #key: string | null = null;
  /** The value that is being read, and its text so far. */
  #value: { readonly name: string; readonly texts: string[] } | null = null;
  #isWhole = false;

  constructor(limit: number) {
    this.#text = new PropertyText(limit);
  }

  /** False for what no property list has. */
  take(token: XmlToken): boolean {
    switch (token.kind) {
      case 'text':
        if (this.#value !== null) this.#value.texts.push(token.text);
        return this.#value !== null || token.text.trim() === '';
      case 'comment':
        this.#text.value('Comment', token.text.trim());
        return true;
      case 'open':
        return this.#opened(token.name, token.isEmpty);
      case 'close':
        return this.#closed(token.name);
    }
  }

  finish(): PropertyText | null {
    return this.#isWhole && this.#open.length === 0 && !this.#text.isFull ? this.#text : null;
  }

  #opened(name: string, isEmpty: boolean): boolean {
    if (this.#value !== null) return false;
    if (name === 'plist') return true;
    if (name === 'true' || name === 'false') {
      this.#write(name);
      return true;
    }
    if (VALUES.has(name)) {
      if (!isEmpty) this.#value = { name, texts: [] };
      else this.#write('');
      return true;
    }
    if (!CONTAINERS.has(name) || this.#open.length >= MOST_LEVELS) return false;
    this.#text.open(this.#takeKey());
    if (isEmpty) this.#text.close();
    else this.#open.push(name);
    return true;
  }

  #closed(name: string): boolean {
    if (name === 'plist') this.#isWhole = true;
    if (name === 'plist' || name === 'true' || name === 'false') return this.#value === null;
    if (this.#value !== null) return this.#finishValue(name);
    if (this.#open.pop() !== name) return false;
    this.#text.close();
    return true;
  }

  #finishValue(name: string): boolean {
    const value = this.#value;
    if (value === null || value.name !== name) return false;
    this.#value = null;
    const text = value.texts.join('');
    if (name === 'key') {
      if (this.#key !== null) this.#text.value(this.#key, '');
      this.#key = text;
    } else if (name === 'data') this.#text.data(this.#takeKey(), Buffer.from(text, 'base64'));
    else this.#write(text);
    return true;
  }

  #write(text: string): void {
    this.#text.value(this.#takeKey(), text);
  }

  #takeKey(): string | null {
    const key = this.#key;
    this.#key = null;
    return key;
  }
}
