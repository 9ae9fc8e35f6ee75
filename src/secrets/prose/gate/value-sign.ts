const LINE_FEED = 0x0a;
const SPACE = 0x20;
const SLASH = 0x2f;
const COLON = 0x3a;
/** Shortest, and longest, that a value is held to be one for its look beside an account. */
const SHORTEST = 4;
const LONGEST = 64;
/** Longest word that joins an account to its password. */
const LONGEST_JOINT = 8;

const LOWER = 1;
const UPPER = 2;
const DIGIT = 4;
/** Signs that names and paths hold too. */
const JOINT = 8;
const SIGN = 16;
/** `/` and `:`, between a name and what belongs to it; they are joints too. */
const PAIRING = 32;

const CLASSES = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (byte <= SPACE) return 0;
  if (byte >= 0x61 && byte <= 0x7a) return LOWER;
  if (byte >= 0x41 && byte <= 0x5a) return UPPER;
  if (byte >= 0x30 && byte <= 0x39) return DIGIT;
  if (byte >= 0x80) return LOWER;
  if (byte === SLASH || byte === COLON) return JOINT | PAIRING;
  if (".-_',".includes(String.fromCharCode(byte))) return JOINT;
  return '()[]<>"`'.includes(String.fromCharCode(byte)) ? 0 : SIGN;
});

/** What joins an account to its password: words of all languages, as bytes read one to a unit. */
export type Joints = ReadonlySet<string>;

export const jointsOf = (words: readonly string[]): Joints =>
  new Set(words.map((word) => Buffer.from(word).toString('latin1')));

/** What stands between two blanks. */
interface Token {
  start: number;
  end: number;
  /** Classes of its bytes. */
  seen: number;
}

/** Goes on to the next token; false where there is none. */
function readToken(utf8: Uint8Array, token: Token): boolean {
  let at = token.end;
  while (at < utf8.length && (utf8[at] as number) <= SPACE) at += 1;
  token.start = at;
  let seen = 0;
  for (; at < utf8.length && (utf8[at] as number) > SPACE; at += 1) seen |= CLASSES[utf8[at] as number] as number;
  token.end = at;
  token.seen = seen;
  return at > token.start;
}

/** Whether it holds what no word, name or path does. */
const isOdd = ({ seen }: Token): boolean =>
  (seen & (DIGIT | SIGN)) !== 0 || (seen & (UPPER | JOINT)) === (UPPER | JOINT);

/** How far before a place an account and what joins it to its password may begin. */
const BEFORE_PAIR = 200;

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

function readPairs(utf8: Uint8Array, { from, to, joints }: PairStretch, found: number[]): void {
  const token: Token = { start: 0, end: from, seen: 0 };
  let account = from;
  let joint = from;
  let jointEnd = from;
  while (readToken(utf8, token) && token.start <= to) {
    const { start, end, seen } = token;
    // What stands on another line is no account of this one.
    if (breaksLine(utf8, jointEnd, start)) account = joint = jointEnd = start;
    if (isOdd(token)) {
      const isPair = account < joint && hasLook(utf8, start, end) && isJoint(utf8, joints, joint, jointEnd);
      if (isPair || ((seen & PAIRING) !== 0 && isPaired(utf8, start, end))) found.push(start);
    }
    account = joint;
    joint = start;
    jointEnd = end;
  }
}

function breaksLine(utf8: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) if (utf8[at] === LINE_FEED) return true;
  return false;
}

/** Whether anything in a text looks like more than words, names, addresses, times and years, or a slash stands by itself. */
export function holdsLook(utf8: Uint8Array): boolean {
  const token: Token = { start: 0, end: 0, seen: 0 };
  while (readToken(utf8, token)) {
    const { start, end, seen } = token;
    if (end === start + 1 && utf8[start] === SLASH) return true;
    if ((isOdd(token) || (seen & (UPPER | JOINT)) !== 0) && looksMadeUp(utf8, start, end)) return true;
  }
  return false;
}

/** `user/X`, `user:X`: a name, one sign, and what has a look. */
function isPaired(utf8: Uint8Array, start: number, end: number): boolean {
  if (end - start > 2 * LONGEST || ((CLASSES[utf8[start] as number] as number) & (LOWER | UPPER)) === 0) return false;
  for (let at = start + 2; at < end - SHORTEST; at += 1) {
    const byte = utf8[at];
    if (byte === SLASH || byte === COLON) return utf8[at + 1] !== SLASH && hasLook(utf8, at + 1, end);
  }
  return false;
}

/** Signs between an account and its password (frames/paired.ts), as bytes read one to a unit. */
const SIGNS = jointsOf(['/', '-', '–', '—', '|', ':', '\\', '->', '//']);

function isJoint(utf8: Uint8Array, joints: Joints, start: number, end: number): boolean {
  if (end === start || end - start > LONGEST_JOINT) return false;
  const token = Buffer.from(utf8.buffer, utf8.byteOffset + start, end - start).toString('latin1');
  return SIGNS.has(token) || joints.has(token.toLowerCase());
}

const AT = 0x40;
const COLON_SLASH_SLASH = [COLON, SLASH, SLASH];

function looksMadeUp(utf8: Uint8Array, start: number, end: number): boolean {
  const last = trimmedEnd(utf8, start, end);
  if (last - start < 3 || last - start > LONGEST || isAddress(utf8, start, last)) return false;
  const { seen, turns } = makeOf(utf8, start, last);
  if ((seen & (LOWER | UPPER)) === 0) return isTyped(utf8, start, last, seen);
  return turns >= 3 || (seen & (DIGIT | SIGN)) !== 0 || jointsIn(utf8, start, last) >= 2;
}

function isAddress(utf8: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) {
    if (utf8[at] === AT || COLON_SLASH_SLASH.every((byte, index) => utf8[at + index] === byte)) return true;
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

const jointsIn = (utf8: Uint8Array, start: number, end: number): number =>
  utf8
    .subarray(start + 1, end - 1)
    .reduce((count, byte) => (((CLASSES[byte] as number) & JOINT) !== 0 ? count + 1 : count), 0);

interface Make {
  seen: number;
  /** Changes between lower and upper case or digits, the first capital aside. */
  turns: number;
  innerCapital: boolean;
}

/** Whether a token may have a shape of weight 1.8 or more (value-shape.ts). */
function hasLook(utf8: Uint8Array, start: number, end: number): boolean {
  const last = trimmedEnd(utf8, start, end);
  if (last - start < SHORTEST || last - start > LONGEST) return false;
  const { seen, turns, innerCapital } = makeOf(utf8, start, last);
  if ((seen & (LOWER | UPPER)) === 0) return false;
  if ((seen & DIGIT) === 0)
    return (innerCapital && (seen & (SIGN | JOINT)) !== 0) || (seen & (SIGN | UPPER)) === (SIGN | UPPER);
  return (seen & (SIGN | JOINT)) !== 0 || turns >= 2 || (seen & UPPER) !== 0 || isWordAndNumber(utf8, start, last);
}

/** Signs that end a sentence are no part of what they follow. */
function trimmedEnd(utf8: Uint8Array, start: number, end: number): number {
  let last = end;
  while (last > start && '.,;:?)]}>"\''.includes(String.fromCharCode(utf8[last - 1] as number))) last -= 1;
  return last;
}

function makeOf(utf8: Uint8Array, start: number, end: number): Make {
  const make: Make = { seen: 0, turns: 0, innerCapital: false };
  let before = 0;
  for (let at = start; at < end; at += 1) {
    const here = (CLASSES[utf8[at] as number] as number) & ~PAIRING;
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
