import type { Case, Store } from '../case/index.ts';
import type { Document, Message } from '../evidence/index.ts';
import { fingerprintOf, MAILED_KEY, type Scanner, SecretValue } from '../secrets/index.ts';
import { valuesOf } from './known-keys.ts';
import { type NameOfGiver, SAME_MESSAGE } from './mailed-keys.ts';
import type { KeyFacts } from './scan-item.ts';

const MOST_OPENED = 3;

/**
 * What the case knows of the passwords in an item: those that opened something in other messages.
 * @param id `messages.id`. @param further values that are proven since the item was last written.
 */
export function keyFacts(
  kase: Case,
  item: Message | Document,
  id: string,
  { scanner, further }: { readonly scanner: Scanner; readonly further: readonly string[] },
): KeyFacts {
  const before = kase.store.all<{ fingerprint: string }>(
    'SELECT DISTINCT fingerprint FROM occurrences WHERE message = ? AND rule = ? ORDER BY fingerprint',
    id,
    MAILED_KEY,
  );
  const known = valuesOf(kase, item, scanner, new Set(before.map((row) => row.fingerprint)));
  const given = [...new Set([...known, ...further])].flatMap((value) => {
    const reasons = openedElsewhere(kase.store, fingerprintOf(new SecretValue(value), kase.hash), id);
    return reasons.length === 0 ? [] : [{ value, reasons }];
  });
  return { given, nameOf: giverNames(kase.store) };
}

/** What a password opened in other messages, in one sentence for each attachment. */
function openedElsewhere(store: Store, fingerprint: string, id: string): readonly string[] {
  const rows = store.all<{ name: string | null; kind: string; message_id: string | null }>(
    `SELECT DISTINCT whole.file_name AS name, m.kind, m.message_id FROM openings o JOIN parts p ON p.id = o.part
     JOIN parts whole ON whole.message = p.message AND whole.part = p.part AND whole.member = '[]'
     JOIN messages m ON m.id = o.message
     WHERE o.fingerprint = ? AND o.message <> ? ORDER BY m.sent_at IS NULL, m.sent_at, m.id, 1 LIMIT ${MOST_OPENED}`,
    fingerprint,
    id,
  );
  return rows.map(({ name, kind, message_id }) =>
    kind === 'document'
      ? `opened file ${name ?? ''}`
      : `opened ${name ?? 'an attachment'} of ${messageName(message_id)}`,
  );
}

/** How messages are called in a sentence, by their id in the case. */
export function giverNames(store: Store): NameOfGiver {
  return (origin) => {
    if (origin === SAME_MESSAGE) return 'the same message';
    const row = store.get<{ message_id: string | null; kind: string; name: string | null }>(
      `SELECT m.message_id, m.kind, (SELECT p.file_name FROM parts p WHERE p.message = m.id AND p.part = '' AND p.member = '[]') AS name
       FROM messages m WHERE m.id = ?`,
      origin,
    );
    return row?.kind === 'document' ? `file ${row.name ?? ''}` : messageName(row?.message_id ?? null);
  };
}

/** @param messageId masked. */
export function messageName(messageId: string | null): string {
  return messageId === null ? 'another message' : `message ${messageId}`;
}
