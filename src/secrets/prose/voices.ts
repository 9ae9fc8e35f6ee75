import type { ScanContext } from '../finding.ts';
import { commonWordTeller } from './common-words.ts';
import { compileLanguage, type Language, letterOf } from './language.ts';
import type { LanguageWords } from './language-pack.ts';
import { once } from './once.ts';
import { withoutMarks } from './word-set.ts';

/** A language that may speak in a text; made ready when it first does. */
interface Voice {
  readonly language: () => Language;
  /** Common words of a language in Latin letters, and its place among those; none where its script tells it. */
  readonly latin: { readonly place: number; readonly words: readonly string[]; readonly isEverywhere: boolean } | null;
  /** A letter of its own script. */
  readonly ownLetter: RegExp | null;
}

/** A unit of a script that is not Latin: without one, no language of another script has anything to say. */
const OTHER_SCRIPT = /[\u0370-\uffff]/;

type Around = Pick<ScanContext, 'subject' | 'companion'>;

/** Those whose letters stand in the text, or in what belongs to it. */
export function inTheirLetters<T extends Pick<Language, 'ownLetter'>>(
  languages: readonly T[],
  fold: string,
  { subject, companion }: Around,
): readonly T[] {
  const parts = [fold, subject ?? '', companion ?? ''].filter((part) => OTHER_SCRIPT.test(part));
  return languages.filter(({ ownLetter }) => ownLetter === null || parts.some((part) => ownLetter.test(part)));
}

/** Gives, for a folded text and what is known around it, the languages in which it may say something. */
export function voicesIn(packs: readonly LanguageWords[]): (fold: string, context: Around) => readonly Language[] {
  const voices = voicesOf(packs);
  const tell = commonWordTeller(voices.flatMap(({ latin }) => (latin ? [latin.words] : [])));
  return (fold, context) => {
    const told = tell(fold);
    return inTheirLetters(voices, fold, context)
      .filter(({ latin }) => latin === null || latin.isEverywhere || told.includes(latin.place))
      .map(({ language }) => language());
  };
}

function voicesOf(packs: readonly LanguageWords[]): readonly Voice[] {
  let place = 0;
  return packs.map((pack) => ({
    language: once(() => compileLanguage(pack)),
    latin: pack.scripts.length === 0 ? { place: place++, words: commonOf(pack), isEverywhere: pack.everywhere } : null,
    ownLetter: letterOf(pack.scripts),
  }));
}

const commonOf = ({ stops, plainly }: LanguageWords): readonly string[] =>
  plainly ? [...stops, ...stops.map(withoutMarks)] : stops;
