import type { ByteSpan } from '../../core/index.ts';
import { decodeUnits, joinUnits, type TextEncoding, textUnits, type Units } from './text-units.ts';

/** The source text of one record of a JSON list. `text` is null where it is longer than the budget or the file ends within it. */
export interface JsonElement {
  readonly text: string | null;
  readonly span: ByteSpan;
  readonly fault: 'over-budget' | 'truncated' | null;
}

/** Units of the largest record that is read. */
const LARGEST_ELEMENT = 4 << 20;
const LONGEST_KEY = 64;
const AFTER_LIST = -1;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPENERS: ReadonlySet<number> = new Set([0x5b, 0x7b]);
const CLOSERS: ReadonlySet<number> = new Set([0x5d, 0x7d]);
const ARRAY = 0x5b;

/**
 * Cuts a JSON list into its records without holding it: the elements of an array, of the array under one of `envelopes` in an
 * object (`{"value":[…]}`), or the objects that follow each other. Works on code units, since what structures JSON is ASCII.
 */
export async function* jsonElements(
  chunks: AsyncIterable<Uint8Array>,
  encoding: TextEncoding,
  envelopes: ReadonlySet<string>,
): AsyncGenerator<JsonElement> {
  const cutter = new Cutter(encoding, envelopes);
  for await (const units of textUnits(chunks, encoding)) yield* cutter.feed(units);
  yield* cutter.end();
}

class Cutter {
  readonly #encoding: TextEncoding;
  readonly #envelopes: ReadonlySet<string>;
  /** Units before the current chunk. */
  #before = 0;
  #depth = 0;
  /** Depth at which records stand: 0 for objects one after the other, 1 in an array, 2 in an envelope's; AFTER_LIST behind that. */
  #level = 0;
  #inString = false;
  #escaped = false;
  /** The outermost object's last key, and where it started in the chunk; -1 where no key is being read. */
  #key = '';
  #keyStart = -1;
  /** Absolute unit where the current record starts; -1 between records. */
  #start = -1;
  #kept: Units = new Uint8Array(0);
  #dropped = false;

  constructor(encoding: TextEncoding, envelopes: ReadonlySet<string>) {
    this.#encoding = encoding;
    this.#envelopes = envelopes;
  }

  *feed(units: Units): Generator<JsonElement> {
    for (let index = 0; index < units.length; index += 1) {
      const unit = units[index] ?? 0;
      if (this.#inString) this.#string(units, index, unit);
      else if (unit > 0x20) {
        const end = this.#structure(index, unit);
        if (end >= 0) yield this.#cut(units, end);
      }
    }
    this.#keep(units, units.length);
    this.#readKey(units, units.length, 0);
    this.#before += units.length;
  }

  *end(): Generator<JsonElement> {
    if (this.#start >= 0) yield { text: null, span: this.#span(this.#before), fault: 'truncated' };
    else if (this.#depth > 0) yield { text: null, span: [this.#before, this.#before], fault: 'truncated' };
  }

  #string(units: Units, index: number, unit: number): void {
    if (this.#escaped) this.#escaped = false;
    else if (unit === BACKSLASH) this.#escaped = true;
    else if (unit === QUOTE) {
      this.#inString = false;
      this.#readKey(units, index, -1);
    }
  }

  /** Takes one unit outside strings. @returns the index in the chunk at which the current record ends, or -1. */
  #structure(index: number, unit: number): number {
    if (CLOSERS.has(unit)) return this.#close(index);
    if (unit === COMMA) return this.#start >= 0 && this.#depth === this.#level ? index : -1;
    if (OPENERS.has(unit)) this.#open(index, unit);
    else if (unit === QUOTE) this.#openString(index);
    else if (unit !== COLON) this.#begin(index);
    return -1;
  }

  #openString(index: number): void {
    this.#inString = true;
    this.#begin(index);
    if (this.#depth !== 1 || this.#level !== 0) return;
    this.#key = '';
    this.#keyStart = index + 1;
  }

  #open(index: number, unit: number): void {
    const listStarts =
      unit === ARRAY &&
      this.#level === 0 &&
      (this.#depth === 0 || (this.#depth === 1 && this.#envelopes.has(this.#key)));
    if (listStarts) {
      this.#level = this.#depth + 1;
      this.#reset();
    } else this.#begin(index);
    this.#depth += 1;
  }

  #close(index: number): number {
    this.#depth = Math.max(0, this.#depth - 1);
    const inside = this.#start >= 0;
    const listEnds = this.#level > 0 && this.#depth === this.#level - 1;
    const recordEnds = this.#depth === this.#level;
    if (listEnds) this.#level = AFTER_LIST;
    if (this.#depth === 0) this.#level = 0;
    if (!inside) return -1;
    return listEnds ? index : recordEnds ? index + 1 : -1;
  }

  #begin(index: number): void {
    if (this.#start === -1 && this.#depth === this.#level) this.#start = this.#before + index;
  }

  #keep(units: Units, end: number): void {
    if (this.#start === -1) return;
    const from = Math.max(0, this.#start - this.#before);
    if (this.#kept.length + end - from > LARGEST_ELEMENT) {
      this.#dropped = true;
      this.#kept = new Uint8Array(0);
    }
    if (!this.#dropped) this.#kept = joinUnits(this.#kept, units.slice(from, end));
  }

  #cut(units: Units, end: number): JsonElement {
    this.#keep(units, end);
    const span = this.#span(this.#before + end);
    const text = this.#dropped ? null : decodeUnits(this.#kept);
    this.#reset();
    return { text, span, fault: text === null ? 'over-budget' : null };
  }

  #reset(): void {
    this.#start = -1;
    this.#kept = new Uint8Array(0);
    this.#dropped = false;
  }

  #span(stop: number): ByteSpan {
    const { skip, width } = this.#encoding;
    return [skip + this.#start * width, skip + stop * width];
  }

  #readKey(units: Units, end: number, next: number): void {
    if (this.#keyStart < 0) return;
    if (this.#key.length < LONGEST_KEY) this.#key += decodeUnits(units.subarray(this.#keyStart, end)).toLowerCase();
    this.#keyStart = next;
  }
}
