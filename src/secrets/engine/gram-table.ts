/** Multiplicative hashing (Knuth): the top bits of the product. */
export const GRAM_HASH = 0x9e3779b1;
const SECOND_HASH = 0x85ebca6b;
const BITS = 21;
export const GRAM_SHIFT = 32 - BITS;

/** Slots of the table proper; a power of two well above the number of grams. */
const SLOT_BITS = 18;
const SLOTS = 1 << SLOT_BITS;
const SLOT_SHIFT = 32 - SLOT_BITS;

/** Which literals a 4-gram may belong to, and at which offset in them. */
export class GramTable {
  /** One bit for each hash: small enough to stay in the first-level cache, so that most grams are done with here. */
  readonly bits = new Int32Array(1 << (BITS - 5));
  readonly literals: number[] = [];
  readonly offsets: number[] = [];
  /** By open addressing: a gram, and its first entry plus one, 0 where the slot is free. */
  readonly #grams = new Int32Array(SLOTS);
  readonly #firsts = new Int32Array(SLOTS);
  readonly #secondBits = new Int32Array(1 << (BITS - 5));
  readonly #nexts: number[] = [];
  #used = 0;

  add(gram: number, literal: number, offset: number): void {
    const key = gram | 0;
    setBit(this.bits, Math.imul(key, GRAM_HASH) >>> GRAM_SHIFT);
    setBit(this.#secondBits, Math.imul(key, SECOND_HASH) >>> GRAM_SHIFT);
    const slot = this.#slotOf(key);
    if (this.#firsts[slot] === 0) this.#used += 1;
    if (this.#used * 2 > SLOTS) throw new RangeError('too many literals for one matcher');
    this.#grams[slot] = key;
    this.#nexts.push((this.#firsts[slot] as number) - 1);
    this.#firsts[slot] = this.literals.length + 1;
    this.literals.push(literal);
    this.offsets.push(offset);
  }

  /** The first entry of a gram, -1 where there is none. */
  first(gram: number): number {
    const hash = Math.imul(gram, SECOND_HASH) >>> GRAM_SHIFT;
    if ((((this.#secondBits[hash >>> 5] as number) >>> (hash & 31)) & 1) === 0) return -1;
    return (this.#firsts[this.#slotOf(gram)] as number) - 1;
  }

  next(entry: number): number {
    return this.#nexts[entry] as number;
  }

  #slotOf(gram: number): number {
    let slot = Math.imul(gram, SECOND_HASH) >>> SLOT_SHIFT;
    while (this.#firsts[slot] !== 0 && this.#grams[slot] !== gram) slot = (slot + 1) & (SLOTS - 1);
    return slot;
  }
}

function setBit(bits: Int32Array, at: number): void {
  bits[at >>> 5] = (bits[at >>> 5] as number) | (1 << (at & 31));
}
