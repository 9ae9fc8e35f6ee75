import type { LanguagePack, LanguageWords } from '../language-pack.ts';
import { withoutMarks } from '../word-set.ts';
import type { TriggerGroup } from './trigger-group.ts';

/** Those of a pack's words kept for a text of its language to be known by. */
const MOST = 120;
/** Those of them that are looked for. */
const LOOKED_FOR = 60;
const SHORTEST_BYTES = 3;
const WORD = /\p{L}+/gu;

const isLongEnough = (word: string): boolean => Buffer.byteLength(word) >= SHORTEST_BYTES;

/** The stops of a pack, those first that its own examples hold most often. */
export function commonWordsOf({ stops, examples }: LanguagePack): readonly string[] {
  const counts = new Map<string, number>();
  for (const { text } of [...examples.positive, ...examples.negative]) {
    for (const [word] of text.toLowerCase().matchAll(WORD)) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const countOf = (word: string): number => counts.get(word) ?? 0;
  return stops
    .filter(isLongEnough)
    .sort((a, b) => countOf(b) - countOf(a) || (a < b ? -1 : 1))
    .slice(0, MOST);
}

/** All words that a pack knows. */
export const wordsKnownTo = (words: LanguageWords): ReadonlySet<string> =>
  new Set(JSON.stringify(words).match(WORD) ?? []);

/** Ends of addresses, which texts of every language are full of. */
const ADDRESS_ENDS: ReadonlySet<string> = new Set(['com', 'net', 'org', 'biz', 'info', 'edu', 'gov']);

const isShared = (word: string, known: ReadonlySet<string>): boolean =>
  [word, withoutMarks(word)].some((spelling) => known.has(spelling) || ADDRESS_ENDS.has(spelling));

/** By which a text is known to be written in a language, of the words common in it: those that another knows are left out. */
export function tellingGroup(common: readonly string[], known: ReadonlySet<string>): TriggerGroup {
  const own = common.filter((word) => !isShared(word, known)).slice(0, LOOKED_FOR);
  const spelled = new Set(own.flatMap((word) => [word, withoutMarks(word)]).filter(isLongEnough));
  return { role: { is: 'common' }, literals: [['word', [...spelled]]] };
}
