/** Bits of a mark; a place and its mark are kept in one number that sorts by place. */
const MARK_BITS = 20;
const MARKS = 2 ** MARK_BITS;

/** Most topics of one language. */
export const MOST_TOPICS = MARK_BITS;

/** Where literals of one kind stand in a text, each with a mark; used again for the next text. */
export class Spots {
  readonly #packed: number[] = [];
  #isSorted = true;

  get length(): number {
    return this.#packed.length;
  }

  clear(): void {
    this.#packed.length = 0;
  }

  /** @param mark bits of the topics that it speaks of, or needs */
  add(place: number, mark: number): void {
    this.#packed.push(place * MARKS + mark);
    this.#isSorted = false;
  }

  /** Ascending. */
  places(): readonly number[] {
    this.#sort();
    return this.#packed.map((packed) => Math.floor(packed / MARKS));
  }

  forEach(tell: (place: number, mark: number) => void): void {
    for (const packed of this.#packed) tell(Math.floor(packed / MARKS), packed % MARKS);
  }

  /** Whether one with any of the bits stands within `reach` of a place. */
  isNear(place: number, reach: number, bits: number): boolean {
    this.#sort();
    for (let at = this.#firstFrom((place - reach) * MARKS); at < this.#packed.length; at += 1) {
      const packed = this.#packed[at] as number;
      if (packed > (place + reach + 1) * MARKS) return false;
      if (((packed % MARKS) & bits) !== 0) return true;
    }
    return false;
  }

  #firstFrom(packed: number): number {
    let low = 0;
    let high = this.#packed.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#packed[middle] as number) < packed) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #sort(): void {
    if (this.#isSorted) return;
    this.#packed.sort((a, b) => a - b);
    this.#isSorted = true;
  }
}
