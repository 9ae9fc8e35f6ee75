import { CLASSES, COLON, DIGIT, LOWER, SLASH, SPACE, UPPER } from './byte-class.ts';

/** Words of all languages that tell a pair of account and password. */
export interface PairWords {
  /** Those that join the two. */
  readonly joints: readonly string[];
  /** Names that accounts often have, and words that name one. */
  readonly accounts: readonly string[];
  readonly principals: readonly string[];
}

/** {@link PairWords} by {@link keyOf} their bytes: of several the last. */
export interface Pairing {
  readonly signs: ReadonlySet<number>;
  readonly joints: ReadonlySet<number>;
  readonly accounts: ReadonlySet<number>;
}

const LINE_FEED = 0x0a;
/** Longest word that joins an account to its password, and how far before an account what names it may stand (frames/paired.ts). */
const LONGEST_JOINT = 8;
const NAMED_WITHIN = 40;
/** Signs between an account and its password (frames/paired.ts). */
const SIGNS = ['/', '-', '–', '—', '|', ':', '\\', '->', '//'];

export const pairingOf = ({ joints, accounts, principals }: PairWords): Pairing => ({
  signs: keysOf(SIGNS),
  joints: keysOf(joints),
  accounts: keysOf([...accounts, ...principals].map(lastWordOf)),
});

const lastWordOf = (words: string): string => words.slice(words.lastIndexOf(' ') + 1).replace(/:$/, '');

const keysOf = (words: readonly string[]): ReadonlySet<number> =>
  new Set(words.map((word) => Buffer.from(word.toLowerCase())).map((bytes) => keyOf(bytes, 0, bytes.length)));

/** A hash in which ASCII letters are the same in either case; two may share one, at the cost of a look in vain. */
function keyOf(utf8: Uint8Array, start: number, end: number): number {
  let key = end - start;
  for (let at = start; at < end; at += 1) {
    const byte = utf8[at] as number;
    key = (Math.imul(key, 0x01000193) ^ (byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte)) >>> 0;
  }
  return key;
}

/** Whether an account and what joins it to its password stand before a place, all on one line. */
export function isJoined(utf8: Uint8Array, place: number, { signs, joints, accounts }: Pairing): boolean {
  const end = beforeBlanks(utf8, place);
  const start = runStart(utf8, end, LONGEST_JOINT + 1);
  if (start === end || end - start > LONGEST_JOINT) return false;
  const key = keyOf(utf8, start, end);
  const isSign = signs.has(key);
  if (!isSign && !joints.has(key)) return false;
  const before = beforeBlanks(utf8, start);
  const account = runStart(utf8, before, NAMED_WITHIN);
  return isName(utf8, account, before) && (isSign || isKnown(utf8, account, before, accounts));
}

/** Where the blanks before a place begin; 0 where a line or the text does. */
function beforeBlanks(utf8: Uint8Array, place: number): number {
  let at = place;
  for (; at > 0 && (utf8[at - 1] as number) <= SPACE; at -= 1) if (utf8[at - 1] === LINE_FEED) return 0;
  return at;
}

/** Where what ends at a place begins, or `most` bytes before. */
export function runStart(utf8: Uint8Array, end: number, most: number): number {
  let start = end;
  while (start > 0 && end - start < most && (utf8[start - 1] as number) > SPACE) start -= 1;
  return start;
}

const isLetter = (byte: number | undefined): boolean => ((CLASSES[byte as number] as number) & (LOWER | UPPER)) !== 0;

const isOfName = (byte: number | undefined): boolean =>
  ((CLASSES[byte as number] as number) & (LOWER | UPPER | DIGIT)) !== 0;

/** Signs that names of accounts hold. */
const IN_NAMES: ReadonlySet<number> = new Set([...'._@\\-'].map((char) => char.charCodeAt(0)));

/** Whether it holds nothing between its first letter and its last letter or digit but what names of accounts do. */
export function isName(utf8: Uint8Array, start: number, end: number): boolean {
  let from = start;
  let to = end;
  while (from < to && !isLetter(utf8[from])) {
    if (isOfName(utf8[from])) return false;
    from += 1;
  }
  while (to > from && !isOfName(utf8[to - 1])) to -= 1;
  for (let at = from; at < to; at += 1) if (!isOfName(utf8[at]) && !IN_NAMES.has(utf8[at] as number)) return false;
  return to - from >= 2;
}

/** Whether it is an address or the name of an account, or what stands before it says so; of what is not ASCII that is not known. */
function isKnown(utf8: Uint8Array, start: number, end: number, accounts: ReadonlySet<number>): boolean {
  const from = Math.max(0, start - NAMED_WITHIN);
  let word = from;
  for (let at = from; at <= end; at += 1) {
    const byte = at === end ? SPACE : (utf8[at] as number);
    if (byte >= 0x80 || (byte === 0x40 && at > start)) return true;
    if (isOfName(byte) || byte === 0x2d || byte === 0x5f) continue;
    if (at > word && accounts.has(keyOf(utf8, word, at))) return true;
    word = at + 1;
  }
  return false;
}

/** Where in `user/X` or `user:X` the sign stands; -1 in a path, an address, and where no name stands before it. */
export function pairSign(utf8: Uint8Array, start: number, end: number): number {
  let sign = start;
  while (sign < end && utf8[sign] !== SLASH && utf8[sign] !== COLON) sign += 1;
  if (sign - start < 2 || utf8[sign + 1] === SLASH || !isName(utf8, start, sign)) return -1;
  for (let at = sign + 1; at < end - 1; at += 1) if (utf8[at] === SLASH) return -1;
  return sign;
}
