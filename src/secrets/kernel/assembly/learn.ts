// Fills the tables that `scan` looks up: which grams stand in which literals. ../memory-layout.ts tells it where all stands.

import { firstOffset, layFrequencies, TOLD_APART } from './first-offset';
import {
  BESIDE_BITS,
  besideHash,
  FIRST_HASH,
  FOUR,
  GRAM,
  GRAM_BITS,
  gramHash,
  ONE_BEHIND,
  SECOND_HASH,
  SHORT_BITS,
  slotHash,
  THREE_BEFORE,
  THREE_FROM,
  TWO_BEHIND,
} from './gram-hash';

/** A table: where its slots are, the bits of their hash, where its entries are, and how many. */
const TABLE: usize = 16;
/** An entry: a literal, where in it the key begins and its last bytes do, what they are, and the next entry of the key. */
const ENTRY: u32 = 16;

/** Flags of a literal. */
const EXACT: u32 = 1;
const BEGINS: u32 = 4;
const ENDS: u32 = 8;

let grams: usize = 0;
let beside: usize = 0;
let short: usize = 0;
let tables: usize = 0;
let lower: usize = 0;
let words: usize = 0;
let folded: usize = 0;

/** @param count literals, each where its bytes are, how many, and its flags @param foldedAt room for the longest of them */
export function learn(
  count: u32,
  literals: usize,
  sieveAt: usize,
  tablesAt: usize,
  lowerAt: usize,
  frequenciesAt: usize,
  foldedAt: usize,
): void {
  grams = sieveAt;
  beside = grams + (1 << (GRAM_BITS - 3));
  short = beside + (1 << (BESIDE_BITS - 3));
  tables = tablesAt;
  lower = lowerAt;
  words = lowerAt + 512;
  folded = foldedAt;
  layFrequencies(frequenciesAt, foldedAt);
  for (let literal: u32 = 0; literal < count; literal++) learnOne(literal, literals + (<usize>literal << 3));
}

function learnOne(literal: u32, at: usize): void {
  const size = <i32>load<u16>(at, 4);
  const flags = <u32>load<u16>(at, 6);
  foldLiteral(load<u32>(at), size, (flags & EXACT) == 0);
  const offset = firstOffset(size);
  knowGrams(size, offset, flags);
  knowGrams(size, offset + 1, flags);
  if (size < GRAM) {
    knowThree(flags);
    enter(2, threeAt(0), literal, 0, 0, threeAt(0));
  } else if (size < TOLD_APART) {
    know(short, besideHash(fourAt(0) * SECOND_HASH, FOUR * FIRST_HASH, SHORT_BITS));
    enter(1, fourAt(0), literal, 0, size - GRAM, fourAt(size - GRAM));
  } else {
    for (let place = offset; place < offset + 2; place++) {
      knowBehind(place, size);
      enter(0, fourAt(place), literal, place, size - GRAM, fourAt(size - GRAM));
    }
  }
}

/** Lower case, where case does not matter; and folded as a text is, for grams to be made of it. */
function foldLiteral(bytes: usize, size: i32, isLowered: bool): void {
  for (let at = 0; at < size; at++) {
    const byte = load<u8>(bytes + at);
    if (isLowered) store<u8>(bytes + at, load<u8>(lower + byte));
    const isBlank = byte == 0x09 || byte == 0x0a || byte == 0x0d;
    store<u8>(folded + at, isBlank ? 0x20 : byte | 0x20);
  }
}

/** Lets the sieve pass the grams that may begin at a place of a literal: where it does not fill them, what may stand beside it does. */
function knowGrams(size: i32, at: i32, flags: u32): void {
  if (at >= 0 && at + GRAM <= size) {
    know(grams, gramHash(fourAt(at)));
    return;
  }
  const isWordApart = (flags & (at < 0 ? BEGINS : ENDS)) != 0;
  for (let byte: u32 = 0; byte < 0x100; byte++) {
    if (isWordApart && load<u8>(words + byte)) continue;
    const any = byte == 0x09 || byte == 0x0a || byte == 0x0d ? 0x20 : byte | 0x20;
    know(grams, gramHash(at < 0 ? (threeAt(0) << 8) | any : threeAt(at) | (any << 24)));
  }
}

function knowBehind(at: i32, size: i32): void {
  const isLast = at + GRAM + 1 == size;
  const behind = isLast ? ONE_BEHIND | byteAt(at + GRAM) : TWO_BEHIND | <u32>load<u16>(folded + at + GRAM);
  know(beside, besideHash(fourAt(at) * SECOND_HASH, behind * FIRST_HASH, BESIDE_BITS));
}

function knowThree(flags: u32): void {
  knowBeside(THREE_FROM);
  if (!(flags & BEGINS)) knowBeside(THREE_FROM | 1);
  knowBeside(THREE_BEFORE);
  if (!(flags & ENDS)) knowBeside(THREE_BEFORE | 1);
}

function knowBeside(context: u32): void {
  know(short, besideHash(threeAt(0) * SECOND_HASH, context * FIRST_HASH, SHORT_BITS));
}

function know(table: usize, hash: u32): void {
  const at = table + (hash >>> 3);
  store<u8>(at, load<u8>(at) | <u8>((<u32>1) << (hash & 7)));
}

/** Notes in a table where in a literal a key stands. */
function enter(kind: usize, key: u32, literal: u32, offset: u32, reach: u32, last: u32): void {
  const table = tables + kind * TABLE;
  const slots = <usize>load<u32>(table);
  const bits = load<u32>(table, 4);
  let slot = slotHash(key, bits);
  while (load<u32>(slots + (slot << 3), 4) != 0 && load<u32>(slots + (slot << 3)) != key)
    slot = (slot + 1) & ((1 << bits) - 1);
  const number = load<u32>(table, 12);
  const entry = <usize>(load<u32>(table, 8) + number * ENTRY);
  store<u32>(entry, literal);
  store<u32>(entry, offset | (reach << 16), 4);
  store<u32>(entry, last, 8);
  store<u32>(entry, load<u32>(slots + (slot << 3), 4), 12);
  store<u32>(table, number + 1, 12);
  store<u32>(slots + (slot << 3), key);
  store<u32>(slots + (slot << 3), number + 1, 4);
}

// @ts-ignore: decorator
@inline
function byteAt(at: i32): u32 {
  return load<u8>(folded + at);
}

// @ts-ignore: decorator
@inline
function threeAt(at: i32): u32 {
  return <u32>load<u16>(folded + at) | (<u32>load<u8>(folded + at, 2) << 16);
}

// @ts-ignore: decorator
@inline
function fourAt(at: i32): u32 {
  return load<u32>(folded + at);
}
