import type { ByteSpan } from '../../../core/index.ts';
import type { Landmark } from '../../landmark.ts';
import type { ExtractedText } from '../../part.ts';
import { coarserPlace } from './coarser-place.ts';

const MOST_LANDMARKS = 65_536;
/** Hidden stretches are told one by one up to this many; from there on neighbours are told as one with what lies between. */
const MOST_HIDDEN = 65_536;
const COARSEST = 4;

/** Gathers a document's text in lines, with the places they stand in and what of them is hidden, up to a limit of bytes. */
export class OfficeText {
  readonly #limit: number;
  #bytes: Buffer = Buffer.allocUnsafe(4096);
  #length = 0;
  #landmarks: Landmark[] = [];
  #place: string | null = null;
  #coarseness = 0;
  readonly #hidden: [number, number][] = [];
  #isFull = false;

  /** @param limit Most bytes of the text. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Whether the limit was reached and text was left out. */
  get isFull(): boolean {
    return this.#isFull;
  }

  /** What is written next stands in this place: "paragraph 12". */
  mark(place: string): void {
    this.#place = place;
  }

  /** Adds text as it is. @param isHidden Whether a reader of the document does not see it. */
  write(text: string, isHidden = false): void {
    if (this.#isFull || text === '') return;
    const start = this.#length;
    this.#settlePlace();
    this.#append(text);
    if (isHidden && this.#length > start) this.#hide(start, this.#length);
  }

  /** Adds a line; an empty one is left out. */
  line(text: string, isHidden = false): void {
    if (text === '') return;
    this.write(text, isHidden);
    this.write('\n');
  }

  /** The text, without the last line's end. */
  finish(): ExtractedText {
    if (this.#bytes[this.#length - 1] === 0x0a && this.#length > 0) this.#length -= 1;
    const hidden: ByteSpan[] = this.#hidden.map(([start, end]) => [start, Math.min(end, this.#length)]);
    return { utf8: this.#bytes.subarray(0, this.#length), hidden, landmarks: this.#landmarks };
  }

  #append(text: string): void {
    const room = this.#limit - this.#length;
    const most = text.length * 3;
    if (this.#length + most > this.#bytes.length) this.#grow(Math.min(most, room));
    if (most <= room) {
      this.#length += this.#bytes.write(text, this.#length);
      return;
    }
    // The last of it is written as far as whole characters go.
    const written = this.#bytes.subarray(0, this.#limit).write(text, this.#length);
    this.#isFull = written < Buffer.byteLength(text);
    this.#length += written;
  }

  #grow(count: number): void {
    const larger = Buffer.allocUnsafe(Math.min(this.#limit, Math.max(this.#bytes.length * 2, this.#length + count)));
    this.#bytes.copy(larger, 0, 0, this.#length);
    this.#bytes = larger;
  }

  #settlePlace(): void {
    if (this.#place === null) return;
    const name = this.#coarsened(this.#place);
    this.#place = null;
    if (this.#landmarks.at(-1)?.name === name) return;
    this.#landmarks.push({ at: this.#length, name });
    while (this.#landmarks.length > MOST_LANDMARKS && this.#coarseness < COARSEST) this.#coarsen();
    if (this.#landmarks.length > MOST_LANDMARKS) this.#landmarks.length = MOST_LANDMARKS;
  }

  /** Names places by what they are part of: rows for cells. */
  #coarsen(): void {
    this.#coarseness += 1;
    const coarse = this.#landmarks.map(({ at, name }) => ({
      at,
      name: this.#coarseness === COARSEST ? 'further on' : coarserPlace(name),
    }));
    this.#landmarks = coarse.filter(({ name }, index) => name !== coarse[index - 1]?.name);
  }

  #coarsened(place: string): string {
    if (this.#coarseness === COARSEST) return 'further on';
    let name = place;
    for (let step = 0; step < this.#coarseness; step += 1) name = coarserPlace(name);
    return name;
  }

  #hide(start: number, end: number): void {
    const last = this.#hidden.at(-1);
    const joins = last !== undefined && (last[1] === start || this.#hidden.length >= MOST_HIDDEN);
    if (joins) last[1] = end;
    else this.#hidden.push([start, end]);
  }
}
