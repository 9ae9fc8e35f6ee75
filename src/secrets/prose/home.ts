import type { Language } from './language.ts';
import { markText } from './mark-text.ts';
import type { Stretch } from './sentences.ts';

/** How far to either side of a value its words tell the language. */
const REACH = 200;
/** As many common words tell it. */
const PLAIN = 2;

/**
 * Whether a value stands in words of another language than the one that put it forward: `password` is a word in many, and what is
 * said of it in each (`scaduta`) is only known there.
 */
export function isAbroad(own: Language, languages: readonly Language[], fold: string, place: Stretch): boolean {
  const value = wordsIn(fold.slice(place.start, place.end));
  const isWord = value.length === 1 && !/\p{N}/u.test(fold.slice(place.start, place.end));
  const said = isWord ? value[0] : undefined;
  const words = [...new Set([...wordsAround(fold, place), ...(said === undefined ? value : [])])];
  const count = ({ stops }: Language): number => words.filter((word) => stops.has(word)).length;
  const ours = count(own);
  const isHome = own.ownLetter?.test(around(fold, place)) ?? false;
  return languages.some((other) => {
    if (other === own) return false;
    const theirs = count(other);
    if ((theirs >= PLAIN && theirs > 2 * ours && !isHome) || isNamedOtherwise(other, fold, place.start)) return true;
    return said !== undefined && (theirs >= ours || opensAbroad(fold, place, said)) && isSaid(other, said);
  });
}

/** "Thanks!" above a quotation in another script is no answer to what that asks. */
const opensAbroad = (fold: string, place: Stretch, said: string): boolean =>
  /^[a-z']+$/.test(said) && fold.slice(0, place.start).trim() === '' && OTHER_SCRIPT.test(around(fold, place));

const OTHER_SCRIPT = /[\u0370-\u1fff\u3000-\ud7ff]/;

const LABEL = 60;
const OTHERWISE: ReadonlySet<string> = new Set(['other-sense', 'other-number']);

/** "Conference code: X": the words right before a value name something else in another language. */
function isNamedOtherwise({ lexicon }: Language, fold: string, at: number): boolean {
  const before = fold.slice(Math.max(0, at - LABEL), at);
  return markText(before, lexicon).some(
    ({ role, end }) => OTHERWISE.has(role.is) && /^[\s:=#-]*$/.test(before.slice(end)),
  );
}

const isSaid = ({ stops, states }: Language, word: string): boolean => stops.has(word) || states.has(word);

/** What stands to either side of a place. */
const around = (fold: string, { start, end }: Stretch): string =>
  fold.slice(Math.max(0, start - REACH), start) + fold.slice(end, end + REACH);

const wordsAround = (fold: string, { start, end }: Stretch): readonly string[] => [
  ...wordsIn(fold.slice(Math.max(0, start - REACH), start)),
  ...wordsIn(fold.slice(end, end + REACH)),
];

const wordsIn = (text: string): readonly string[] => text.match(/[\p{L}\p{M}]+(?:'\p{L}+)*/gu) ?? [];
