import { GrowingBytes } from './growing-bytes.ts';
import { hexDigit, type RtfHandler, tokenizeRtf } from './tokenize.ts';

/**
 * The bytes that a destination such as `\objdata` or `\pict` holds: hexadecimal text and what `\bin` announces, without its inner groups.
 * @param start The offset of the destination's brace.
 * @param end That of its closing brace.
 */
export function embeddedBytes(document: Buffer, start: number, end: number): Uint8Array {
  const reader = new EmbeddedReader(document);
  tokenizeRtf(document, start, end, reader);
  return reader.finish();
}

class EmbeddedReader implements RtfHandler {
  readonly #document: Buffer;
  readonly #out = new GrowingBytes();
  #depth = 0;
  #digit = -1;

  constructor(document: Buffer) {
    this.#document = document;
  }

  open(): void {
    this.#depth += 1;
  }

  close(): void {
    this.#depth -= 1;
  }

  control(): void {}

  symbol(): void {}

  hex(): void {}

  text(start: number, end: number): void {
    if (this.#depth !== 1) return;
    for (let at = start; at < end; at += 1) {
      const digit = hexDigit(this.#document[at]);
      if (digit < 0) continue;
      if (this.#digit < 0) this.#digit = digit;
      else {
        this.#out.push(this.#digit * 16 + digit);
        this.#digit = -1;
      }
    }
  }

  binary(start: number, end: number): void {
    if (this.#depth === 1) this.#out.append(this.#document, start, end);
  }

  finish(): Uint8Array {
    return this.#out.view();
  }
}
