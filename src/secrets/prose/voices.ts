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

/** Languages by the index of their packs. */
export interface Voices {
  readonly languageAt: (index: number) => Language;
  /** Whether its words stand in texts of every language. */
  readonly isEverywhere: (index: number) => boolean;
  /** Of those given, the ones in which a folded text, or what is known around it, may say something. */
  readonly spokenOf: (indexes: readonly number[], fold: string, context: Around) => readonly number[];
}

export function voicesIn(packs: readonly LanguageWords[]): Voices {
  const voices = voicesOf(packs);
  const tell = commonWordTeller(voices.flatMap(({ latin }) => (latin ? [latin.words] : [])));
  return {
    languageAt: (index) => voiceAt(voices, index).language(),
    isEverywhere: (index) => voices[index]?.latin?.isEverywhere ?? false,
    spokenOf: (indexes, fold, context) => {
      const told = once(() => tell(fold));
      const around = [fold, context.subject ?? '', context.companion ?? ''].filter((part) => OTHER_SCRIPT.test(part));
      return indexes.filter((index) => {
        const { latin, ownLetter } = voiceAt(voices, index);
        if (ownLetter !== null) return around.some((part) => ownLetter.test(part));
        return latin === null || latin.isEverywhere || told().includes(latin.place);
      });
    },
  };
}

function voiceAt(voices: readonly Voice[], index: number): Voice {
  const voice = voices[index];
  if (voice === undefined) throw new RangeError(`there is no language ${index}`);
  return voice;
}

function voicesOf(packs: readonly LanguageWords[]): readonly Voice[] {
  const everywhere = new Set(packs.filter((pack) => pack.everywhere).flatMap(commonOf));
  // What a language shares with the one that is always read tells nothing of the two.
  const ownOf = (pack: LanguageWords) =>
    pack.everywhere ? commonOf(pack) : commonOf(pack).filter((word) => !everywhere.has(word));
  let place = 0;
  return packs.map((pack) => ({
    language: once(() => compileLanguage(pack)),
    latin: pack.scripts.length === 0 ? { place: place++, words: ownOf(pack), isEverywhere: pack.everywhere } : null,
    ownLetter: letterOf(pack.scripts),
  }));
}

const commonOf = ({ stops, plainly }: LanguageWords): readonly string[] =>
  plainly ? [...stops, ...stops.map(withoutMarks)] : stops;
