import { type Document, Key, type KeySource, type Message } from '../evidence/index.ts';
import type { PasswordCandidate, Scanner } from '../secrets/index.ts';
import { keyCandidates } from './key-candidates.ts';

/** Passwords tried on one locked item. */
export const MOST_KEYS = 5000;
/** Candidates of one neighbour. */
export const MOST_OF_A_NEIGHBOUR = 500;
/** Messages whose candidates are kept at hand: locked items of one conversation have the same neighbours. */
const MOST_KEPT = 400;

/** Reads items again, each by what it is known by. */
export interface Rereader {
  /** @returns null where it is not there any more. */
  readonly read: (id: string, keys: KeySource | null) => Promise<Message | Document | null>;
}

/** Passwords out of the neighbours of what is locked; each neighbour is read once for many. They stay in memory. */
export class NeighbourKeys {
  readonly #items: Rereader;
  readonly #scanner: Scanner;
  readonly #kept = new Map<string, readonly PasswordCandidate[]>();

  constructor(items: Rereader, scanner: Scanner) {
    this.#items = items;
    this.#scanner = scanner;
  }

  /** @param neighbours The nearest first. */
  async keysOf(neighbours: readonly string[]): Promise<readonly Key[]> {
    const all: { readonly from: string; readonly candidate: PasswordCandidate }[] = [];
    for (const from of neighbours)
      for (const candidate of await this.#candidatesOf(from)) all.push({ from, candidate });
    return mergedKeys(all);
  }

  /** Which of some messages, read before, have a value among their candidates. */
  async holdersOf(value: string, neighbours: readonly string[]): Promise<readonly string[]> {
    const holders: string[] = [];
    for (const from of neighbours)
      if ((await this.#candidatesOf(from)).some((candidate) => candidate.value === value)) holders.push(from);
    return holders;
  }

  async #candidatesOf(id: string): Promise<readonly PasswordCandidate[]> {
    const known = this.#kept.get(id);
    const item = known === undefined ? await this.#items.read(id, null) : null;
    const candidates = known ?? (item === null ? [] : keyCandidates(item, this.#scanner, MOST_OF_A_NEIGHBOUR));
    this.#kept.delete(id);
    this.#kept.set(id, candidates);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > MOST_KEPT && oldest !== undefined) this.#kept.delete(oldest);
    return candidates;
  }
}

/** The likeliest first, of those equally likely the nearest; each value once. */
export function mergedKeys(
  all: readonly { readonly from: string; readonly candidate: PasswordCandidate }[],
): readonly Key[] {
  const keys = new Map<string, Key>();
  for (const { from, candidate } of all.toSorted((a, b) => a.candidate.rank - b.candidate.rank)) {
    if (keys.size >= MOST_KEYS) break;
    if (!keys.has(candidate.value)) keys.set(candidate.value, new Key(candidate.value, from));
  }
  return [...keys.values()];
}
