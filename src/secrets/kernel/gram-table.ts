import { slotHash } from './gram-hash.ts';

/** Where in a literal a key stands. */
export interface KeyPlace {
  /** Its index in the list. */
  readonly literal: number;
  readonly offset: number;
  /** How far from its start its last bytes stand, and what they are. */
  readonly reach: number;
  readonly last: number;
}

/** Numbers of an entry: its literal, where in it the key begins and its last bytes do, what they are, and the next entry of the key. */
const ENTRY = 4;

/** Which literals a key may belong to, as the kernel reads it. */
export class GramTable {
  readonly slotBits: number;
  /** By open addressing: a key, and the place of its first entry plus one, 0 where the slot is free. */
  readonly slots: Int32Array;
  readonly entries: Int32Array;
  #used = 0;

  /** @param most how many entries it is to hold */
  constructor(most: number) {
    this.slotBits = Math.max(4, Math.ceil(Math.log2(most * 2 + 1)));
    this.slots = new Int32Array(2 << this.slotBits);
    this.entries = new Int32Array(most * ENTRY);
  }

  add(key: number, { literal, offset, reach, last }: KeyPlace): void {
    const slot = this.#slotOf(key);
    const entry = this.#used * ENTRY;
    this.entries[entry] = literal;
    this.entries[entry + 1] = offset | (reach << 16);
    this.entries[entry + 2] = last;
    this.entries[entry + 3] = this.slots[slot + 1] as number;
    this.#used += 1;
    this.slots[slot] = key;
    this.slots[slot + 1] = this.#used;
  }

  #slotOf(key: number): number {
    const last = this.slots.length - 1;
    let slot = slotHash(key, this.slotBits) * 2;
    while (this.slots[slot + 1] !== 0 && this.slots[slot] !== key) slot = (slot + 2) & last;
    return slot;
  }
}
