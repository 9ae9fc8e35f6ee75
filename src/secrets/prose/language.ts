import type { LanguageWords } from './language-pack.ts';
import { compileLexicon, type Lexicon } from './lexicon.ts';

/** A language pack made ready for look-ups. */
export interface Language {
  readonly lexicon: Lexicon;
  readonly stops: ReadonlySet<string>;
  readonly states: ReadonlySet<string>;
  readonly phraseOpeners: ReadonlySet<string>;
  readonly chosenWords: ReadonlySet<string>;
  readonly stateEndings: readonly string[];
  readonly fillers: ReadonlySet<string>;
  readonly placeholders: ReadonlySet<string>;
  readonly weakStems: ReadonlySet<string>;
  readonly determiners: ReadonlySet<string>;
  readonly joints: ReadonlySet<string>;
  readonly knownAccounts: ReadonlySet<string>;
  readonly tyingTopics: readonly string[];
  /** The tying topics and those that tie only in a text of a few lines. */
  readonly briefTopics: readonly string[];
  readonly bulk: readonly string[];
  /** The longest words of the phrases that refer to the subject: one occurs wherever such a phrase does. */
  readonly subjectStems: readonly string[];
  readonly linkParts: readonly string[];
  readonly belongs: LanguageWords['belongs'];
  /** Words of which one must occur for the language to have anything to say. */
  readonly triggers: readonly string[];
}

export function compileLanguage(pack: LanguageWords): Language {
  return {
    lexicon: compileLexicon(pack),
    stops: new Set([...pack.stops, ...pack.fillers]),
    states: new Set(pack.states),
    phraseOpeners: new Set(pack.phraseOpeners),
    chosenWords: new Set(pack.chosenWords),
    stateEndings: pack.stateEndings,
    fillers: new Set(pack.fillers),
    placeholders: new Set(pack.placeholders),
    weakStems: new Set(pack.weakStems),
    determiners: new Set(pack.determiners),
    joints: new Set(pack.joints),
    knownAccounts: new Set(pack.knownAccounts),
    tyingTopics: pack.tyingTopics,
    briefTopics: [...pack.tyingTopics, ...pack.briefTopics],
    bulk: pack.bulk,
    subjectStems: stemsOf(pack.subjectReferences),
    linkParts: pack.linkParts,
    belongs: pack.belongs,
    triggers: triggersOf(pack),
  };
}

function stemsOf(terms: readonly string[]): readonly string[] {
  const longest = (term: string) =>
    term
      .replace(/\*$/, '')
      .split(' ')
      .reduce((most, word) => (word.length > most.length ? word : most), '');
  return [...new Set(terms.map(longest))];
}

function triggersOf(pack: LanguageWords): readonly string[] {
  const words = [
    ...pack.credentials.flatMap((entry) => entry.words),
    ...[...pack.tyingTopics, ...pack.briefTopics].flatMap((topic) => pack.topics[topic] ?? []),
    ...pack.introducers.strong,
    ...pack.subjectReferences,
    ...pack.linkCues,
  ];
  return [...new Set(words.map((word) => word.replace(/\*$/, '')))].sort();
}
