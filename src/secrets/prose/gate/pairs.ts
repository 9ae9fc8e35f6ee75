import { CLASSES, COLON, DIGIT, JOINT, LOWER, PAIRING, SIGN, SLASH, SPACE, UPPER } from './byte-class.ts';
import { hasLook, LONGEST_VALUE, SHORTEST_VALUE } from './value-look.ts';

const LINE_FEED = 0x0a;
/** Longest word that joins an account to its password. */
const LONGEST_JOINT = 8;

/** What joins an account to its password: words of all languages, and signs, by {@link keyOf} their bytes. */
export type Joints = ReadonlySet<number>;

/** Signs between an account and its password (frames/paired.ts). */
const SIGNS = ['/', '-', '–', '—', '|', ':', '\\', '->', '//'];

export const jointsOf = (words: readonly string[]): Joints =>
  new Set([...SIGNS, ...words].map((word) => Buffer.from(word)).map((bytes) => keyOf(bytes, 0, bytes.length)));

/** A hash in which ASCII letters are the same in either case; two may share one, at the cost of a look in vain. */
function keyOf(utf8: Uint8Array, start: number, end: number): number {
  let key = end - start;
  for (let at = start; at < end; at += 1) {
    const byte = utf8[at] as number;
    key = (Math.imul(key, 0x01000193) ^ (byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte)) >>> 0;
  }
  return key;
}

/** Where, ascending, something that looks like a password stands behind an account and a sign or joint, or behind a name and `/` or `:`. */
export function pairsIn(utf8: Uint8Array, joints: Joints): readonly number[] {
  const found: number[] = [];
  readPairs(utf8, { from: 0, to: utf8.length, joints }, found);
  return found;
}

/** {@link pairsIn}, of those at most `reach` bytes away from places, ascending. Some a little further away are among them. */
export function pairsNear(
  utf8: Uint8Array,
  joints: Joints,
  places: readonly number[],
  reach: number,
): readonly number[] {
  const found: number[] = [];
  for (let at = 0; at < places.length; ) {
    const from = Math.max(0, (places[at] as number) - reach);
    let to = (places[at] as number) + reach;
    for (at += 1; at < places.length && (places[at] as number) - reach <= to; at += 1)
      to = (places[at] as number) + reach;
    readPairs(utf8, { from, to, joints }, found);
  }
  return found;
}

/** A part of a text that pairs are looked for in. */
interface PairStretch {
  readonly from: number;
  readonly to: number;
  readonly joints: Joints;
}

/** A longer run of signs without a blank is no value, nor a name with one. */
const LONGEST_RUN = 2 * LONGEST_VALUE;
/** One of these stands in each run that is odd. */
const ODD = DIGIT | SIGN | JOINT;

/** Goes from one odd sign to the next: words are left alone, which mail is full of. */
function readPairs(utf8: Uint8Array, { from, to, joints }: PairStretch, found: number[]): void {
  const last = Math.min(to, utf8.length - 1);
  for (let at = from; at <= last; at += 1) {
    if (((CLASSES[utf8[at] as number] as number) & ODD) === 0) continue;
    const start = runStart(utf8, at);
    const end = runEnd(utf8, at);
    const seen = classesIn(utf8, start, end);
    if (isOdd(seen) && isPair(utf8, start, end, seen, joints)) found.push(start);
    at = end;
  }
}

function runStart(utf8: Uint8Array, at: number): number {
  let start = at;
  while (start > 0 && at - start < LONGEST_RUN && (utf8[start - 1] as number) > SPACE) start -= 1;
  return start;
}

function runEnd(utf8: Uint8Array, at: number): number {
  let end = at + 1;
  while (end < utf8.length && end - at < LONGEST_RUN && (utf8[end] as number) > SPACE) end += 1;
  return end;
}

function classesIn(utf8: Uint8Array, start: number, end: number): number {
  let seen = 0;
  for (let at = start; at < end; at += 1) seen |= CLASSES[utf8[at] as number] as number;
  return seen;
}

/** Whether it holds what no word, name or path does. */
const isOdd = (seen: number): boolean => (seen & (DIGIT | SIGN)) !== 0 || (seen & (UPPER | JOINT)) === (UPPER | JOINT);

function isPair(utf8: Uint8Array, start: number, end: number, seen: number, joints: Joints): boolean {
  if ((seen & PAIRING) !== 0 && isPaired(utf8, start, end)) return true;
  return isJoined(utf8, start, joints) && hasLook(utf8, start, end);
}

/** Whether a joint stands before a place, and before that an account, all on one line. */
function isJoined(utf8: Uint8Array, place: number, joints: Joints): boolean {
  const end = beforeBlanks(utf8, place);
  let start = end;
  while (start > 0 && end - start <= LONGEST_JOINT && (utf8[start - 1] as number) > SPACE) start -= 1;
  if (start === end || end - start > LONGEST_JOINT || !joints.has(keyOf(utf8, start, end))) return false;
  return beforeBlanks(utf8, start) > 0;
}

/** Where the blanks before a place begin; 0 where a line or the text does. */
function beforeBlanks(utf8: Uint8Array, place: number): number {
  let at = place;
  for (; at > 0 && (utf8[at - 1] as number) <= SPACE; at -= 1) if (utf8[at - 1] === LINE_FEED) return 0;
  return at;
}

/** `user/X`, `user:X`: a name, one sign, and what has a look. */
function isPaired(utf8: Uint8Array, start: number, end: number): boolean {
  if (end - start > LONGEST_RUN || ((CLASSES[utf8[start] as number] as number) & (LOWER | UPPER)) === 0) return false;
  for (let at = start + 2; at < end - SHORTEST_VALUE; at += 1) {
    const byte = utf8[at];
    if (byte === SLASH || byte === COLON) return utf8[at + 1] !== SLASH && hasLook(utf8, at + 1, end);
  }
  return false;
}
