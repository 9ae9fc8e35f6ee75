import { Buffer } from 'node:buffer';
import type { KeyedHash } from '../../core/index.ts';
import { fingerprintOfText } from './fingerprint.ts';
import { MASK } from './mask.ts';

const OPENING = `"'\`([{<«„“‘*_=:`;
const CLOSING = `"'\`)]}>»”’*_.,;:!?`;
/** Passphrases are looked for up to this many words. */
const MOST_WORDS = 6;
const SHORTEST = 4;
const MOST_REMEMBERED = 50_000;
const LONGEST_REMEMBERED = 200;

interface Word {
  readonly start: number;
  readonly end: number;
}

/**
 * A sweeper for stored texts: masks what is a known credential by its fingerprint alone, without the plaintext at hand. It tries each
 * word and run of up to six words, with and without the quotes and punctuation around it, after `=` or `:`, before `@`, and as
 * the password inside a Basic header's base64.
 *
 * @param fingerprints of the known credentials, as `fingerprintOf` gives them under the same key; more may come as texts are masked
 */
export function knownValueMask(hash: KeyedHash, fingerprints: ReadonlySet<string>): (text: string) => string {
  const known = () => fingerprints.size;
  const isFingerprinted = remembered((value) => fingerprints.has(fingerprintOfText(value, hash)), known);
  const isKnown = (value: string): boolean => value.length >= SHORTEST && isFingerprinted(value);
  return remembered((text) => {
    if (fingerprints.size === 0) return text;
    let masked = '';
    let from = 0;
    for (let place = nextPlace(text, 0, isKnown); place !== null; place = nextPlace(text, from, isKnown)) {
      masked += text.slice(from, place.start) + MASK;
      from = place.end;
    }
    return masked + text.slice(from);
  }, known);
}

/** Words, names and whole subjects recur: answers are kept, in memory only, until there are too many of them or more is known. */
function remembered<T extends string | boolean>(answer: (text: string) => T, known: () => number): (text: string) => T {
  const answers = new Map<string, T>();
  let knownThen = known();
  return (text) => {
    if (known() !== knownThen) answers.clear();
    knownThen = known();
    const before = answers.get(text);
    if (before !== undefined) return before;
    const given = answer(text);
    if (answers.size >= MOST_REMEMBERED) answers.clear();
    if (text.length <= LONGEST_REMEMBERED) answers.set(text, given);
    return given;
  };
}

/** The first known value at or after `from`; one word may hold several. */
function nextPlace(text: string, from: number, isKnown: (value: string) => boolean): Word | null {
  const words = wordsOf(text, from);
  for (const at of words.keys()) {
    const place = knownPlace(text, words, at, isKnown);
    if (place !== null) return place;
  }
  return null;
}

function wordsOf(text: string, from: number): readonly Word[] {
  const words = text.slice(from).matchAll(/\S{1,4096}/g);
  return [...words].map((match) => ({ start: from + match.index, end: from + match.index + match[0].length }));
}

/** The longest known value that starts in the word at `at`. */
function knownPlace(
  text: string,
  words: readonly Word[],
  at: number,
  isKnown: (value: string) => boolean,
): Word | null {
  const first = words[at] as Word;
  for (let count = Math.min(MOST_WORDS, words.length - at); count >= 1; count -= 1) {
    const last = words[at + count - 1] as Word;
    const place = knownTrim(text, { start: first.start, end: last.end }, isKnown);
    if (place !== null) return place;
  }
  return knownInside(text, first, isKnown);
}

/** Tries the run as it stands and with ever more of its quotes and punctuation taken off. */
function knownTrim(text: string, run: Word, isKnown: (value: string) => boolean): Word | null {
  const starts = edges(text, run.start, 1, OPENING, run.end);
  const ends = edges(text, run.end, -1, CLOSING, run.start).flatMap((end) => [end, ...beforeExtension(text, end)]);
  for (const start of starts) {
    for (const end of ends) if (start < end && isKnown(text.slice(start, end))) return { start, end };
  }
  return null;
}

function edges(text: string, from: number, step: 1 | -1, trimmed: string, limit: number): readonly number[] {
  const found = [from];
  for (let at = from; found.length < 4 && at !== limit; at += step) {
    if (!trimmed.includes(text.charAt(step === 1 ? at : at - 1))) break;
    found.push(at + step);
  }
  return found;
}

/** A value may be the name of a file. */
function beforeExtension(text: string, end: number): readonly number[] {
  const extension = /\.[A-Za-z0-9]{1,8}$/.exec(text.slice(Math.max(0, end - 9), end));
  return extension === null ? [] : [end - extension[0].length];
}

const BETWEEN_SEPARATORS = /(?<=^|[=:/,;"'(>])[^=:/,;"'()<>@&]{4,200}(?=$|[=:/,;"'()<>@&])/g;
/** A step of a path: a folder, or the name of a rule behind its mailbox. */
const IN_PATH = /(?<=\\)[^\\=:/,;"'()<>@&]{4,200}(?=$|[\\=:/,;"'()<>@&])/g;

/** Values that stand inside a word: at its start, in a path, after each `=`, `:` or `/`, up to the next separator or `@`; and in base64. */
function knownInside(text: string, word: Word, isKnown: (value: string) => boolean): Word | null {
  const whole = text.slice(word.start, word.end);
  for (const match of [...whole.matchAll(BETWEEN_SEPARATORS), ...whole.matchAll(IN_PATH)]) {
    const start = word.start + match.index;
    const trimmed = knownTrim(text, { start, end: start + match[0].length }, isKnown);
    if (trimmed !== null) return trimmed;
  }
  for (const match of whole.matchAll(/(?<=[=:])\S{4,200}(?=@)/g)) {
    if (isKnown(match[0])) return { start: word.start + match.index, end: word.start + match.index + match[0].length };
  }
  return isKnownBasic(whole, isKnown) ? word : null;
}

function isKnownBasic(word: string, isKnown: (value: string) => boolean): boolean {
  if (!/^[A-Za-z0-9+/]{8,400}={0,2}$/.test(word)) return false;
  const text = Buffer.from(word, 'base64').toString('utf8');
  return text.includes(':') && isKnown(text.slice(text.indexOf(':') + 1));
}
