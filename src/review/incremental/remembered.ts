import type { Store } from '../../case/index.ts';

/** The table of what earlier reviews answered. It holds nothing that a review could not work out again. */
const REMEMBERED_MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE remembered (
    name TEXT NOT NULL,             -- what was asked: a detection, or another question
    day TEXT NOT NULL,              -- UTC day that it was asked of; empty: the whole table
    input TEXT NOT NULL,            -- keyed hash of everything that the answer depends on
    answer TEXT NOT NULL,           -- JSON
    PRIMARY KEY (name, day)
  ) STRICT, WITHOUT ROWID;
  `,
];

/** A longer answer is worked out again each time. */
const MOST_ANSWER_TEXT = 4 * 1024 * 1024;

interface Answer {
  readonly name: string;
  readonly day: string;
  readonly input: string;
  /** Null for one that stands in the store already. */
  readonly text: string | null;
}

/**
 * What earlier reviews of a case answered. An answer counts only where everything it depends on is the same; what this review neither
 * recalls nor keeps is forgotten when it is stored, so that nothing outlives the log it came from.
 */
export class Remembered {
  readonly #store: Store | null;
  readonly #used = new Map<string, Answer>();

  /** @param store null remembers nothing from before. */
  constructor(store: Store | null) {
    const known = store?.get("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'remembered'") ?? null;
    this.#store = known === null ? null : store;
  }

  /** @returns the answer for exactly that input; undefined where there is none that can be read. */
  recall<T>(name: string, day: string, input: string): T | undefined {
    const row = this.#row(name, day);
    if (row?.input !== input) return undefined;
    const answer = parsed<T>(row.answer);
    if (answer !== undefined) this.#use({ name, day, input, text: null });
    return answer;
  }

  keep(name: string, day: string, input: string, answer: unknown): void {
    const text = JSON.stringify(answer);
    if (text.length <= MOST_ANSWER_TEXT) this.#use({ name, day, input, text });
  }

  /** Makes what was recalled and kept all that the store remembers. To be called within the transaction that stores what came of it. */
  storeIn(store: Store): void {
    store.migrate('remembered', REMEMBERED_MIGRATIONS);
    for (const { name, day } of store.all<{ name: string; day: string }>('SELECT name, day FROM remembered')) {
      if (!this.#used.has(keyOf(name, day))) store.run('DELETE FROM remembered WHERE name = ? AND day = ?', name, day);
    }
    for (const { name, day, input, text } of this.#used.values()) {
      if (text === null) continue;
      store.run(
        'INSERT OR REPLACE INTO remembered (name, day, input, answer) VALUES (?, ?, ?, ?)',
        name,
        day,
        input,
        text,
      );
    }
  }

  #use(answer: Answer): void {
    const key = keyOf(answer.name, answer.day);
    if (answer.text !== null || !this.#used.has(key)) this.#used.set(key, answer);
  }

  #row(name: string, day: string): { readonly input: string; readonly answer: string } | null {
    return this.#store?.get('SELECT input, answer FROM remembered WHERE name = ? AND day = ?', name, day) ?? null;
  }
}

function keyOf(name: string, day: string): string {
  return `${name} ${day}`;
}

function parsed<T>(text: string): T | undefined {
  try {
    return JSON.parse(text) as T;
  } catch {
    return undefined;
  }
}
