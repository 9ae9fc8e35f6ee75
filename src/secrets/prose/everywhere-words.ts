import { loadLanguageWords } from './load-language-packs.ts';
import { once } from './once.ts';
import { type WordSet, wordSet } from './word-set.ts';

/** Common words of the languages whose words stand in texts of every other: "Thanks!" above what is quoted. */
export const everywhereWords = once(
  (): WordSet =>
    wordSet(
      loadLanguageWords().flatMap(({ words }) => (words.everywhere ? [...words.stops, ...words.fillers] : [])),
      false,
    ),
);
