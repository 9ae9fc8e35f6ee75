import { COMMON_STEM } from './rates.ts';
import { guessesOf } from './strength.ts';
import { withoutLookAlikes } from './value-parts.ts';
import { foldWord, weighingWords } from './weighing-words.ts';

/** What stays of a password when the parts that people change are taken out. Plaintext: it is hashed at once, and never leaves the room. */
export interface Stem {
  readonly text: string;
  /** Whether anybody may have it (a season, the usual words, the account's own name): then it ties passwords of one account alone. */
  readonly isCommon: boolean;
}

const SHORTEST = 4;
const LONGEST = 96;
const FEWEST_LETTERS = 4;
/** Stand-ins for what moves on by itself. */
const SEASON = '\u0001';
const PARTED = '\u0002';
const RUN = /\p{L}+|\d+|[^\p{L}\d]+/gu;
const COUNTER_DIGITS = 4;

/**
 * The normal form of a password: case, look-alikes of letters, years, dates, seasons, months, counters, and signs at either end left out.
 * @param names of the account, host and organisation it belongs to.
 * @returns null where nothing is left that could be recognised again.
 */
export function stemOf(value: string, names: readonly (string | null)[]): Stem | null {
  if (value.length < SHORTEST || value.length > LONGEST) return null;
  const plain = withoutLookAlikes(foldWord(value.trim()));
  const runs = plain.match(RUN) ?? [];
  const kept = runs.map((run, index) => keptOf(run, index === 0 || index === runs.length - 1, isFree(runs, index)));
  const text = kept
    .join('')
    .replace(/^\u0002{1,96}|\u0002{1,96}$/g, '')
    .replace(/\u0002{2,96}/g, PARTED);
  const letters = text.replace(/[^\p{L}]/gu, '');
  if (letters.length === 0 && !text.includes(SEASON)) return null;
  return { text, isCommon: letters.length < FEWEST_LETTERS || guessesOf(letters, names) < COMMON_STEM };
}

/** A run of digits is free to move at the ends of the value and beside signs; amid letters it is part of the stem, a year aside. */
function isFree(runs: readonly string[], index: number): boolean {
  const isSign = (run: string | undefined) => run === undefined || /^[^\p{L}\d]/u.test(run);
  return isSign(runs[index - 1]) || isSign(runs[index + 1]);
}

function keptOf(run: string, isAtEnd: boolean, isFreeRun: boolean): string {
  if (/^\p{L}/u.test(run)) return weighingWords().calendar.has(run) ? SEASON : run;
  if (!/^\d/.test(run)) return isAtEnd ? '' : PARTED;
  return isYearOrDate(run) || (isFreeRun && run.length <= COUNTER_DIGITS) ? '' : run;
}

function isYearOrDate(digits: string): boolean {
  return (
    /^(?:19|20)\d{2}$/.test(digits) ||
    /^(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:[0-3]\d)?$|^[0-3]\d(?:0[1-9]|1[0-2])(?:19|20)?\d{2}$/.test(digits)
  );
}
