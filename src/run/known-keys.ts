import type { Case } from '../case/index.ts';
import { type Document, Key, type KeySource, type Message } from '../evidence/index.ts';
import { fingerprintOf, type Scanner, SecretValue } from '../secrets/index.ts';
import { ownCandidates } from './key-candidates.ts';
import { SAME_MESSAGE } from './mailed-keys.ts';
import type { StoredItems } from './stored-items.ts';

/**
 * The passwords that are known to open what is locked in an item, or in another file of the same archive, read from what gave them again: they are kept
 * nowhere.
 * @param id `messages.id`. @returns null where none is known.
 */
export function knownKeys(kase: Case, items: StoredItems, scanner: Scanner, id: string): KeySource | null {
  const rows = kase.store.all<{ fingerprint: string; key_message: string }>(
    `SELECT DISTINCT o.fingerprint, CASE WHEN o.key_message = o.message THEN ?1 ELSE o.key_message END AS key_message
     FROM openings o JOIN messages m ON m.id = o.message JOIN messages own ON own.id = ?1
     WHERE m.id = own.id OR (m.source_id = own.source_id AND m.kind = 'document' AND own.kind = 'document'
       AND o.key_message <> o.message)
     ORDER BY 1, 2`,
    id,
  );
  if (rows.length === 0) return null;
  const byGiver = Map.groupBy(rows, (row) => row.key_message);
  return async (item) => {
    const keys: Key[] = [];
    for (const [giver, wanted] of byGiver) {
      const holder = giver === id ? item : await items.read(giver, null);
      const origin = giver === id ? SAME_MESSAGE : giver;
      const prints = new Set(wanted.map((row) => row.fingerprint));
      for (const value of holder === null ? [] : valuesOf(kase, holder, scanner, prints))
        keys.push(new Key(value, origin));
    }
    return keys;
  };
}

/** The words of an item whose fingerprints are among some. */
export function valuesOf(
  kase: Case,
  item: Message | Document,
  scanner: Scanner,
  fingerprints: ReadonlySet<string>,
): readonly string[] {
  if (fingerprints.size === 0) return [];
  const values = ownCandidates(item, scanner).map(({ value }) => value);
  return values.filter((value) => fingerprints.has(fingerprintOf(new SecretValue(value), kase.hash)));
}
