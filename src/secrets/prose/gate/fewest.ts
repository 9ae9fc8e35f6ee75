import type { TriggerGroup, TriggerRole } from './trigger-group.ts';

/** Longest run of words that is looked for within a literal. */
const MOST_WORDS = 6;

/** Literals that say the same, by where they may stand. */
interface Said {
  readonly anywhere: ReadonlySet<string>;
  readonly words: ReadonlySet<string>;
}

/** The groups without the literals in which another stands that says the same: where they do, it does. */
export function fewest(groups: readonly TriggerGroup[]): readonly TriggerGroup[] {
  const saids = new Map<string, Said>();
  for (const [key, same] of Map.groupBy(groups, ({ role }) => saying(role))) {
    const of = (places: readonly string[]) =>
      new Set(
        same.flatMap(({ literals }) => literals.flatMap(([where, texts]) => (places.includes(where) ? texts : []))),
      );
    saids.set(key, { anywhere: of(['anywhere']), words: of(['word']) });
  }
  return groups.map(({ role, literals }) => ({
    role,
    literals: literals.map(([where, texts]) => {
      const said = saids.get(saying(role));
      return [
        where,
        texts.filter((text) => said === undefined || !isSaidWithin(text, where === 'anywhere', said)),
      ] as const;
    }),
  }));
}

const saying = (role: TriggerRole): string =>
  role.is === 'needing' ? `needing ${role.topics.join()}` : role.is === 'topic' ? `topic ${role.topic}` : role.is;

function isSaidWithin(text: string, isAnywhere: boolean, { anywhere, words }: Said): boolean {
  if (partsOf(text).some((part) => anywhere.has(part) && (part !== text || !isAnywhere))) return true;
  return runsOf(text).some((run) => words.has(run));
}

/** All runs of three to 24 units that a text holds. */
function partsOf(text: string): readonly string[] {
  const parts: string[] = [];
  for (let from = 0; from < text.length; from += 1) {
    for (let to = from + 3; to <= Math.min(text.length, from + 24); to += 1) parts.push(text.slice(from, to));
  }
  return parts;
}

/** The runs of its words but itself. */
function runsOf(text: string): readonly string[] {
  const words = text.split(' ');
  if (words.length < 2) return [];
  return words.flatMap((_, from) =>
    words
      .slice(from, from + MOST_WORDS)
      .map((__, more) => words.slice(from, from + more + 1).join(' '))
      .filter((run) => run !== text),
  );
}
