/** Bits of a mark; a place and its mark are kept in one number that sorts by place. */
const MARK_BITS = 20;
const MARKS = 2 ** MARK_BITS;
const ROOM = 16;

/** Most topics of one language. */
export const MOST_TOPICS = MARK_BITS;

/** Where literals of one kind stand in a text, each with a mark; used again for the next text. */
export class Spots {
  #packed = new Float64Array(ROOM);
  #length = 0;
  #isSorted = true;

  get length(): number {
    return this.#length;
  }

  clear(): void {
    this.#length = 0;
    this.#isSorted = true;
  }

  /** @param mark bits of the topics that it speaks of, or needs */
  add(place: number, mark: number): void {
    if (this.#length === this.#packed.length) this.#grow();
    const packed = place * MARKS + mark;
    if (this.#length > 0 && packed < (this.#packed[this.#length - 1] as number)) this.#isSorted = false;
    this.#packed[this.#length] = packed;
    this.#length += 1;
  }

  /** Ascending. */
  places(): readonly number[] {
    this.#sort();
    return Array.from({ length: this.#length }, (_, at) => Math.floor((this.#packed[at] as number) / MARKS));
  }

  forEach(tell: (place: number, mark: number) => void): void {
    for (let at = 0; at < this.#length; at += 1) {
      const packed = this.#packed[at] as number;
      tell(Math.floor(packed / MARKS), packed % MARKS);
    }
  }

  /** Whether one with any of the bits stands within `reach` of a place. */
  isNear(place: number, reach: number, bits: number): boolean {
    this.#sort();
    for (let at = this.#firstFrom((place - reach) * MARKS); at < this.#length; at += 1) {
      const packed = this.#packed[at] as number;
      if (packed > (place + reach + 1) * MARKS) return false;
      if (((packed % MARKS) & bits) !== 0) return true;
    }
    return false;
  }

  #firstFrom(packed: number): number {
    let low = 0;
    let high = this.#length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#packed[middle] as number) < packed) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #sort(): void {
    if (!this.#isSorted) this.#packed.subarray(0, this.#length).sort();
    this.#isSorted = true;
  }

  #grow(): void {
    const more = new Float64Array(2 * this.#packed.length);
    more.set(this.#packed);
    this.#packed = more;
  }
}
