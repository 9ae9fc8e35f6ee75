import { loadLanguageWords } from '../prose/load-language-packs.ts';
import { once } from '../prose/once.ts';
import { worthLanguages } from './worth-words.ts';

/** The words that guesses begin with, folded: without marks, in lower case. */
export interface WeighingWords {
  /** Heads of usual weak passwords, and accounts that every system has. */
  readonly usual: ReadonlySet<string>;
  readonly calendar: ReadonlySet<string>;
  readonly words: ReadonlySet<string>;
  /** The first {@link SHORTEST_WORD} units of all of them: most places of a value begin none. */
  readonly beginnings: ReadonlySet<string>;
}

export const SHORTEST_WORD = 3;
const DAYS = 7;
const MONTHS = 12;

/** Lower case, compatibility forms and marks taken off: what a guesser's lists hold. */
export function foldWord(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

/** The words of all language packs, worked out when first asked for. */
export const weighingWords = once((): WeighingWords => {
  const packs = loadLanguageWords().map(({ words }) => words);
  const calendar = new Set(
    worthLanguages().flatMap(({ language, seasons }) => [...seasons, ...monthsAndDays(language)].map(foldWord)),
  );
  const usual = packs.flatMap((pack) => [...pack.weakStems, ...pack.knownAccounts]);
  const words = packs.flatMap((pack) => [
    ...pack.stops,
    ...pack.states,
    ...pack.chosenWords,
    ...pack.phraseOpeners,
    ...pack.fillers,
    ...pack.hosts,
    ...pack.principals,
    ...pack.credentials.flatMap((credential) => credential.words),
    ...Object.values(pack.topics).flat(),
  ]);
  const lists = { usual: singles(usual, calendar), calendar, words: singles(words, calendar) };
  return { ...lists, beginnings: beginningsOf([...lists.usual, ...lists.calendar, ...lists.words]) };
});

export const beginningsOf = (words: Iterable<string>): ReadonlySet<string> =>
  new Set(Iterator.from(words).map((word) => word.slice(0, SHORTEST_WORD)));

/** The names of months and days in a language (Unicode CLDR). */
function monthsAndDays(language: string): readonly string[] {
  const months = new Intl.DateTimeFormat(language, { month: 'long', timeZone: 'UTC' });
  const days = new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' });
  return [
    ...Array.from({ length: MONTHS }, (_, month) => months.format(Date.UTC(2024, month, 1))),
    ...Array.from({ length: DAYS }, (_, day) => days.format(Date.UTC(2024, 0, 1 + day))),
  ];
}

function singles(terms: readonly string[], but: ReadonlySet<string>): ReadonlySet<string> {
  const whole = terms.map((term) => foldWord(term.replace(/\*$/, '')));
  return new Set(whole.filter((term) => term.length >= SHORTEST_WORD && /^\p{L}+$/u.test(term) && !but.has(term)));
}
