import { Buffer, isAscii } from 'node:buffer';
import type { ByteSpan } from '../../core/index.ts';

/** A text as a string, with the byte each UTF-16 code unit came from. */
export interface MappedText {
  readonly text: string;
  /** The byte, counted in the whole text, at which code unit `index` starts; `text.length` gives the end. */
  readonly byteAt: (index: number) => number;
}

/** A stretch of a text. */
export interface TextWindow extends MappedText {
  /** The code unit that starts at or after a byte of the window. */
  readonly indexAt: (byte: number) => number;
}

const LINE_FEED = 0x0a;
const DECODER = new TextDecoder('utf-8', { ignoreBOM: true });

/** One scanned text: gives windows of it as strings, malformed UTF-8 read with U+FFFD as the WHATWG decoder does. */
export class WindowedText {
  readonly utf8: Buffer;
  readonly #ascii: boolean;

  constructor(utf8: Uint8Array) {
    this.utf8 = Buffer.from(utf8.buffer, utf8.byteOffset, utf8.byteLength);
    this.#ascii = isAscii(this.utf8);
  }

  get length(): number {
    return this.utf8.length;
  }

  /**
   * The window that holds at least `reach` characters on each side of the bytes `[start, end)`, or the whole side where the
   * text is shorter. Its edges fall between characters.
   */
  around(start: number, end: number, reach: number): ByteSpan {
    const near: ByteSpan = [Math.max(0, start - reach), Math.min(this.length, end + reach)];
    if (this.#ascii || isAscii(this.utf8.subarray(near[0], near[1]))) return near;
    // A UTF-16 code unit takes at most three bytes.
    return [this.#boundary(Math.max(0, start - reach * 3)), this.#boundary(Math.min(this.length, end + reach * 3))];
  }

  /** @param span edges between characters, as `around` gives them. */
  window(span: ByteSpan): TextWindow {
    const [start, end] = span;
    if (this.#ascii || isAscii(this.utf8.subarray(start, end))) {
      return {
        text: this.utf8.toString('latin1', start, end),
        byteAt: (index) => start + index,
        indexAt: (byte) => byte - start,
      };
    }
    return decodeLazily(this.utf8, start, end);
  }

  /** About `bytes` from byte `start`, which lies between characters, on. */
  ahead(start: number, bytes: number): ByteSpan {
    return [start, this.#boundary(Math.min(this.length, start + bytes))];
  }

  /** The line that holds byte `at`, its break included; null where it is longer than `longest` bytes. */
  lineAt(at: number, longest: number): ByteSpan | null {
    const before = this.utf8.subarray(Math.max(0, at - longest), at);
    const start = at - before.length + before.lastIndexOf(LINE_FEED) + 1;
    if (start > 0 && before.lastIndexOf(LINE_FEED) < 0) return null;
    const feed = this.utf8.subarray(start, start + longest).indexOf(LINE_FEED);
    if (feed < 0 && this.length - start > longest) return null;
    return [start, feed < 0 ? this.length : start + feed + 1];
  }

  /** The nearest edge at or before `at` that lies between two decoded characters. */
  #boundary(at: number): number {
    let edge = at;
    for (let steps = 0; steps < 3 && edge > 0 && isContinuation(this.utf8[edge]); steps += 1) edge -= 1;
    return isContinuation(this.utf8[edge]) ? at : edge;
  }
}

function isContinuation(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0xc0) === 0x80;
}

/** Decodes as the WHATWG standard's UTF-8 decoder; where each code unit came from is worked out only when asked for. */
function decodeLazily(utf8: Uint8Array, start: number, end: number): TextWindow {
  let known: Offsets | null = null;
  const offsets = (): Offsets => {
    known ??= offsetsOf(utf8, start, end);
    return known;
  };
  return {
    text: DECODER.decode(utf8.subarray(start, end)),
    byteAt: (index) => offsets().bytes[index] ?? end,
    indexAt: (byte) => firstAtOrAfter(offsets().bytes, offsets().length, byte),
  };
}

interface Offsets {
  /** The byte of each UTF-16 code unit, and of the end. */
  readonly bytes: Uint32Array;
  /** Code units. */
  readonly length: number;
}

function offsetsOf(utf8: Uint8Array, start: number, end: number): Offsets {
  const bytes = new Uint32Array(end - start + 1);
  let length = 0;
  let at = start;
  while (at < end) {
    const lead = utf8[at] as number;
    const size = lead < 0x80 ? 1 : sequenceLength(utf8, at, end);
    bytes[length] = at;
    length += 1;
    if (size === 4) {
      bytes[length] = at;
      length += 1;
    }
    at += Math.abs(size);
  }
  bytes[length] = end;
  return { bytes, length };
}

function firstAtOrAfter(offsets: Uint32Array, length: number, byte: number): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((offsets[middle] as number) < byte) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Bytes of the well-formed sequence at `at`; negative: bytes of the ill-formed run that one U+FFFD stands for. */
function sequenceLength(utf8: Uint8Array, at: number, end: number): number {
  const lead = utf8[at] as number;
  if (lead < 0x80) return 1;
  const needed =
    lead >= 0xc2 && lead <= 0xdf ? 2 : lead >= 0xe0 && lead <= 0xef ? 3 : lead >= 0xf0 && lead <= 0xf4 ? 4 : 0;
  if (needed === 0) return -1;
  for (let i = 1; i < needed; i += 1) {
    const byte = utf8[at + i];
    if (at + i >= end || byte === undefined || !continues(lead, i, byte)) return -i;
  }
  return needed;
}

/** Table 3-7 of the Unicode Standard: the second byte is narrower after some lead bytes. */
function continues(lead: number, index: number, byte: number): boolean {
  const low = index > 1 ? 0x80 : lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
  const high = index > 1 ? 0xbf : lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
  return byte >= low && byte <= high;
}
