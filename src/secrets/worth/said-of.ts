import { loadLanguageWords } from '../prose/load-language-packs.ts';
import { once } from '../prose/once.ts';
import { type WorthLanguage, worthLanguages } from './worth-words.ts';

/** Whose a credential is by the words before it: its writer's ("my password is"), or its reader's ("your password is"). */
export type SaidOf = 'writer' | 'reader';

/** Characters before the value in which a possessive counts, and in which the making of a token does. */
const POSSESSIVE_REACH = 90;
const MAKING_REACH = 320;
/** Characters from a possessive, and from a making, to the word for the credential. */
const NOUN_REACH = 36;
const MADE_REACH = 60;

interface Sayings {
  readonly possessives: readonly Saying[];
  readonly makings: readonly Saying[];
}

interface Saying {
  readonly of: SaidOf;
  /** First words, of which one stands wherever `words` matches. */
  readonly firsts: readonly string[];
  /** Made when a first word was met: most languages are never met. */
  readonly words: () => RegExp;
  /** Of which one must follow; none where the words say it all. */
  readonly nouns: () => readonly string[];
  readonly needsNoun: boolean;
  /** Which may not stand before it: another phrase begins with one ("for your information the password"). */
  readonly articles: ReadonlySet<string>;
  readonly reach: number;
}

/**
 * Reads whose a credential is said to be right before it, in any of the languages; of two sayings the nearer counts.
 * @param before the text up to the value; only its end is read.
 * @param isDrawn whether it is a token: who says to have made one has made their own, who made a password has mostly made another's.
 */
export function saidOf(before: string, isDrawn: boolean): SaidOf | null {
  const { possessives, makings } = sayings();
  const said = nearest(before.slice(-POSSESSIVE_REACH).toLowerCase(), possessives);
  if (said !== null || !isDrawn) return said;
  return nearest(before.slice(-MAKING_REACH).toLowerCase(), makings);
}

function nearest(text: string, sayings: readonly Saying[]): SaidOf | null {
  let best: { readonly of: SaidOf; readonly at: number } | null = null;
  for (const saying of sayings) {
    if (!saying.firsts.some((first) => text.includes(first))) continue;
    for (const { index, 0: word } of text.matchAll(saying.words())) {
      if (best !== null && best.at >= index) continue;
      const following = text.slice(index + word.length, index + word.length + saying.reach);
      if (!saying.needsNoun || namesOne(following, saying)) best = { of: saying.of, at: index };
    }
  }
  return best?.of ?? null;
}

/** Whether a word for a credential stands in what follows, within the sentence. */
function namesOne(following: string, { nouns, articles }: Saying): boolean {
  const [sentence = ''] = following.split(/[.!?;](?=\s)|\n\s*\n/u);
  return nouns().some((noun) => {
    const at = sentence.indexOf(noun);
    return (
      at >= 0 &&
      !sentence
        .slice(0, at)
        .split(/\s/)
        .some((word) => articles.has(word))
    );
  });
}

const DRAWN = /^prose-(?:token|api-key)$/;

const sayings = once((): Sayings => {
  const every = (
    make: (language: WorthLanguage, nounsOf: (type: keyof Nouns) => () => readonly string[]) => SayingLists,
  ) =>
    worthLanguages().flatMap((language) =>
      make(language, (type) => () => nounsByLanguage().get(language.language)?.[type] ?? []).flat(),
    );
  return {
    possessives: every(({ mine, yours, isMine, isYours, ...language }, nounsOf) => {
      const articles = new Set(language.articles);
      return [
        saying(mine, { of: 'writer', nouns: nounsOf('any'), needsNoun: true, articles, reach: NOUN_REACH }),
        saying(yours, { of: 'reader', nouns: nounsOf('any'), needsNoun: true, articles, reach: NOUN_REACH }),
        saying(isMine, { of: 'writer', ...NO_NOUN, articles }),
        saying(isYours, { of: 'reader', ...NO_NOUN, articles }),
      ];
    }),
    makings: every(({ made }, nounsOf) => [
      saying(made, { of: 'writer', nouns: nounsOf('drawn'), needsNoun: true, articles: NO_WORDS, reach: MADE_REACH }),
    ]),
  };
});

type SayingLists = readonly (readonly Saying[])[];

const NO_NOUN = { nouns: () => [], needsNoun: false, reach: 0 } as const;

function saying(phrases: readonly string[], rest: Omit<Saying, 'firsts' | 'words'>): readonly Saying[] {
  if (phrases.length === 0) return [];
  const firsts = phrases.map((phrase) => phrase.split(' ', 1)[0] ?? '');
  return [{ ...rest, firsts, words: once(() => wholeWords(phrases)) }];
}

interface Nouns {
  readonly any: readonly string[];
  /** Those for what machines draw. */
  readonly drawn: readonly string[];
}

const NO_WORDS: ReadonlySet<string> = new Set();

/** The words for credentials, by language. */
const nounsByLanguage = once((): ReadonlyMap<string, Nouns> => {
  return new Map(
    loadLanguageWords().map(({ words: { language, credentials } }) => {
      const wordsOf = (isWanted: (rule: string) => boolean) =>
        credentials
          .filter(({ rule }) => isWanted(rule))
          .flatMap(({ words }) => words.map((word) => word.replace(/\s?[:=*]$/, '')).filter(isTelling));
      return [language, { any: wordsOf(() => true), drawn: wordsOf((rule) => DRAWN.test(rule)) }] as const;
    }),
  );
});

/** Two letters stand inside too many words. */
const isTelling = (word: string) => word.length > 2 || !/^[\p{Script=Latin}/]+$/u.test(word);

const NO_SPACES = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** Whole words; in scripts that write none apart, anywhere. */
function wholeWords(phrases: readonly string[]): RegExp {
  const shapes = phrases.map((phrase) => {
    const words = phrase
      .split(' ')
      .map((word) => RegExp.escape(word))
      .join('\\s{1,3}');
    return NO_SPACES.test(phrase) ? words : `(?<![\\p{L}\\p{N}])${words}(?![\\p{L}\\p{N}])`;
  });
  return new RegExp(shapes.join('|'), 'gu');
}
