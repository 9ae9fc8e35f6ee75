import { BRACKETS, LEADING_SIGNS, QUOTES, TRAILING_SIGNS } from './signs.ts';

export const LETTER = 1;
export const DIGIT = 2;
export const UNSPACED = 4;
/** White space. */
export const SPACE = 8;
/** A letter or digit that joins its neighbours into one word. */
export const JOINING = 16;
export const UPPER = 32;
/** Signs within words of every kind: `.-/',:`. */
export const JOINT = 64;
/** Signs of East Asian writing that end a word without space. */
export const STOP = 128;
/** A letter of a script written from right to left. */
const LEFTWARD = 256;
/** Signs that may open a quoted or bracketed value. */
export const OPENING = 512;
/** Signs that are no part of the value that they stand before, and behind. */
export const LEADING = 1024;
export const TRAILING = 2048;
/** Signs that words do not hold. */
export const SIGN = 4096;
/** Those of them that also stand behind words: `!?*~`. */
export const SHOUT = 8192;
/** The apostrophe of printers, within words. */
export const APOSTROPHE = 16384;
/** A letter that also has a capital. */
export const LOWER = 32768;

/** What units are, each kind in front of those before it. Scripts of the unspaced: those without spaces between words, and Hangul, whose particles stand on their words. */
const KINDS: readonly (readonly [RegExp, number])[] = [
  [/[^\p{L}\p{M}]+/gu, SIGN],
  [/(?:(?=[\p{L}\p{M}])[\p{Script=Hebrew}\p{Script=Arabic}])+/gu, LETTER | JOINING | LEFTWARD],
  [/[!?*~]/g, SIGN | SHOUT],
  [/’/g, APOSTROPHE],
  [/[、。，；：！？「」『』（）【】《》〈〉〔〕［］｛｝＜＞｢｣＝｜／・،؛؟]/g, STOP],
  [/[.\-/',:]/g, JOINT],
  [/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}ー]+/gu, LETTER | UNSPACED],
  [/\p{Nd}+/gu, DIGIT | JOINING],
  [/\s+/g, SPACE],
];

const FIRST_SURROGATE = 0xd800;
const LAST_SURROGATE = 0xdfff;

/** Classes of all UTF-16 units, made once: a look-up beats a pattern in the inner loops. Surrogates count as letters. */
const CLASSES = classesOf(Array.from({ length: 0x100 }, (_, page) => unitsOf(page << 8)).join(''));

function unitsOf(first: number): string {
  return String.fromCharCode(...Array.from({ length: 0x100 }, (_, at) => first + at));
}

/** Runs are filled at once: most units are of the same kind as their neighbours. */
function classesOf(units: string): Uint16Array {
  const classes = new Uint16Array(units.length).fill(LETTER | JOINING);
  for (const { 0: letter, index } of units.matchAll(/\p{Changes_When_Casemapped}/gu)) classes[index] = caseOf(letter);
  for (const [kind, bits] of KINDS) {
    for (const { 0: run, index } of units.matchAll(kind)) classes.fill(bits, index, index + run.length);
  }
  classes.fill(LETTER | JOINING, FIRST_SURROGATE, LAST_SURROGATE + 1);
  const add = (signs: Iterable<string>, bit: number) => {
    for (const sign of signs) classes[sign.charCodeAt(0)] = (classes[sign.charCodeAt(0)] ?? 0) | bit;
  };
  add([...Object.keys(QUOTES), ...Object.keys(BRACKETS)], OPENING);
  add(LEADING_SIGNS, LEADING);
  add(TRAILING_SIGNS, TRAILING);
  return classes;
}

function caseOf(letter: string): number {
  const [lower, upper] = [letter.toLowerCase(), letter.toUpperCase()];
  if (lower === upper) return LETTER | JOINING;
  return LETTER | JOINING | (letter === upper ? UPPER : LOWER);
}

/** The classes of a UTF-16 unit, as bits; none for NaN. */
export const classOf = (unit: number): number => CLASSES[unit] ?? 0;

const classAt = (text: string, index: number): number => CLASSES[text.charCodeAt(index)] ?? 0;

/** Outside the text counts as white space. */
export const isSpaceAt = (text: string, index: number): boolean =>
  index < 0 || index >= text.length || (classAt(text, index) & SPACE) !== 0;

export const isDigitAt = (text: string, index: number): boolean => (classAt(text, index) & DIGIT) !== 0;

export const isLetterAt = (text: string, index: number): boolean => (classAt(text, index) & LETTER) !== 0;

/** A letter of a script that writes no spaces between words. */
export const isUnspacedAt = (text: string, index: number): boolean => (classAt(text, index) & UNSPACED) !== 0;

/** A letter or digit that joins its neighbours into one word. */
export const isJoiningAt = (text: string, index: number): boolean => (classAt(text, index) & JOINING) !== 0;

/** Whether units of two classes, side by side, belong to one word: not where a script changes its direction (`לServer`). */
export const areJoined = (before: number, after: number): boolean =>
  (before & after & JOINING) !== 0 && ((before ^ after) & LEFTWARD) === 0;

/** Whether the unit at a place goes on with the word of the one before. */
export const isJoinedAt = (text: string, index: number): boolean =>
  areJoined(classAt(text, index - 1), classAt(text, index));

/** Whether a word ends between units of two classes: at white space, at a stop of its script, or where a script of another kind begins. */
export const isWordBreak = (before: number, here: number): boolean =>
  (here & (SPACE | STOP)) !== 0 || ((here ^ before) & UNSPACED) !== 0 || turns(before, here);

/** Where the word that begins at a place ends. */
export function wordEnd(text: string, start: number, limit: number): number {
  let before = classAt(text, start);
  for (let at = start; at < limit; at++) {
    const here = classAt(text, at);
    if (isWordBreak(before, here)) return at;
    before = here;
  }
  return limit;
}

/** Whether the direction of writing is another behind the unit at a place than before it. */
export const turnsAt = (text: string, index: number): boolean =>
  ((classAt(text, index - 1) ^ classAt(text, index + 1)) & LEFTWARD) !== 0;

/** Where the word that ends at a place begins. */
export function wordStart(text: string, end: number, limit: number): number {
  let after = classAt(text, end - 1);
  for (let at = end; at > limit; at--) {
    const here = classAt(text, at - 1);
    if ((here & (SPACE | STOP)) !== 0 || ((here ^ after) & UNSPACED) !== 0 || turns(here, after)) return at;
    after = here;
  }
  return limit;
}

/** Where the word before a place begins; -1 where there is none behind `limit`. */
export function previousWord(text: string, at: number, limit: number): number {
  let end = at;
  while (end > limit && isSpaceAt(text, end - 1)) end--;
  return end === limit ? -1 : wordStart(text, end, limit);
}

/** Between a letter written from right to left and one written from left to right, or behind a digit before such a letter. */
const turns = (before: number, here: number): boolean =>
  ((before ^ here) & LEFTWARD) !== 0 && (before & here & JOINING) !== 0 && (here & DIGIT) === 0;

/** Whether a stretch holds nothing but letters of one word, none of them a capital behind another. */
export function isPlainWord(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const here = classAt(text, at);
    if ((here & LETTER) === 0 || (here & UNSPACED) !== 0 || ((here & UPPER) !== 0 && at > start)) return false;
  }
  return true;
}

/**
 * Whether a stretch holds anything that a plain word, name or path has not: a digit, a sign, a capital inside a word. Where it
 * does not, no value in it has a shape of weight 1 or more.
 */
export function hasLook(text: string, start: number, end: number): boolean {
  let before = SPACE;
  for (let at = start; at < end; at++) {
    const here = classAt(text, at);
    if ((here & (DIGIT | UNSPACED)) !== 0 || (here & (LETTER | SPACE | JOINT)) === 0) return true;
    if ((here & UPPER) !== 0 && (before & SPACE) === 0) return true;
    before = here;
  }
  return false;
}
