// The matching kernel, in AssemblyScript; `npm run kernel` compiles it into ../literal-scan.wasm. What it reads and writes is laid out
// in ../memory-layout.ts, which tells it the addresses once.

/** Multiplicative hashing (Knuth): the top bits of the product. The same as in ../gram-table.ts. */
const FIRST_HASH: u32 = 0x9e3779b1;
const SECOND_HASH: u32 = 0x85ebca6b;
/** Lower case in ASCII; what else it changes, it changes in the literals too. */
const FOLD: u32 = 0x20202020;

/** Flags of a literal. */
const EXACT: u32 = 1;
const LOOSE: u32 = 2;
const BEGINS: u32 = 4;
const ENDS: u32 = 8;

let bits: usize = 0;
let bitShift: u32 = 0;
let slots: usize = 0;
let slotShift: u32 = 0;
let slotMask: u32 = 0;
let entries: usize = 0;
let literals: usize = 0;
let lower: usize = 0;
let input: usize = 0;
let hits: usize = 0;
let mostHits: u32 = 0;

let found: u32 = 0;
let length: i32 = 0;

/** Where `scan` stopped because no more hits fitted; the end of what it was given where all did. */
export let stoppedAt: i32 = 0;

export function lay(
  bitsAt: usize,
  bitCount: u32,
  slotsAt: usize,
  slotBits: u32,
  entriesAt: usize,
  literalsAt: usize,
  lowerAt: usize,
  inputAt: usize,
  hitsAt: usize,
  hitCount: u32,
): void {
  bits = bitsAt;
  bitShift = 32 - bitCount;
  slots = slotsAt;
  slotShift = 32 - slotBits;
  slotMask = (1 << slotBits) - 1;
  entries = entriesAt;
  literals = literalsAt;
  lower = lowerAt;
  input = inputAt;
  hits = hitsAt;
  mostHits = hitCount;
}

/**
 * Looks up the grams at every second byte of [from, to); `from` is even and may be -2. `bytes`: how many the input holds, before and
 * after which there are eight of value 0. Gives how many literals it found: each is its index and the byte it starts at.
 */
export function scan(from: i32, to: i32, bytes: i32): u32 {
  found = 0;
  length = bytes;
  const end = input + to;
  let at = input + from;
  for (; at + 6 < end; at += 8) {
    const low = load<u64>(at) | 0x2020202020202020;
    const next = <u32>load<u16>(at, 8) | 0x2020;
    const g0 = <u32>low;
    const g1 = <u32>(low >> 16);
    const g2 = <u32>(low >> 32);
    const g3 = (<u32>(low >> 48)) | (next << 16);
    let known = isKnown(g0) | (isKnown(g1) << 1) | (isKnown(g2) << 2) | (isKnown(g3) << 3);
    while (known != 0) {
      const place = ctz(known);
      known &= known - 1;
      const sampled = at + 2 * place;
      if (!verify(sampled, load<u32>(sampled) | FOLD)) return stop(sampled);
    }
  }
  for (; at < end; at += 2) {
    const gram = load<u32>(at) | FOLD;
    if (isKnown(gram) && !verify(at, gram)) return stop(at);
  }
  stoppedAt = to;
  return found;
}

function stop(at: usize): u32 {
  stoppedAt = <i32>(at - input);
  return found;
}

// @ts-expect-error: decorator
@inline
function isKnown(gram: u32): u32 {
  const hash = (gram * FIRST_HASH) >>> bitShift;
  return (<u32>load<u8>(bits + (hash >>> 3)) >>> (hash & 7)) & 1;
}

/** Compares each literal that the gram may belong to; false, with none of them kept, where they do not fit. */
function verify(at: usize, gram: u32): bool {
  let slot = (gram * SECOND_HASH) >>> slotShift;
  let first = load<u32>(slots + (slot << 3), 4);
  while (first != 0 && load<u32>(slots + (slot << 3)) != gram) {
    slot = (slot + 1) & slotMask;
    first = load<u32>(slots + (slot << 3), 4);
  }
  return compare(<i32>(at - input), first);
}

/** Goes through the entries of a gram: each a literal, where in it the gram begins, and the next entry, counted from 1. */
function compare(at: i32, first: u32): bool {
  const before = found;
  for (let next = first; next != 0; ) {
    const entry = entries + (next - 1) * 12;
    const literal = load<u32>(entry);
    const start = at - load<i32>(entry, 4);
    next = load<u32>(entry, 8);
    if (start < 0 || !stands(start, literals + (literal << 3))) continue;
    if (found == mostHits) {
      found = before;
      return false;
    }
    store<u32>(hits + (found << 3), literal);
    store<i32>(hits + (found << 3), start, 4);
    found++;
  }
  return true;
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
