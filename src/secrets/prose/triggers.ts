import type { LanguageWords } from './language-pack.ts';
import { withoutMarks } from './word-set.ts';

/** Shorter literals stand in too many words to tell anything. */
const SHORTEST_BYTES = 3;

/**
 * Literals of which one stands in every long text that the language may have something to say about; as few as do: what holds
 * another is not listed.
 */
export function triggersOf(pack: LanguageWords): readonly string[] {
  const terms = [
    ...pack.credentials.flatMap((entry) => entry.words),
    ...pack.tyingTopics.flatMap((topic) => pack.topics[topic] ?? []),
    ...pack.subjectReferences,
    ...pack.linkCues,
  ].map(longestPart);
  const spelled = pack.plainly ? [...terms, ...terms.map(withoutMarks)] : terms;
  return fewest(spelled.flatMap((stem) => [stem, capitalised(stem)])).sort();
}

/** What stands as it is in every place where a term matches. */
const longestPart = (term: string): string =>
  term.split('*').reduce((most, part) => (part.trim().length > most.length ? part.trim() : most), '');

/** Literals are looked for in either case of ASCII alone: other first letters are given in both. */
const capitalised = (word: string): string =>
  (word[0] ?? '') > '\u007f' ? (word[0] ?? '').toUpperCase() + word.slice(1) : word;

function fewest(literals: readonly string[]): string[] {
  const kept = new Set<string>();
  for (const literal of [...new Set(literals)].sort((a, b) => a.length - b.length)) {
    if (Buffer.byteLength(literal) >= SHORTEST_BYTES && !holdsAny(literal, kept)) kept.add(literal);
  }
  return [...kept];
}

function holdsAny(literal: string, others: ReadonlySet<string>): boolean {
  for (let from = 0; from < literal.length; from++) {
    for (let to = from + 1; to <= literal.length; to++) if (others.has(literal.slice(from, to))) return true;
  }
  return false;
}
