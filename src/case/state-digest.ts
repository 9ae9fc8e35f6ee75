import { createHash } from 'node:crypto';
import type { Store } from './store.ts';

/**
 * SHA-256 over all rows of tables, in the order in which SQLite keeps them: what a finished run came to. Tables that are not there
 * count as empty.
 * @param tables names from the program itself, never from input.
 */
export function stateDigest(store: Store, tables: readonly string[]): string {
  const hash = createHash('sha256');
  for (const table of tables) {
    hash.update(`\n${table}\n`);
    const known = store.get("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?", table) !== null;
    for (const row of known ? store.each<Readonly<Record<string, unknown>>>(`SELECT * FROM ${table}`) : []) {
      for (const value of Object.values(row))
        hash.update(value instanceof Uint8Array ? value : `${String(value)}\u0000`);
    }
  }
  return hash.digest('hex');
}
