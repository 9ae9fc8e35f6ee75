import { buildLiteralMatcher, type LiteralMatcher, SHORTEST_LITERAL } from '../kernel/index.ts';
import type { GivenRule } from './given-rule.ts';

/** Where the rules' literals stand in one text. */
export interface GivenHits {
  /** Bytes at which a literal that every match of the rule holds stands. */
  readonly placesOf: (rule: number) => readonly number[];
  /** Whether one of the rule's keywords stands in the text, or it has none. */
  readonly hasKeyword: (rule: number) => boolean;
}

/** Finds the literals and keywords of all rules in one pass. */
export class GivenLiterals {
  readonly #matcher: LiteralMatcher;
  /** By literal: rules whose matches hold it, and rules that have it for a keyword. */
  readonly #holders: (readonly number[])[] = [];
  readonly #keyed: (readonly number[])[] = [];
  /** Rules that are tried without a keyword: they have none, or one too short to look for. */
  readonly #unkeyed: ReadonlySet<number>;

  constructor(rules: readonly GivenRule[]) {
    const holders = indexed(rules.map(({ pattern }) => pattern.literals ?? []));
    const keywords = rules.map((rule) => rule.keywords.map((keyword) => keyword.toLowerCase()));
    const isUnkeyed = (words: readonly string[]) =>
      words.length === 0 || words.some((word) => Buffer.byteLength(word) < SHORTEST_LITERAL);
    this.#unkeyed = new Set(keywords.flatMap((words, at) => (isUnkeyed(words) ? [at] : [])));
    const keyed = indexed(keywords.map((words) => (isUnkeyed(words) ? [] : words)));
    const texts = [...new Set([...holders.keys(), ...keyed.keys()])].sort();
    for (const text of texts) {
      this.#holders.push(holders.get(text) ?? []);
      this.#keyed.push(keyed.get(text) ?? []);
    }
    this.#matcher = buildLiteralMatcher(texts.map((text) => ({ text, exact: false })));
  }

  find(utf8: Uint8Array): GivenHits {
    const places = new Map<number, number[]>();
    const keyed = new Set<number>();
    this.#matcher.scan(utf8, (literal, start) => {
      for (const rule of this.#holders[literal] ?? []) {
        const known = places.get(rule);
        if (known === undefined) places.set(rule, [start]);
        else known.push(start);
      }
      for (const rule of this.#keyed[literal] ?? []) keyed.add(rule);
    });
    return {
      placesOf: (rule) => places.get(rule) ?? [],
      hasKeyword: (rule) => this.#unkeyed.has(rule) || keyed.has(rule),
    };
  }
}

function indexed(lists: readonly (readonly string[])[]): ReadonlyMap<string, readonly number[]> {
  const index = new Map<string, number[]>();
  lists.forEach((list, at) => {
    for (const text of new Set(list)) index.set(text, [...(index.get(text) ?? []), at]);
  });
  return index;
}
