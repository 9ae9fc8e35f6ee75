import { CLASSES, DIGIT, JOINT, LOWER, PAIRING, SIGN, SPACE, UPPER } from './byte-class.ts';
import { isJoined, type Pairing, pairSign, runStart } from './pairing.ts';
import { hasLook, LONGEST_VALUE } from './value-look.ts';

/** Where, ascending, something that looks like a password stands behind an account and a sign or joint, or behind a name and `/` or `:`. */
export function pairsIn(utf8: Uint8Array, pairing: Pairing): readonly number[] {
  const found: number[] = [];
  readPairs(utf8, { from: 0, to: utf8.length, pairing }, found);
  return found;
}

/** {@link pairsIn}, of those at most `reach` bytes away from places, ascending. Some a little further away are among them. */
export function pairsNear(
  utf8: Uint8Array,
  pairing: Pairing,
  places: readonly number[],
  reach: number,
): readonly number[] {
  const found: number[] = [];
  for (let at = 0; at < places.length; ) {
    const from = Math.max(0, (places[at] as number) - reach);
    let to = (places[at] as number) + reach;
    for (at += 1; at < places.length && (places[at] as number) - reach <= to; at += 1)
      to = (places[at] as number) + reach;
    readPairs(utf8, { from, to, pairing }, found);
  }
  return found;
}

/** A part of a text that pairs are looked for in. */
interface PairStretch {
  readonly from: number;
  readonly to: number;
  readonly pairing: Pairing;
}

/** A longer run of signs without a blank is no value, nor a name with one. */
const LONGEST_RUN = 2 * LONGEST_VALUE;
/** One of these stands in each run that is odd. */
const ODD = DIGIT | SIGN | JOINT;

/** Goes from one odd sign to the next: words are left alone, which mail is full of. */
function readPairs(utf8: Uint8Array, { from, to, pairing }: PairStretch, found: number[]): void {
  const last = Math.min(to, utf8.length - 1);
  for (let at = from; at <= last; at += 1) {
    if (((CLASSES[utf8[at] as number] as number) & ODD) === 0) continue;
    const start = runStart(utf8, at, LONGEST_RUN);
    const end = runEnd(utf8, at);
    const seen = classesIn(utf8, start, end);
    if (isOdd(seen) && isPair(utf8, start, end, seen, pairing)) found.push(start);
    at = end;
  }
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

function isPair(utf8: Uint8Array, start: number, end: number, seen: number, pairing: Pairing): boolean {
  if ((seen & PAIRING) !== 0 && isPaired(utf8, start, end)) return true;
  return isJoined(utf8, start, pairing) && hasLook(utf8, start, end);
}

/** `user/X`, `user:X`: a name, one sign, and what has a look. */
function isPaired(utf8: Uint8Array, start: number, end: number): boolean {
  if (end - start > LONGEST_RUN || ((CLASSES[utf8[start] as number] as number) & (LOWER | UPPER)) === 0) return false;
  const sign = pairSign(utf8, start, end);
  return sign >= 0 && hasLook(utf8, sign + 1, end);
}
