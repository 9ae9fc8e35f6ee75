/** Multiplicative hashing (Knuth): the top bits of the product. */
export const GRAM_HASH = 0x9e3779b1;
const SECOND_HASH = 0x85ebca6b;
const BITS = 18;
export const GRAM_SHIFT = 32 - BITS;

/** Which literals a 4-gram may belong to, and at which offset in them. */
export class GramTable {
  /** One bit for each hash: small enough to stay in the first-level cache, so that most grams are done with here. */
  readonly bits = new Int32Array(1 << (BITS - 5));
  readonly literals: number[] = [];
  readonly offsets: number[] = [];
  readonly #secondBits = new Int32Array(1 << (BITS - 5));
  readonly #nexts: number[] = [];
  readonly #firsts = new Map<number, number>();

  add(gram: number, literal: number, offset: number): void {
    const key = gram | 0;
    setBit(this.bits, Math.imul(key, GRAM_HASH) >>> GRAM_SHIFT);
    setBit(this.#secondBits, Math.imul(key, SECOND_HASH) >>> GRAM_SHIFT);
    this.#nexts.push(this.#firsts.get(key) ?? -1);
    this.#firsts.set(key, this.literals.length);
    this.literals.push(literal);
    this.offsets.push(offset);
  }

  /** The first entry of a gram, -1 where there is none. */
  first(gram: number): number {
    const hash = Math.imul(gram, SECOND_HASH) >>> GRAM_SHIFT;
    if ((((this.#secondBits[hash >>> 5] as number) >>> (hash & 31)) & 1) === 0) return -1;
    return this.#firsts.get(gram) ?? -1;
  }

  next(entry: number): number {
    return this.#nexts[entry] ?? -1;
  }
}

function setBit(bits: Int32Array, at: number): void {
  bits[at >>> 5] = (bits[at >>> 5] as number) | (1 << (at & 31));
}
