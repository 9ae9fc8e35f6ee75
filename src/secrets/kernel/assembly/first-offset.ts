// Which grams of a literal it is looked up by: those that are rarest in mail. ../gram-frequency.ts lays how rare they are.

import { GRAM, slotHash } from './gram-hash';

/** A gram with two bytes behind it is told apart well. */
export const TOLD_APART: i32 = GRAM + 2;
const SYMBOLS: u32 = 28;
const KNOWN_BITS: u32 = 13;
/** In half bits, what a run of the same byte costs: rules stand in most mail. */
const EVEN_COST: u32 = 8;

let symbols: usize = 0;
let extra: usize = 0;
let follows: usize = 0;
let frequencies: usize = 0;
let known: usize = 0;
let folded: usize = 0;

/** @param foldedAt where the literal stands that is asked about, as grams are made of it */
export function layFrequencies(at: usize, foldedAt: usize): void {
  symbols = at;
  extra = symbols + 256;
  follows = extra + 256;
  frequencies = follows + SYMBOLS * SYMBOLS;
  known = frequencies + 1024;
  folded = foldedAt;
}

/**
 * Where in a literal the rarest two neighbouring grams begin, of those that are told apart well: one of them stands at an even byte
 * wherever the literal does. In one of three bytes, the first begins a byte before it.
 */
export function firstOffset(size: i32): i32 {
  if (size < GRAM) return -1;
  if (size <= TOLD_APART) return 0;
  let best = 0;
  let rarest = f32.MAX_VALUE;
  let frequency = frequencyAt(0);
  for (let at = 0; at + 1 + TOLD_APART <= size; at++) {
    const next = frequencyAt(at + 1);
    if (frequency + next < rarest) {
      best = at;
      rarest = frequency + next;
    }
    frequency = next;
  }
  return best;
}

/** How often the four bytes from a place on are likely to stand in mail: an estimate that only orders them. */
function frequencyAt(at: i32): f32 {
  const first = load<u8>(folded + at);
  let cost: u32 = <u32>load<u8>(extra + first) + 8;
  let isEven = true;
  for (let next = at + 1; next < at + GRAM; next++) {
    const byte = load<u8>(folded + next);
    const row = <u32>load<u8>(symbols + load<u8>(folded + next - 1)) * SYMBOLS;
    cost += <u32>load<u8>(follows + row + load<u8>(symbols + byte)) + <u32>load<u8>(extra + byte);
    isEven = isEven && byte == first;
  }
  const estimate = load<f32>(frequencies + ((isEven ? EVEN_COST : cost) << 2));
  return max(knownFrequency(load<u32>(folded + at)), estimate);
}

/** How often a gram is that is known to be common; 0 where it is not. */
function knownFrequency(gram: u32): f32 {
  let slot = slotHash(gram, KNOWN_BITS);
  let key = load<u32>(known + (slot << 3));
  while (key != 0 && key != gram) {
    slot = (slot + 1) & ((1 << KNOWN_BITS) - 1);
    key = load<u32>(known + (slot << 3));
  }
  return key == 0 ? 0 : load<f32>(known + (slot << 3), 4);
}
