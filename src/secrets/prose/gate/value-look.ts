import { CLASSES, COLON, DIGIT, ENDING, JOINT, LOWER, PAIRING, SIGN, SLASH, SPACE, UPPER } from './byte-class.ts';

/** Shortest, and longest, that a value is held to be one for its look beside an account. */
export const SHORTEST_VALUE = 4;
export const LONGEST_VALUE = 64;

/** Whether anything in a text looks like more than words, names, addresses, times and years, or a slash stands by itself. */
export const holdsLook = (utf8: Uint8Array): boolean => holdsLookIn(utf8, 0, utf8.length);

/** {@link holdsLook}, of what begins in a part of it or reaches into it. */
export function holdsLookIn(utf8: Uint8Array, from: number, to: number): boolean {
  const last = Math.min(to, utf8.length);
  // A run that goes on for longer is too long to be a value.
  const length = Math.min(utf8.length, last + 2 * LONGEST_VALUE);
  for (let at = Math.max(0, from); at < last; at += 1) {
    const start = at;
    let seen = 0;
    for (; at < length && (utf8[at] as number) > SPACE; at += 1) seen |= CLASSES[utf8[at] as number] as number;
    if (at === start + 1 && utf8[start] === SLASH) return true;
    if ((seen & (UPPER | JOINT | DIGIT | SIGN)) !== 0 && looksMadeUp(utf8, start, at)) return true;
  }
  return false;
}

const AT = 0x40;

function looksMadeUp(utf8: Uint8Array, start: number, end: number): boolean {
  const last = trimmedEnd(utf8, start, end);
  if (last - start < 3 || last - start > LONGEST_VALUE || isAddress(utf8, start, last)) return false;
  const { seen, turns } = makeOf(utf8, start, last);
  if ((seen & (LOWER | UPPER)) === 0) return isTyped(utf8, start, last, seen);
  return turns >= 3 || (seen & (DIGIT | SIGN)) !== 0 || jointsIn(utf8, start, last) >= 2;
}

function isAddress(utf8: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) {
    const byte = utf8[at];
    if (byte === AT || (byte === COLON && utf8[at + 1] === SLASH && utf8[at + 2] === SLASH)) return true;
  }
  return false;
}

/** Digits, with the signs of a keypad or without, that are no year. */
function isTyped(utf8: Uint8Array, start: number, end: number, seen: number): boolean {
  if (seen === DIGIT) return !isYear(utf8, start, end);
  return seen === (DIGIT | SIGN) && utf8.subarray(start, end).some((byte) => byte === 0x2a || byte === 0x23);
}

/** 1900 to 2099. */
const isYear = (utf8: Uint8Array, start: number, end: number): boolean =>
  end - start === 4 &&
  ((utf8[start] === 0x31 && utf8[start + 1] === 0x39) || (utf8[start] === 0x32 && utf8[start + 1] === 0x30));

function jointsIn(utf8: Uint8Array, start: number, end: number): number {
  let count = 0;
  for (let at = start + 1; at < end - 1; at += 1)
    if (((CLASSES[utf8[at] as number] as number) & JOINT) !== 0) count += 1;
  return count;
}

interface Make {
  seen: number;
  /** Changes between lower and upper case or digits, the first capital aside. */
  turns: number;
  innerCapital: boolean;
}

/** Whether a token may have a shape of weight 1.8 or more (value-shape.ts). */
export function hasLook(utf8: Uint8Array, start: number, end: number): boolean {
  const last = trimmedEnd(utf8, start, end);
  if (last - start < SHORTEST_VALUE || last - start > LONGEST_VALUE) return false;
  const { seen, turns, innerCapital } = makeOf(utf8, start, last);
  if ((seen & (LOWER | UPPER)) === 0) return false;
  if ((seen & DIGIT) === 0)
    return (innerCapital && (seen & (SIGN | JOINT)) !== 0) || (seen & (SIGN | UPPER)) === (SIGN | UPPER);
  return (seen & (SIGN | JOINT)) !== 0 || turns >= 2 || (seen & UPPER) !== 0 || isWordAndNumber(utf8, start, last);
}

/** Where it ends without the signs that end a sentence. */
function trimmedEnd(utf8: Uint8Array, start: number, end: number): number {
  let last = end;
  while (last > start && ((CLASSES[utf8[last - 1] as number] as number) & ENDING) !== 0) last -= 1;
  return last;
}

function makeOf(utf8: Uint8Array, start: number, end: number): Make {
  const make: Make = { seen: 0, turns: 0, innerCapital: false };
  let before = 0;
  for (let at = start; at < end; at += 1) {
    const here = (CLASSES[utf8[at] as number] as number) & ~(PAIRING | ENDING);
    make.seen |= here;
    if (here === UPPER && before === LOWER) make.innerCapital = true;
    if (
      before !== 0 &&
      here !== before &&
      ((here | before) & (SIGN | JOINT)) === 0 &&
      !(at === start + 1 && before === UPPER)
    )
      make.turns += 1;
    before = here;
  }
  return make;
}

/** `winter23`: two digits or more behind letters. */
function isWordAndNumber(utf8: Uint8Array, start: number, end: number): boolean {
  const digits = [end - 1, end - 2].every((at) => CLASSES[utf8[at] as number] === DIGIT);
  return digits && end - start >= 5;
}
