import { CLASSES, COLON, DIGIT, JOINT, LOWER, PAIRING, SIGN, SLASH, SPACE, UPPER } from './byte-class.ts';
import { hasLook, LONGEST_VALUE, SHORTEST_VALUE } from './value-look.ts';

const LINE_FEED = 0x0a;
/** Longest word that joins an account to its password. */
const LONGEST_JOINT = 8;
/** How far before a place an account and what joins it to its password may begin. */
const BEFORE_PAIR = 200;

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

/** {@link pairsIn}, of those at most `reach` bytes away from places, ascending. Some that are further away are among them. */
export function pairsNear(
  utf8: Uint8Array,
  joints: Joints,
  places: readonly number[],
  reach: number,
): readonly number[] {
  const found: number[] = [];
  for (let at = 0; at < places.length; ) {
    const from = Math.max(0, (places[at] as number) - reach - BEFORE_PAIR);
    let to = (places[at] as number) + reach;
    for (at += 1; at < places.length && (places[at] as number) - reach - BEFORE_PAIR <= to; at += 1)
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

/** Reads what stands between blanks; as all mail with a topic in it goes through here, without a call for each. */
function readPairs(utf8: Uint8Array, { from, to, joints }: PairStretch, found: number[]): void {
  const { length } = utf8;
  let account = from;
  let joint = from;
  let jointEnd = from;
  for (let at = from; ; ) {
    let isNewLine = false;
    for (; at < length && (utf8[at] as number) <= SPACE; at += 1) if (utf8[at] === LINE_FEED) isNewLine = true;
    const start = at;
    if (start === length || start > to) return;
    let seen = 0;
    for (; at < length && (utf8[at] as number) > SPACE; at += 1) seen |= CLASSES[utf8[at] as number] as number;
    // What stands on another line is no account of this one.
    if (isNewLine) account = joint = jointEnd = start;
    if (isOdd(seen)) {
      const isPair = account < joint && isJoint(utf8, joints, joint, jointEnd) && hasLook(utf8, start, at);
      if (isPair || ((seen & PAIRING) !== 0 && isPaired(utf8, start, at))) found.push(start);
    }
    account = joint;
    joint = start;
    jointEnd = at;
  }
}

/** Whether it holds what no word, name or path does. */
const isOdd = (seen: number): boolean => (seen & (DIGIT | SIGN)) !== 0 || (seen & (UPPER | JOINT)) === (UPPER | JOINT);

/** `user/X`, `user:X`: a name, one sign, and what has a look. */
function isPaired(utf8: Uint8Array, start: number, end: number): boolean {
  if (end - start > 2 * LONGEST_VALUE || ((CLASSES[utf8[start] as number] as number) & (LOWER | UPPER)) === 0)
    return false;
  for (let at = start + 2; at < end - SHORTEST_VALUE; at += 1) {
    const byte = utf8[at];
    if (byte === SLASH || byte === COLON) return utf8[at + 1] !== SLASH && hasLook(utf8, at + 1, end);
  }
  return false;
}

const isJoint = (utf8: Uint8Array, joints: Joints, start: number, end: number): boolean =>
  end > start && end - start <= LONGEST_JOINT && joints.has(keyOf(utf8, start, end));
