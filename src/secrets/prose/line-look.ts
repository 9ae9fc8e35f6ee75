import {
  APOSTROPHE,
  classOf,
  DIGIT,
  isWordBreak,
  JOINT,
  LEADING,
  LETTER,
  LOWER,
  OPENING,
  SHOUT,
  SIGN,
  SPACE,
  STOP,
  TRAILING,
  UNSPACED,
  UPPER,
} from './characters.ts';

/** Letters with digits or signs: only such words have a shape of weight 2 or more (value-shape.ts). */
export const MADE_UP = 1;
/** Letters with a capital inside: with those, the words with a shape of more than 0.5. */
export const CAPITAL_INSIDE = 2;
/** Digits without letters. */
export const NUMBER = 4;
/** A word with one slash, or behind one: after a slash any word may be the password. */
export const SLASHED = 8;

/** A word that may be a value for its look: where it begins, and what it has. */
export interface LookingWord {
  readonly start: number;
  readonly looks: number;
}

/** What a line holds, told before any value in it is looked at closely. */
export interface LineLook {
  /** No sign in it opens a quoted or bracketed value, or parts words without white space: its values are its words. */
  readonly isPlain: boolean;
  /** How many words it has. */
  readonly count: number;
  /** Those that have one of the looks above, ascending. */
  readonly words: readonly LookingWord[];
}

/** A longer word is taken for several. */
const LONGEST_WORD = 160;
/** More signs behind a word are not said with it. */
const MOST_SHOUTS = 4;
const SLASH = 0x2f;

/** Within a word, beside the classes of its units. */
const HUMP = 1 << 16;
const INNER_CAPITAL = 1 << 17;
/** Behind it another sign than a shout. */
const CLOSED = 1 << 18;

/** A word as it is read. */
interface Word {
  start: number;
  end: number;
  /** Classes of its units, but for the signs that are no part of a value. */
  seen: number;
  slashes: number;
}

export const BLANK: LineLook = { isPlain: true, count: 0, words: [] };

/** Looks along a line that begins at a place of a reading. */
export function lookAlong(text: string, place: number): LineLook {
  const end = text.length;
  if (end === 0) return BLANK;
  const word: Word = { start: 0, end: 0, seen: 0, slashes: 0 };
  const words: LookingWord[] = [];
  let isPlain = true;
  let count = 0;
  let isBehindSlash = false;
  for (let parts = skipParts(text, word, end); word.start < end; parts = skipParts(text, word, end)) {
    readWord(text, word, end);
    isPlain &&=
      parts && (classOf(text.charCodeAt(word.start)) & OPENING) === 0 && word.end - word.start <= LONGEST_WORD;
    const looks = looksOf(word) | (isBehindSlash || word.slashes === 1 ? SLASHED : 0);
    if (looks !== 0) words.push({ start: place + word.start, looks });
    isBehindSlash = word.slashes > 0 && (word.seen & (LETTER | DIGIT)) === 0;
    count++;
  }
  return { isPlain, count, words };
}

/** Goes on to where the next word begins; whether only white space was between. */
function skipParts(text: string, word: Word, limit: number): boolean {
  let at = word.end;
  let seen = 0;
  for (; at < limit; at++) {
    const here = classOf(text.charCodeAt(at));
    if ((here & (SPACE | STOP)) === 0) break;
    seen |= here;
  }
  word.start = at;
  return (seen & STOP) === 0;
}

function readWord(text: string, word: Word, limit: number): void {
  let before = 0;
  let seen = 0;
  let behind = 0;
  let closing = limit;
  let at = word.start;
  word.slashes = 0;
  for (; at < limit; at++) {
    const unit = text.charCodeAt(at);
    const here = classOf(unit);
    // Small letters behind one another say nothing new.
    if (here === before && (here & LOWER) !== 0) continue;
    if (before !== 0 && isWordBreak(before, here)) break;
    if (unit === SLASH) word.slashes++;
    if ((here & (TRAILING | SHOUT)) !== 0) {
      if (behind === 0) closing = at;
      behind |= (here & SHOUT) !== 0 ? here : here | CLOSED;
    } else if ((seen | behind) !== 0 || (here & LEADING) === 0) {
      seen |= here | behind | ((here & UPPER) === 0 ? 0 : innerCapital(before));
      behind = 0;
    }
    before = here;
  }
  word.end = at;
  word.seen = isShouted(seen, behind, at - closing) ? seen | SIGN : seen;
}

/** What a capital is behind a unit, which is 0 where it begins the word. */
function innerCapital(before: number): number {
  if (before === 0) return 0;
  return (before & (LETTER | UPPER)) === LETTER ? HUMP : INNER_CAPITAL;
}

/** Whether a shout behind a word is more than said with it. */
const isShouted = (seen: number, behind: number, length: number): boolean =>
  (behind & SHOUT) !== 0 && ((seen & JOINT) !== 0 || (behind & CLOSED) !== 0 || length > MOST_SHOUTS);

function looksOf({ seen }: Word): number {
  if ((seen & UNSPACED) !== 0) return 0;
  if ((seen & LETTER) === 0) return (seen & DIGIT) === 0 ? 0 : NUMBER;
  const isSigned = (seen & SIGN) !== 0 || (seen & (APOSTROPHE | JOINT)) === (APOSTROPHE | JOINT);
  if (isSigned || (seen & DIGIT) !== 0) return MADE_UP;
  const isCapital = (seen & HUMP) !== 0 || (seen & (INNER_CAPITAL | JOINT)) === (INNER_CAPITAL | JOINT);
  return isCapital ? CAPITAL_INSIDE : 0;
}

/** The next place of a line, at or behind `from`, at which a value with one of the looks may begin; its end where there is none. */
export function nextLooking({ look, end }: LookingLine, from: number, looks: number): number {
  if (!look.isPlain) return from;
  for (const word of look.words) if (word.start >= from && (word.looks & looks) !== 0) return word.start;
  return end;
}

interface LookingLine {
  readonly end: number;
  readonly look: LineLook;
}
