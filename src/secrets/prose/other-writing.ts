import { isLetterAt, isUnspacedAt } from './characters.ts';
import type { Language } from './language.ts';
import type { ValueForm } from './language-pack.ts';
import type { Slot } from './value-slot.ts';

/** What is looked at here: folded text, and the language that it is read as. */
interface Read {
  readonly reading: { readonly fold: string };
  readonly language: Language;
}

/** Whether a value holds letters of a script in which a word may end anywhere. */
export function holdsUnspaced(value: string): boolean {
  for (let at = 0; at < value.length; at++) if (isUnspacedAt(value, at)) return true;
  return false;
}

const NOT_LATIN = /(?!\p{Script=Latin})\p{L}/u;

/** Whether none of the letters that a value has beside Latin ones stands in any word of the language: it is for another to judge. */
export function isOtherWriting(written: string, { lexicon }: Language): boolean {
  const value = written.toLowerCase();
  if (!NOT_LATIN.test(value)) return false;
  for (let at = 0; at < value.length; at++) {
    if (value.charCodeAt(at) > 0x250 && isLetterAt(value, at) && lexicon.trie.columns[value.charCodeAt(at)] !== 0)
      return false;
  }
  return true;
}

const MOST_UNITS = 40;
/** `どんぐり2024`; `4月10日` and `第4章` say when and where. */
const WORD_AND_NUMBER = /^[^\p{Nd}\s]{2,}\p{Nd}{2,8}$/u;

/**
 * How much a value of such letters looks like one: in quotes it may be a secret word, bare only where a phrase is wanted and the
 * statement says that it ends. Never enough to be sure of.
 */
export function unspacedWeight(slot: Slot, form: ValueForm, { reading, language }: Read): number | null {
  const value = reading.fold.slice(slot.start, slot.end);
  if (value.length < 2 || value.length > MOST_UNITS) return null;
  if (/\p{Nd}/u.test(value) && !/\p{Script=Latin}/u.test(value))
    return WORD_AND_NUMBER.test(value) ? wordAndNumber(slot, form, reading.fold) : null;
  if (language.stops.has(value) || language.states.has(value)) return null;
  if (slot.style === 'quoted') return form === 'phrase' ? 0 : form === 'any' ? -0.2 : null;
  if (slot.style === 'bracketed' || form !== 'phrase') return null;
  const ends =
    isSetOff(slot.start, reading.fold) || isTailed(slot.end, { reading, language }) || isBriefEnd(slot, reading.fold);
  return ends ? -0.6 : null;
}

/** Quoted, alone on its line, or stated behind a sign, with nothing behind it. */
function wordAndNumber(slot: Slot, form: ValueForm, fold: string): number | null {
  if (slot.style === 'quoted') return 0.3;
  if (form !== 'any' || !isSetOff(slot.start, fold) || !/^[ \t]*(?:$|[\n。])/.test(fold.slice(slot.end, slot.end + 4)))
    return null;
  return slot.start === 0 || fold[slot.start - 1] === '\n' ? 0.2 : -0.4;
}

/** `茉莉2043`: a word of such letters with the number written onto it, where the line or sentence ends there; the slot itself elsewhere. */
export function withNumber(slot: Slot, { reading: { fold } }: Pick<Read, 'reading'>): Slot {
  if (slot.style !== 'bare' || !isUnspacedAt(fold, slot.end - 1)) return slot;
  const { length } = NUMBER_BEHIND.exec(fold.slice(slot.end, slot.end + 10))?.[0] ?? '';
  return length === 0 ? slot : { ...slot, end: slot.end + length, after: slot.end + length };
}

const NUMBER_BEHIND = /^\p{Nd}{2,8}(?=$|[\s。])/u;

const isTailed = (end: number, read: Read): boolean =>
  tailAt(end, read) > 0 || (read.reading.fold[end] === ' ' && tailAt(end + 1, read) > 0);

const BRIEF = 8;

/** A few letters with which a sentence ends. */
const isBriefEnd = ({ start, end }: Slot, fold: string): boolean =>
  end - start <= BRIEF && /^(?:$|[。！.!、，,\n])/.test(fold.slice(end, end + 1));

/** Behind a sign or at the beginning of a line. */
const isSetOff = (start: number, fold: string): boolean =>
  /(?:^|[:：=\n])[ \t]*$/.test(fold.slice(Math.max(0, start - 4), start));

/** How long the words are with which a statement ends at a place (`です`); 0 where it does not. */
export function tailAt(at: number, { reading, language }: Read): number {
  return language.tails.find((tail) => reading.fold.startsWith(tail, at))?.length ?? 0;
}

/** The slot without the words with which its statement ends. */
export function withoutTail(slot: Slot, read: Read): Slot {
  const value = read.reading.fold.slice(slot.start, slot.end);
  const tail = read.language.tails.find((ending) => value.endsWith(ending) && value.length > ending.length + 1);
  if (!tail) return slot;
  const { length } = value.slice(0, -tail.length).trimEnd();
  return { ...slot, end: slot.start + length };
}

/** Whether what stands behind a number is counted by it. */
export function isCounted(end: number, { reading, language }: Read): boolean {
  const from = reading.fold[end] === ' ' ? end + 1 : end;
  return language.counters.some((counter) => {
    if (!reading.fold.startsWith(counter, from)) return false;
    const after = from + counter.length;
    return isUnspacedAt(reading.fold, after - 1) || !isLetterAt(reading.fold, after);
  });
}

const NATIVE_DIGIT = /[\u0660-\u0669\u06f0-\u06f9\uff10-\uff19]/g;

/** Digits of other scripts as those that patterns know; as long as before. */
export const withPlainDigits = (value: string): string =>
  value.replace(NATIVE_DIGIT, (digit) => String((digit.charCodeAt(0) - (digit < '\uff10' ? 0 : 0xff10 - 0x660)) & 0xf));
