/** What the subject of a message says, by the literals of each language in it. */
export interface Told {
  /** Indexes of the languages in which it names a credential, or a topic that may tie a value to one. */
  readonly languages: ReadonlySet<number>;
  /** By language, bits of the topics that it speaks of. */
  readonly topics: ReadonlyMap<number, number>;
}

export const NOTHING_TOLD: Told = { languages: new Set(), topics: new Map() };
