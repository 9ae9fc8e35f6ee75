import type { ByteSpan } from '../../core/index.ts';
import type { Landmark } from '../landmark.ts';
import type { ExtractedText } from '../part.ts';

/** Most landmarks of one text; from there on the last one stands for the rest. */
const MOST_LANDMARKS = 65_536;
const CHUNK = 16_384;

/** Builds a text with its landmarks, up to a limit of bytes. */
export class LandmarkedText {
  readonly #limit: number;
  readonly #chunks: Buffer[] = [];
  readonly #landmarks: Landmark[] = [];
  readonly #hidden: ByteSpan[] = [];
  #held = '';
  #bytes = 0;
  #isFull = false;

  /** @param limit Most bytes of the text. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Whether the limit was reached and text was left out. */
  get isFull(): boolean {
    return this.#isFull;
  }

  /** Bytes written so far. */
  get length(): number {
    this.#flush();
    return this.#bytes;
  }

  /** What is written next stands at this landmark. */
  mark(name: string): void {
    if (this.#landmarks.length >= MOST_LANDMARKS || this.#isFull) return;
    this.#flush();
    if (this.#landmarks.at(-1)?.at === this.#bytes) this.#landmarks.pop();
    this.#landmarks.push({ at: this.#bytes, name });
  }

  /** Adds text as it is; false once the limit is reached. */
  write(text: string): boolean {
    if (this.#isFull) return false;
    this.#held += text;
    if (this.#held.length >= CHUNK) this.#flush();
    return !this.#isFull;
  }

  /** Adds text and a line end; false once the limit is reached. */
  line(text: string): boolean {
    return this.write(`${text}\n`);
  }

  /** Adds a line that a reader of the document does not see. */
  hiddenLine(text: string): boolean {
    const start = this.length;
    this.write(text);
    this.hideFrom(start);
    return this.write('\n');
  }

  /** A reader of the document does not see what was written from a byte on, of which nothing is hidden yet. */
  hideFrom(start: number): void {
    const end = this.length;
    if (end > start) this.#hidden.push([start, end]);
  }

  finish(): ExtractedText {
    this.#flush();
    return { utf8: Buffer.concat(this.#chunks), hidden: this.#hidden, landmarks: this.#landmarks };
  }

  #flush(): void {
    if (this.#held === '') return;
    const utf8 = Buffer.from(this.#held);
    this.#held = '';
    const room = this.#limit - this.#bytes;
    const kept = utf8.length <= room ? utf8 : utf8.subarray(0, characterEnd(utf8, room));
    this.#isFull = kept.length < utf8.length;
    this.#chunks.push(kept);
    this.#bytes += kept.length;
  }
}

/** The last end of a character at or before a byte. */
function characterEnd(utf8: Buffer, most: number): number {
  let end = most;
  while (end > 0 && ((utf8[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return end;
}
