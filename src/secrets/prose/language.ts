import type { LanguageWords } from './language-pack.ts';
import { compileLexicon, type Lexicon } from './lexicon.ts';
import { type WordSet, withoutMarks, wordSet } from './word-set.ts';

/** A language pack made ready for look-ups. */
export interface Language {
  readonly lexicon: Lexicon;
  readonly stops: WordSet;
  readonly states: WordSet;
  readonly phraseOpeners: WordSet;
  readonly chosenWords: WordSet;
  readonly stateEndings: readonly string[];
  readonly fillers: WordSet;
  readonly placeholders: WordSet;
  readonly weakStems: WordSet;
  readonly determiners: WordSet;
  readonly joints: WordSet;
  readonly turns: WordSet;
  /** The same, for writing in which they may stand inside a run of letters. */
  readonly turnTerms: readonly string[];
  readonly namely: WordSet;
  readonly knownAccounts: WordSet;
  readonly tyingTopics: readonly string[];
  /** The tying topics and those that tie only in a text of a few lines. */
  readonly briefTopics: readonly string[];
  /** Topics of things that a number opens. */
  readonly codeTopics: readonly string[];
  readonly bulk: readonly string[];
  /** The longest words of the phrases that refer to the subject: one occurs wherever such a phrase does. */
  readonly subjectStems: readonly string[];
  /** A letter of its scripts; null where it is written in Latin letters. */
  readonly ownLetter: RegExp | null;
  /** With which a statement ends behind its value, longest first. */
  readonly tails: readonly string[];
  readonly counters: readonly string[];
  readonly verbless: boolean;
  /** What inflection writes onto a value behind an apostrophe. */
  readonly valueEndings: WordSet;
  readonly linkParts: readonly string[];
  readonly belongs: LanguageWords['belongs'];
}

export function compileLanguage(pack: LanguageWords): Language {
  const words = (terms: readonly string[]) => wordSet(terms, pack.plainly);
  return {
    lexicon: compileLexicon(pack),
    stops: words([...pack.stops, ...pack.fillers]),
    states: words(pack.states),
    phraseOpeners: words(pack.phraseOpeners),
    chosenWords: words(pack.chosenWords),
    stateEndings: spellingsOf(pack, pack.stateEndings),
    fillers: words(pack.fillers),
    placeholders: words(pack.placeholders),
    weakStems: words(pack.weakStems),
    determiners: words(pack.determiners),
    joints: words(pack.joints),
    turns: words(pack.turns),
    turnTerms: pack.turns,
    namely: words(pack.namely),
    knownAccounts: words(pack.knownAccounts),
    tyingTopics: pack.tyingTopics,
    briefTopics: [...pack.tyingTopics, ...pack.briefTopics],
    codeTopics: pack.codeTopics,
    bulk: spellingsOf(pack, pack.bulk),
    subjectStems: spellingsOf(pack, stemsOf(pack.subjectReferences)),
    ownLetter: letterOf(pack.scripts),
    tails: pack.tails.toSorted((a, b) => b.length - a.length),
    counters: pack.counters,
    verbless: pack.verbless,
    valueEndings: words(pack.valueEndings),
    linkParts: pack.linkParts,
    belongs: pack.belongs,
  };
}

/** A letter of one of the scripts; null for Latin ones. */
export function letterOf(scripts: readonly string[]): RegExp | null {
  return scripts.length === 0 ? null : new RegExp(`[${scripts.map((name) => `\\p{Script=${name}}`).join('')}]`, 'u');
}

function stemsOf(terms: readonly string[]): readonly string[] {
  const longest = (term: string) =>
    term.split(/[* ]/).reduce((most, word) => (word.length > most.length ? word : most), '');
  return [...new Set(terms.map(longest))];
}

/** Terms as they are written: also without marks, where the language is. */
const spellingsOf = ({ plainly }: LanguageWords, terms: readonly string[]): readonly string[] =>
  plainly ? [...new Set([...terms, ...terms.map(withoutMarks)])] : terms;
