/** Multiplicative hashing (Knuth): the top bits of the product. The same as in assembly/literal-scan.ts. */
const FIRST_HASH = 0x9e3779b1;
const SECOND_HASH = 0x85ebca6b;

/** Bits of the hashes that are looked up: few enough to stay in the second-level cache, so many that most grams are done with there. */
export const HASH_BITS = 21;
/** Numbers of an entry: its literal, where in it the gram begins, and the place of the next entry of the gram plus one. */
const ENTRY = 3;

/** Which literals a gram may belong to, as the kernel reads it. */
export class GramTable {
  readonly bits = new Uint8Array(1 << (HASH_BITS - 3));
  readonly slotBits: number;
  /** By open addressing: a gram, and the place of its first entry plus one, 0 where the slot is free. */
  readonly slots: Int32Array;
  readonly entries: Int32Array;
  #used = 0;

  /** @param most how many entries it is to hold */
  constructor(most: number) {
    this.slotBits = Math.max(4, Math.ceil(Math.log2(most * 2 + 1)));
    this.slots = new Int32Array(2 << this.slotBits);
    this.entries = new Int32Array(most * ENTRY);
  }

  add(gram: number, literal: number, offset: number): void {
    const slot = this.#slotOf(gram);
    const first = this.slots[slot + 1] as number;
    if (first === 0) setBit(this.bits, Math.imul(gram, FIRST_HASH) >>> (32 - HASH_BITS));
    const entry = this.#used * ENTRY;
    this.entries[entry] = literal;
    this.entries[entry + 1] = offset;
    this.entries[entry + 2] = first;
    this.#used += 1;
    this.slots[slot] = gram;
    this.slots[slot + 1] = this.#used;
  }

  #slotOf(gram: number): number {
    const last = this.slots.length - 1;
    let slot = (Math.imul(gram, SECOND_HASH) >>> (32 - this.slotBits)) * 2;
    while (this.slots[slot + 1] !== 0 && this.slots[slot] !== gram) slot = (slot + 2) & last;
    return slot;
  }
}

function setBit(bits: Uint8Array, at: number): void {
  bits[at >>> 3] = (bits[at >>> 3] as number) | (1 << (at & 7));
}
