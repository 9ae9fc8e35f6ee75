/** Multiplicative hashing (Knuth): the top bits of the product. All as in assembly/sieve.ts. */
const FIRST_HASH = 0x9e3779b1;
const SECOND_HASH = 0x85ebca6b;
const THIRD_HASH = 0xc2b2ae35;

export const gramHash = (gram: number, bits: number): number => Math.imul(gram, FIRST_HASH) >>> (32 - bits);

export const slotHash = (gram: number, bits: number): number => Math.imul(gram, SECOND_HASH) >>> (32 - bits);

/** @param context one of those below with what it is a context of */
export const contextHash = (gram: number, context: number, bits: number): number =>
  Math.imul(Math.imul(gram, SECOND_HASH) ^ Math.imul(context, FIRST_HASH), THIRD_HASH) >>> (32 - bits);

/** A gram and the two bytes, or the one, behind it. */
export const TWO_BEHIND = 0x10000;
export const ONE_BEHIND = 0x20000;
/** Four bytes that a short literal begins with. */
export const FOUR = 0x30000;
/** A literal of three bytes with whether a letter or digit stands before it, and behind it. */
export const THREE_FROM = 0x40000;
export const THREE_BEFORE = 0x50000;

/** Bytes as they stand in memory, the first in the lowest bits. */
export const fourAt = (bytes: Uint8Array, at: number): number => twoAt(bytes, at) | (twoAt(bytes, at + 2) << 16);
export const threeAt = (bytes: Uint8Array, at: number): number => twoAt(bytes, at) | ((bytes[at + 2] as number) << 16);
export const twoAt = (bytes: Uint8Array, at: number): number =>
  (bytes[at] as number) | ((bytes[at + 1] as number) << 8);
