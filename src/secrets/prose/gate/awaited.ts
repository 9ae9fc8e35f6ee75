import type { Literal } from '../../kernel/index.ts';
import { MOST_TOPICS } from './spots.ts';
import type { TriggerGroup, TriggerRole } from './trigger-group.ts';

/** What a literal says in one language. `mark`: bits of the topics that it speaks of, or needs. */
export interface Awaited {
  /** Index in the list of packs. */
  readonly language: number;
  readonly is: TriggerRole['is'];
  readonly ties: Extract<TriggerRole, { is: 'topic' }>['ties'];
  readonly mark: number;
  /** Whether it stands in texts of every language: a topic that does tells nothing of this one. */
  readonly isLoan: boolean;
  /** Whether it introduces a value, and so much else that it counts only beside what looks like one: `do`, `say`. */
  readonly isSlight: boolean;
}

/** The literals of all languages, each once, and what each says in which. */
export interface AwaitedLiterals {
  readonly literals: readonly Literal[];
  readonly awaited: readonly (readonly Awaited[])[];
}

/**
 * @param loans by the index of a language, words of it that stand in texts of every language
 * @throws RangeError where a language has too many topics
 */
export function awaitedLiterals(
  languages: readonly (readonly TriggerGroup[])[],
  loans: (language: number) => ReadonlySet<string>,
): AwaitedLiterals {
  const places = new Map<Where, Map<string, Awaited[]>>();
  languages.forEach((groups, language) => {
    const topics = topicsOf(groups);
    const loaned = loans(language);
    for (const { role, literals } of groups) {
      const senses = sensesOf(role, language, topics);
      for (const [where, words] of literals) {
        const known = places.get(where) ?? new Map<string, Awaited[]>();
        places.set(where, known);
        for (const text of words) say(known, text, loaned.has(text) ? senses.loaned : senses.of(text));
      }
    }
  });
  const said = [...places].flatMap(([where, known]) => [...known.keys()].map((text) => literalOf(text, where)));
  return { literals: said, awaited: [...places.values()].flatMap((known) => [...known.values()]) };
}

function say(known: Map<string, Awaited[]>, text: string, one: Awaited): void {
  const said = known.get(text);
  if (said === undefined) known.set(text, [one]);
  else said.push(one);
}

const literalOf = (text: string, where: Where): Literal =>
  where === 'anywhere' ? { text, exact: false } : { text, exact: false, as: where };

type Where = TriggerGroup['literals'][number][0];

/** What a literal of a role says: a word like any other, one that stands in texts of every language, one that is short. */
function sensesOf(role: TriggerRole, language: number, topics: readonly string[]) {
  const ties = role.is === 'topic' ? role.ties : 'nowhere';
  const plain: Awaited = { language, is: role.is, ties, mark: markOf(role, topics), isLoan: false, isSlight: false };
  if (role.is !== 'introducer' && role.is !== 'brief-introducer')
    return { loaned: { ...plain, isLoan: true }, of: () => plain };
  const slight = { ...plain, isSlight: true };
  return { loaned: { ...plain, isLoan: true }, of: (text: string) => (SLIGHT.test(text) ? slight : plain) };
}

/** One short word, and nothing behind it that a value would follow. */
const SLIGHT = /^[a-z]{1,4}[ .,]?$/;

function topicsOf(groups: readonly TriggerGroup[]): readonly string[] {
  const topics = groups.flatMap(({ role }) => (role.is === 'topic' ? [role.topic] : []));
  if (topics.length > MOST_TOPICS) throw new RangeError(`a language has more than ${MOST_TOPICS} topics`);
  return topics;
}

function markOf(role: TriggerRole, topics: readonly string[]): number {
  const named = role.is === 'topic' ? [role.topic] : role.is === 'needing' ? role.topics : [];
  return topics.reduce((mark, topic, bit) => (named.includes(topic) ? mark | (1 << bit) : mark), 0);
}
