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
  const all = new Map<string, { readonly literal: Literal; readonly awaited: Awaited[] }>();
  languages.forEach((groups, language) => {
    const topics = topicsOf(groups);
    for (const { role, literals } of groups) {
      const one: Awaited = {
        language,
        is: role.is,
        ties: role.is === 'topic' ? role.ties : 'nowhere',
        mark: markOf(role, topics),
        isLoan: false,
        isSlight: false,
      };
      const loaned = { ...one, isLoan: true };
      const slight = { ...one, isSlight: role.is === 'introducer' };
      for (const [where, words] of literals) {
        for (const text of words) {
          const key = `${where} ${text}`;
          const known = all.get(key) ?? { literal: literalOf(text, where), awaited: [] };
          known.awaited.push(loans(language).has(text) ? loaned : SLIGHT.test(text) ? slight : one);
          all.set(key, known);
        }
      }
    }
  });
  const list = [...all.values()];
  return { literals: list.map(({ literal }) => literal), awaited: list.map(({ awaited }) => awaited) };
}

/** One short word, and nothing behind it that a value would follow. */
const SLIGHT = /^[a-z]{1,4}[ .,]?$/;

const literalOf = (text: string, where: NonNullable<Literal['as']> | 'anywhere'): Literal =>
  where === 'anywhere' ? { text, exact: false } : { text, exact: false, as: where };

function topicsOf(groups: readonly TriggerGroup[]): readonly string[] {
  const topics = groups.flatMap(({ role }) => (role.is === 'topic' ? [role.topic] : []));
  if (topics.length > MOST_TOPICS) throw new RangeError(`a language has more than ${MOST_TOPICS} topics`);
  return topics;
}

function markOf(role: TriggerRole, topics: readonly string[]): number {
  const named = role.is === 'topic' ? [role.topic] : role.is === 'needing' ? role.topics : [];
  return topics.reduce((mark, topic, bit) => (named.includes(topic) ? mark | (1 << bit) : mark), 0);
}
