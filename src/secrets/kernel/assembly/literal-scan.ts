// The matching kernel, in AssemblyScript; `npm run kernel` compiles it into ../literal-scan.wasm. What it reads and writes is laid out
// in ../memory-layout.ts, which tells it the addresses once.

import { slotHash } from './gram-hash';
import { FOUR_BEFORE, FOUR_HERE, fold, KINDS, LONG, laySieve, sift, THREE_BEHIND, THREE_HERE } from './sieve';

/** Bytes of a text that are sifted at once. */
const BLOCK: i32 = 1 << 12;

/** Flags of a literal. */
const EXACT: u32 = 1;
const LOOSE: u32 = 2;
const BEGINS: u32 = 4;
const ENDS: u32 = 8;

/** Where in a literal the three kinds of keys stand: three tables, each its slots, the bits of their hash, its entries, and how many. */
let tables: usize = 0;
const TABLE: usize = 16;
const LONGS: usize = 0;
const FOURS: usize = 1;
const THREES: usize = 2;

let literals: usize = 0;
let lower: usize = 0;
let input: usize = 0;
let folded: usize = 0;
let places: usize = 0;
let hits: usize = 0;
let mostHits: u32 = 0;

let found: u32 = 0;
let length: i32 = 0;

export { learn } from './learn';

/** Where `scan` stopped because no more hits fitted; the end of what it was given where all did. */
export let stoppedAt: i32 = 0;

export function lay(
  sieveAt: usize,
  tablesAt: usize,
  literalsAt: usize,
  lowerAt: usize,
  inputAt: usize,
  foldedAt: usize,
  placesAt: usize,
  hitsAt: usize,
  hitCount: u32,
): void {
  tables = tablesAt;
  literals = literalsAt;
  lower = lowerAt;
  input = inputAt;
  folded = foldedAt;
  places = placesAt;
  hits = hitsAt;
  mostHits = hitCount;
  laySieve(sieveAt, lowerAt + 512, inputAt, foldedAt, placesAt);
}

/** To be told of each new input. `bytes`: how many it holds, before and after which there are eight of value 0. */
export function begin(bytes: i32): void {
  length = bytes;
  fold(bytes);
}

/**
 * Looks up the grams at every second byte of [from, to) of the input; `from` is even. Gives how many literals it found: each is its
 * index and the byte it starts at.
 */
export function scan(from: i32, to: i32): u32 {
  found = 0;
  for (let start = from; start < to; start += BLOCK) {
    const count = sift(start, min(start + BLOCK, to));
    for (let place: u32 = 0; place < count; place++) {
      const at = load<u32>(places + (place << 2));
      if (verify(at >>> KINDS, at)) continue;
      stoppedAt = <i32>(at >>> KINDS);
      return found;
    }
  }
  stoppedAt = to;
  return found;
}

/** Compares each literal that a place is worth it for; false, with none of them kept, where they do not fit. */
function verify(place: u32, kinds: u32): bool {
  const before = found;
  const at = folded + <usize>place;
  const fits =
    (!(kinds & LONG) || compare(LONGS, load<u32>(at), <i32>place, 0xffffffff)) &&
    (!(kinds & FOUR_HERE) || compare(FOURS, load<u32>(at), <i32>place, 0xffffffff)) &&
    (!(kinds & FOUR_BEFORE) || compare(FOURS, load<u32>(at - 1), <i32>place - 1, 0xffffffff)) &&
    (!(kinds & THREE_HERE) || compare(THREES, load<u32>(at) & 0xffffff, <i32>place, 0xffffff)) &&
    (!(kinds & THREE_BEHIND) || compare(THREES, load<u32>(at) >>> 8, <i32>place + 1, 0xffffff));
  if (!fits) found = before;
  return fits;
}

/**
 * Goes through the entries of a key that stands at a place: each a literal, where in it the key begins, how far from its start its
 * last bytes stand, what they are, and the next entry, counted from 1. False where one more did not fit.
 */
function compare(kind: usize, key: u32, place: i32, mask: u32): bool {
  const table = tables + kind * TABLE;
  const entries = <usize>load<u32>(table, 8);
  for (let next = firstOf(table, key); next != 0; ) {
    const entry = entries + (next - 1) * 16;
    const start = place - <i32>load<u16>(entry, 4);
    next = load<u32>(entry, 12);
    if (start < 0 || ((load<u32>(folded + start + load<u16>(entry, 6)) & mask) != load<u32>(entry, 8))) continue;
    const literal = load<u32>(entry);
    if (!stands(start, literals + (literal << 3))) continue;
    if (found == mostHits) return false;
    store<u32>(hits + (found << 3), literal);
    store<i32>(hits + (found << 3), start, 4);
    found++;
  }
  return true;
}

/** The first entry of a key, counted from 1; 0 where it has none. */
function firstOf(table: usize, key: u32): u32 {
  const slots = <usize>load<u32>(table);
  const bits = load<u32>(table, 4);
  let slot = slotHash(key, bits);
  let first = load<u32>(slots + (slot << 3), 4);
  while (first != 0 && load<u32>(slots + (slot << 3)) != key) {
    slot = (slot + 1) & ((1 << bits) - 1);
    first = load<u32>(slots + (slot << 3), 4);
  }
  return first;
}

function stands(start: i32, literal: usize): bool {
  const bytes = load<u32>(literal);
  const size = <i32>load<u16>(literal, 4);
  const flags = <u32>load<u16>(literal, 6);
  if (start + size > length) return false;
  const from = input + start;
  if (flags & EXACT) {
    for (let i = 0; i < size; i++) if (load<u8>(from + i) != load<u8>(bytes + i)) return false;
  } else {
    const table = flags & LOOSE ? lower + 256 : lower;
    for (let i = 0; i < size; i++) if (load<u8>(table + load<u8>(from + i)) != load<u8>(bytes + i)) return false;
  }
  if (flags & BEGINS && endsLetter(from)) return false;
  return !(flags & ENDS && beginsLetter(from + size));
}

/** Whether the byte before a place ends an ASCII letter or digit, or a letter of two bytes that is Latin, Greek or Cyrillic. */
function endsLetter(at: usize): bool {
  const byte = load<u8>(at - 1);
  return isAsciiWord(byte) || (byte >= 0x80 && byte < 0xc0 && isLead(load<u8>(at - 2)));
}

function beginsLetter(at: usize): bool {
  const byte = load<u8>(at);
  return isAsciiWord(byte) || isLead(byte);
}

// @ts-ignore: decorator
@inline
function isLead(byte: u8): bool {
  return byte >= 0xc3 && byte <= 0xd3;
}

// @ts-ignore: decorator
@inline
function isAsciiWord(byte: u8): bool {
  const folded = byte | 0x20;
  return (folded >= 0x61 && folded <= 0x7a) || (byte >= 0x30 && byte <= 0x39);
}
