import { asBuffer } from '../../../decode/byte-string.ts';
import { u8, u16, u32 } from '../bounded-number.ts';

const IS_WIDE = 1;
const HAS_EXTENSION = 4;
const IS_RICH = 8;
const RUN_BYTES = 4;

/** Reads strings that run over the ends of records into those that continue them ([MS-XLS] §2.5.293). */
export class ContinuedText {
  readonly #segments: readonly Buffer[];
  #index = 0;
  #at: number;

  /** @param at Where reading begins in the first record. */
  constructor(segments: readonly Buffer[], at: number) {
    this.#segments = segments;
    this.#at = at;
    this.#settle();
  }

  get isAtEnd(): boolean {
    return this.#index >= this.#segments.length;
  }

  /** A string with its formats ([MS-XLS] §2.5.293), which are skipped; null at the end. */
  richString(): string | null {
    const head = this.#bytes(3);
    if (head.length < 3) return null;
    const flags = u8(head, 2);
    const runs = flags & IS_RICH ? u16(this.#bytes(2), 0) : 0;
    const extension = flags & HAS_EXTENSION ? u32(this.#bytes(4), 0) : 0;
    const text = this.characters(u16(head, 0), flags);
    this.#skip(runs * RUN_BYTES + extension);
    return text;
  }

  /** So many characters, or as many as there are. Where they go on in another record, it begins with a flag of its own. */
  characters(count: number, firstFlags: number): string {
    const texts: string[] = [];
    let flags = firstFlags;
    for (let left = count; left > 0; ) {
      const segment = this.#segments[this.#index];
      if (segment === undefined) break;
      const width = flags & IS_WIDE ? 2 : 1;
      const taken = Math.min(left, Math.floor((segment.length - this.#at) / width));
      const end = this.#at + taken * width;
      texts.push(segment.toString(width === 2 ? 'utf16le' : 'latin1', this.#at, end));
      left -= taken;
      this.#at = left > 0 ? segment.length : end;
      this.#settle();
      if (left > 0) flags = u8(this.#bytes(1), 0);
    }
    return texts.join('');
  }

  #bytes(count: number): Buffer {
    const segment = this.#segments[this.#index];
    if (segment === undefined) return Buffer.alloc(0);
    if (this.#at + count > segment.length) return this.#gathered(count);
    const bytes = segment.subarray(this.#at, this.#at + count);
    this.#at += count;
    this.#settle();
    return bytes;
  }

  #gathered(count: number): Buffer {
    const bytes: number[] = [];
    while (bytes.length < count && !this.isAtEnd) {
      bytes.push(u8(this.#segments[this.#index] ?? Buffer.alloc(0), this.#at));
      this.#skip(1);
    }
    return asBuffer(Uint8Array.from(bytes));
  }

  #skip(count: number): void {
    let left = count;
    for (let segment = this.#segments[this.#index]; segment !== undefined; segment = this.#segments[this.#index]) {
      const taken = Math.min(left, segment.length - this.#at);
      this.#at += taken;
      left -= taken;
      this.#settle();
      if (left === 0) return;
    }
  }

  /** Goes to the next record where this one is used up. */
  #settle(): void {
    while (this.#index < this.#segments.length && this.#at >= (this.#segments[this.#index]?.length ?? 0)) {
      this.#index += 1;
      this.#at = 0;
    }
  }
}
