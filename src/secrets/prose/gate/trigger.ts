import type { LanguageWords } from '../language-pack.ts';
import { withoutMarks } from '../word-set.ts';
import { fewest } from './fewest.ts';
import type { TriggerGroup, TriggerRole } from './trigger-group.ts';

interface Terms {
  readonly terms: readonly string[];
  /** What is written onto the front of them. */
  readonly fronts: readonly string[];
}

/** The terms of a pack, as literals that stand wherever one of them does. */
export function triggersOf(pack: LanguageWords): readonly TriggerGroup[] {
  const plain = (role: TriggerRole, terms: readonly string[]) => ({ role, terms, fronts: [] });
  const groups: readonly (Terms & { readonly role: TriggerRole })[] = [
    ...pack.credentials.map(({ words, needs, fronts }) => ({
      role: needs.length === 0 ? ({ is: 'credential' } as const) : ({ is: 'needing', topics: needs } as const),
      terms: words,
      fronts,
    })),
    ...Object.entries(pack.topics).map(([topic, terms]) =>
      plain({ is: 'topic', topic, ties: tiesOf(pack, topic) }, terms),
    ),
    plain({ is: 'introducer' }, [...pack.introducers.strong, ...pack.strongTrailers]),
    plain({ is: 'brief-introducer' }, [...pack.usualPasswords, ...tellingSayings(pack), ...askingsOf(pack)]),
    plain({ is: 'link-cue' }, pack.linkCues),
    plain({ is: 'reference' }, pack.subjectReferences),
  ];
  return fewest(groups.map(({ role, ...terms }) => ({ role, literals: literalsOf(pack, terms) })));
}

/** Phrases that say that something asks what to type (`wants a word`): behind them any word may be a value. */
const askingsOf = ({ typings, topics: { question = [] } }: LanguageWords): readonly string[] =>
  typings.filter((term) => question.includes(term));

/** Those that every text is not full of: no copula introduces a value by itself. */
const tellingSayings = ({ sayings, links, backlinks, introducers, stops }: LanguageWords): readonly string[] =>
  sayings.filter(
    (term) => ![links, backlinks, introducers.weak, introducers.strong, stops].some((terms) => terms.includes(term)),
  );

function tiesOf({ tyingTopics, briefTopics, codeTopics }: LanguageWords, topic: string) {
  if (tyingTopics.includes(topic)) return 'everywhere';
  if (briefTopics.includes(topic)) return 'in brief texts';
  return codeTopics.includes(topic) ? 'for codes' : 'nowhere';
}

type Where = TriggerGroup['literals'][number][0];

function literalsOf(pack: LanguageWords, { terms, fronts }: Terms): TriggerGroup['literals'] {
  const places = new Map<Where, Set<string>>();
  const held = [...terms, ...frontedBy(fronts, terms)].map((term) => heldBy(term, pack));
  const inside =
    fronts.length === 0 ? [] : terms.filter(isTelling).map((text) => ({ text, where: 'anywhere' as const }));
  for (const { text, where } of [...held, ...inside]) {
    for (const spelling of spellingsOf(text, pack.plainly)) {
      for (const [literal, at] of lengthened(spelling, where)) {
        const known = places.get(at) ?? new Set();
        places.set(at, known.add(literal));
      }
    }
  }
  return [...places].map(([where, words]) => [where, [...words].sort()]);
}

const LETTERS = /^\p{L}+$/u;
/** Long enough to tell something inside a longer name (`db_password`, `InitialPassword`). */
const isTelling = (word: string): boolean => word.length >= 5 && LETTERS.test(word);

/** `initialpw`: shorter words behind what is written onto them. */
const frontedBy = (fronts: readonly string[], words: readonly string[]): readonly string[] =>
  fronts.flatMap((front) => words.filter((word) => LETTERS.test(word) && !isTelling(word)).map((word) => front + word));

/** What stands as it is in every place where a term matches, and where that is. */
function heldBy(term: string, pack: LanguageWords): { readonly text: string; readonly where: Where } {
  const [text = '', ...rest] = term.split('*').map((part) => part.trim());
  const longest = [text, ...rest].reduce((most, part) => (part.length > most.length ? part : most), '');
  const isLed = text.length >= Math.min(LONG_ENOUGH, longest.length) && /^[\p{L}\p{N}]/u.test(text);
  if (!isLed) return { text: longest, where: 'anywhere' };
  const isFree = !ASCII.test(text) && (pack.prefixes.length > 0 || isUnspaced(pack));
  if (isFree) return { text, where: 'anywhere' };
  return { text, where: term === text && /[\p{L}\p{N}]$/u.test(text) ? 'word' : 'word-start' };
}

/** A shorter beginning of a term stands in more texts than its longest part. */
const LONG_ENOUGH = 5;
const ASCII = /^[\0-\x7f]+$/;
const UNSPACED = /^(?:Han|Hiragana|Katakana|Hangul|Thai)$/;
const isUnspaced = ({ scripts }: LanguageWords): boolean => scripts.some((script) => UNSPACED.test(script));

/** As people write it: without marks, with either apostrophe, and in capitals where these are no letters of ASCII. */
function spellingsOf(text: string, plainly: boolean): ReadonlySet<string> {
  const marked = plainly ? [text, withoutMarks(text), ...dottedOf(text)] : [text];
  const quoted = marked.flatMap((word) => (word.includes("'") ? [word, word.replaceAll("'", '’')] : [word]));
  return new Set(quoted.flatMap((word) => [word, capitalised(word), inCapitals(word)]));
}

/** `е` is written for `ё` in packs too, as in mail: one of them may be dotted. */
const dottedOf = (word: string): readonly string[] =>
  Array.from(word.matchAll(/е/g), ({ index }) => `${word.slice(0, index)}ё${word.slice(index + 1)}`);

const FOREIGN = /[^\0-\x7f]/g;
const inCapitals = (word: string): string => word.replace(FOREIGN, upper);
const capitalised = (word: string): string =>
  /^[^\0-\x7f]/.test(word) ? upper(word.slice(0, 1)) + word.slice(1) : word;

/** A few letters grow in upper case: they stay as they are. Those that become ASCII ones are looked for in either case anyway. */
const upper = (letter: string): string => {
  const grown = letter.toUpperCase();
  if (grown.length !== letter.length) return letter;
  return ASCII.test(grown) ? grown.toLowerCase() : grown;
};

const SHORTEST_BYTES = 3;
/** What stands behind a word of two letters that names something. */
const BEHIND = [' ', ':', '=', '(', '/', '-', ',', '.', '"', '|'];

/** A word too short to be looked for is looked for with what ends it; one letter tells nothing. */
function lengthened(text: string, where: Where): readonly (readonly [string, Where])[] {
  const bytes = Buffer.byteLength(text);
  if (bytes >= SHORTEST_BYTES) return [[text, where]];
  if (bytes < SHORTEST_BYTES - 1) return [];
  return BEHIND.map((sign) => [text + sign, where === 'anywhere' ? 'anywhere' : 'word-start']);
}
