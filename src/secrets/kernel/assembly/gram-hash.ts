// Multiplicative hashing (Knuth): the top bits of the product. By it literals are laid, and looked up.

/** Bytes that are looked up at once. */
export const GRAM: i32 = 4;

export const FIRST_HASH: u32 = 0x9e3779b1;
export const SECOND_HASH: u32 = 0x85ebca6b;
export const THIRD_HASH: u32 = 0xc2b2ae35;

/**
 * Bits of the three tables of the sieve: few enough to stay in the second-level cache, the last in the first, so many that most places
 * are done with there.
 */
export const GRAM_BITS: u32 = 21;
export const BESIDE_BITS: u32 = 20;
export const SHORT_BITS: u32 = 17;

/** A gram and the two bytes, or the one, behind it. */
export const TWO_BEHIND: u32 = 0x10000;
export const ONE_BEHIND: u32 = 0x20000;
/** Four bytes that a short literal begins with. */
export const FOUR: u32 = 0x30000;
/** A literal of three bytes with whether a letter or digit stands before it, and behind it. */
export const THREE_FROM: u32 = 0x40000;
export const THREE_BEFORE: u32 = 0x50000;

// @ts-ignore: decorator
@inline
export function gramHash(gram: u32): u32 {
  return (gram * FIRST_HASH) >>> (32 - GRAM_BITS);
}

// @ts-ignore: decorator
@inline
export function slotHash(key: u32, bits: u32): u32 {
  return (key * SECOND_HASH) >>> (32 - bits);
}

/** @param mixed a gram times `SECOND_HASH` @param context what stands beside it, times `FIRST_HASH` */
// @ts-ignore: decorator
@inline
export function besideHash(mixed: u32, context: u32, bits: u32): u32 {
  return ((mixed ^ context) * THIRD_HASH) >>> (32 - bits);
}
