const QUOTE = 0x22;
const APOSTROPHE = 0x27;
const SLASH = 0x2f;
const EQUALS = 0x3d;
const GREATER = 0x3e;

/** Indexes of one tag's attributes, four each: a tag with more is none. */
const MOST_PLACES = 4 * 2 ** 16;

const isSpace = (byte: number | undefined) =>
  byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09 || byte === 0x0c;

/**
 * Reads tags' attributes (HTML Living Standard §13.2.5.32 to 39). It remembers from where on no closing quote follows, so that a text full of
 * unclosed quotes is still read in linear time; an unclosed quote is then an ordinary character.
 */
export class TagScanner {
  readonly #bytes: Buffer;
  readonly #unclosedFrom = { [QUOTE]: Number.POSITIVE_INFINITY, [APOSTROPHE]: Number.POSITIVE_INFINITY };

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  /**
   * Reads from past a tag's name to past its `>`, adding each attribute's four indexes to `places`.
   * @returns the index past the tag; -1 where the bytes end before it does, or it has more attributes than any tag.
   */
  scan(from: number, places: number[]): number {
    const bytes = this.#bytes;
    let at = from;
    while (at < bytes.length && places.length < MOST_PLACES) {
      if (bytes[at] === GREATER) return at + 1;
      if (isSpace(bytes[at]) || bytes[at] === SLASH) at += 1;
      else at = this.#attribute(at, places);
    }
    return -1;
  }

  #attribute(start: number, places: number[]): number {
    const bytes = this.#bytes;
    let nameEnd = start + 1;
    while (nameEnd < bytes.length && !isNameEnd(bytes[nameEnd])) nameEnd += 1;
    let at = this.#skipSpace(nameEnd);
    if (bytes[at] !== EQUALS) {
      places.push(start, nameEnd, nameEnd, nameEnd);
      return nameEnd;
    }
    at = this.#skipSpace(at + 1);
    const quote = bytes[at];
    if (quote === QUOTE || quote === APOSTROPHE) {
      const close = this.#closingQuote(at + 1, quote);
      if (close >= 0) {
        places.push(start, nameEnd, at + 1, close);
        return close + 1;
      }
    }
    const valueEnd = this.#unquotedEnd(at);
    places.push(start, nameEnd, at, valueEnd);
    return valueEnd;
  }

  #closingQuote(from: number, quote: typeof QUOTE | typeof APOSTROPHE): number {
    if (from >= this.#unclosedFrom[quote]) return -1;
    const close = this.#bytes.indexOf(quote, from);
    if (close < 0) this.#unclosedFrom[quote] = from;
    return close;
  }

  #unquotedEnd(from: number): number {
    let at = from;
    while (at < this.#bytes.length && !isSpace(this.#bytes[at]) && this.#bytes[at] !== GREATER) at += 1;
    return at;
  }

  #skipSpace(from: number): number {
    let at = from;
    while (isSpace(this.#bytes[at])) at += 1;
    return at;
  }
}

const isNameEnd = (byte: number | undefined) => isSpace(byte) || byte === SLASH || byte === GREATER || byte === EQUALS;
