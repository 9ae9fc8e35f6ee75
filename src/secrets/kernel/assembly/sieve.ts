// Which places of a text a literal may stand at: by grams first, then by what stands beside them. ./learn.ts fills its tables.

import {
  BESIDE_BITS,
  besideHash,
  FIRST_HASH,
  FOUR,
  GRAM_BITS,
  gramHash,
  ONE_BEHIND,
  SECOND_HASH,
  SHORT_BITS,
  THREE_BEFORE,
  THREE_FROM,
  TWO_BEHIND,
} from './gram-hash';

/** Which literals a place is worth comparing with. */
export const LONG: u32 = 1;
export const FOUR_HERE: u32 = 2;
export const FOUR_BEFORE: u32 = 4;
export const THREE_HERE: u32 = 8;
export const THREE_BEHIND: u32 = 16;
/** Bits of a place that tell them. */
export const KINDS: u32 = 5;

/** A byte of value 1 in each of eight. */
const EACH: u64 = ((<u64>0x01010101) << 32) | 0x01010101;

let grams: usize = 0;
let beside: usize = 0;
let short: usize = 0;
let words: usize = 0;
let raw: usize = 0;
let folded: usize = 0;
let places: usize = 0;

/** @param sieveAt the three tables, one behind the other @param wordsAt for each byte, whether it goes on with a word */
export function laySieve(sieveAt: usize, wordsAt: usize, rawAt: usize, foldedAt: usize, placesAt: usize): void {
  grams = sieveAt;
  beside = grams + (1 << (GRAM_BITS - 3));
  short = beside + (1 << (BESIDE_BITS - 3));
  words = wordsAt;
  raw = rawAt;
  folded = foldedAt;
  places = placesAt;
}

/** Folds the input with the eight bytes on each side of it: letters to lower case, any white space to a blank. */
export function fold(bytes: i32): void {
  for (let at: i32 = -8; at < bytes + 8; at += 8) {
    const eight = load<u64>(raw + at);
    const blank = ~(others(eight, 0x09) & others(eight, 0x0a) & others(eight, 0x0d)) & (EACH * 0x80);
    const whole = (blank >> 7) * 0xff;
    store<u64>(folded + at, ((eight | (EACH * 0x20)) & ~whole) | ((EACH * 0x20) & whole));
  }
}

/** The top bit of each byte that is not `byte`; the others are left to chance. */
function others(eight: u64, byte: u64): u64 {
  const apart = eight ^ (byte * EACH);
  return ((apart & (EACH * 0x7f)) + EACH * 0x7f) | apart;
}

/**
 * Lists the places, every second one of [from, to), where a literal may be found; gives how many. Each is counted from where the input
 * starts, above bits that tell what may be found there.
 */
export function sift(from: i32, to: i32): u32 {
  const end = folded + to;
  let at = folded + from;
  let last = places;
  for (; at + 6 < end; at += 8) {
    const low = load<u64>(at);
    const next = <u32>load<u16>(at, 8);
    last = keep(last, <u32>at, isKnown(<u32>low));
    last = keep(last, <u32>at + 2, isKnown(<u32>(low >> 16)));
    last = keep(last, <u32>at + 4, isKnown(<u32>(low >> 32)));
    last = keep(last, <u32>at + 6, isKnown(<u32>(low >> 48) | (next << 16)));
  }
  for (; at < end; at += 2) last = keep(last, <u32>at, isKnown(load<u32>(at)));
  return narrow(last);
}

/** What is not kept is overwritten by the next: to branch would cost more. */
function keep(last: usize, place: u32, isKept: u32): usize {
  store<u32>(last, place);
  return last + (isKept << 2);
}

function isKnown(gram: u32): u32 {
  return bit(grams, gramHash(gram));
}

function bit(table: usize, hash: u32): u32 {
  return (<u32>load<u8>(table + (hash >>> 3)) >>> (hash & 7)) & 1;
}

/** Drops the places where what stands beside the gram fits no literal of it. */
function narrow(end: usize): u32 {
  let last = places;
  for (let next = places; next < end; next += 4) {
    const at = <usize>load<u32>(next);
    const kinds = kindsAt(at);
    last = keep(last, ((<u32>(at - folded)) << KINDS) | kinds, <u32>(kinds > 0));
  }
  return <u32>((last - places) >> 2);
}

function kindsAt(at: usize): u32 {
  const gram = load<u32>(at);
  const behind = <u32>load<u16>(at, 4);
  const original = at - folded + raw;
  const mixed = gram * SECOND_HASH;
  const before = isWord(original - 1) | THREE_FROM;
  const after = isWord(original + 4) | THREE_BEFORE;
  return (
    bit(beside, besideHash(mixed, (behind | TWO_BEHIND) * FIRST_HASH, BESIDE_BITS)) |
    bit(beside, besideHash(mixed, ((behind & 0xff) | ONE_BEHIND) * FIRST_HASH, BESIDE_BITS)) |
    (bit(short, besideHash(mixed, FOUR * FIRST_HASH, SHORT_BITS)) << 1) |
    (bit(short, besideHash(load<u32>(at - 1) * SECOND_HASH, FOUR * FIRST_HASH, SHORT_BITS)) << 2) |
    (bit(short, besideHash((gram & 0xffffff) * SECOND_HASH, before * FIRST_HASH, SHORT_BITS)) << 3) |
    (bit(short, besideHash((gram >> 8) * SECOND_HASH, after * FIRST_HASH, SHORT_BITS)) << 4)
  );
}

function isWord(at: usize): u32 {
  return load<u8>(words + load<u8>(at));
}
