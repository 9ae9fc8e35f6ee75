import type { Case } from '../case/index.ts';
import { type Document, Key, type KeySource, type Message } from '../evidence/index.ts';
import { fingerprintOf, type Scanner, SecretValue } from '../secrets/index.ts';
import { keyCandidates } from './key-candidates.ts';
import { SAME_MESSAGE } from './mailed-keys.ts';
import type { StoredItems } from './stored-items.ts';

/**
 * The passwords that are known to open what is locked in an item, read from the messages that gave them again: they are kept nowhere.
 * @param id `messages.id`. @returns null where none is known.
 */
export function knownKeys(kase: Case, items: StoredItems, scanner: Scanner, id: string): KeySource | null {
  const rows = kase.store.all<{ fingerprint: string; key_message: string }>(
    'SELECT DISTINCT fingerprint, key_message FROM openings WHERE message = ? ORDER BY fingerprint, key_message',
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
  const values = keyCandidates(item, scanner).map(({ value }) => value);
  return values.filter((value) => fingerprints.has(fingerprintOf(new SecretValue(value), kase.hash)));
}
