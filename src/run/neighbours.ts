import type { Store } from '../case/index.ts';
import { type Instant, instantFromMilliseconds, millisecondsOf } from '../core/index.ts';
import { filesBeside } from './files-beside.ts';

const DAY = 86_400_000;
/** A password goes between two people within so many days of what it opens, before or after. */
export const NEIGHBOUR_DAYS = 14;
/** Messages whose words are tried on one locked item. */
export const MOST_NEIGHBOURS = 200;
const MOST_TWINS = 8;

/**
 * The messages that may hold the password of what is locked in an item, the nearest in time first, one of each group of copies: those of its
 * conversation, those between the same two people within a fortnight, and the same for messages that hold the very same locked bytes.
 * A file has no correspondents: there it is what lies beside it.
 * @param id `messages.id`.
 */
export function neighboursOf(store: Store, id: string): readonly string[] {
  const item = store.get<{ kind: string }>('SELECT kind FROM messages WHERE id = ?', id);
  if (item?.kind === 'document') return filesBeside(store, id, MOST_NEIGHBOURS);
  const near = new Map<string, Near>();
  const [self, ...twins] = seedsOf(store, id);
  for (const seed of self === undefined ? [] : [self, ...twins]) {
    const own = seed === self || seed.copies === self?.copies ? [] : [seed];
    for (const row of [...own, ...ofThread(store, seed.id), ...ofCorrespondents(store, seed)]) {
      const distance = distanceOf(seed.sent_at, row.sent_at);
      const known = near.get(row.copies);
      if (known === undefined || distance < known.distance) near.set(row.copies, { id: row.id, distance });
    }
  }
  near.delete(self?.copies ?? '');
  const nearest = [...near.values()];
  nearest.sort((a, b) => a.distance - b.distance || (a.id < b.id ? -1 : 1));
  return nearest.slice(0, MOST_NEIGHBOURS).map((each) => each.id);
}

interface Near {
  readonly id: string;
  readonly distance: number;
}

interface Row {
  readonly id: string;
  readonly sent_at: string | null;
  readonly copies: string;
}

/** The item itself, and messages that hold the same locked bytes. */
function seedsOf(store: Store, id: string): readonly Row[] {
  const self = store.all<Row>(
    'SELECT m.id, m.sent_at, coalesce(g.copies, m.id) AS copies FROM messages m LEFT JOIN message_groups g ON g.message = m.id WHERE m.id = ?',
    id,
  );
  const twins = store.all<Row>(
    `SELECT DISTINCT m.id, m.sent_at, g.copies FROM parts locked JOIN parts twin ON twin.sha256 = locked.sha256
     JOIN messages m ON m.id = twin.message JOIN message_groups g ON g.message = m.id
     WHERE locked.message = ?1 AND locked.sha256 IS NOT NULL AND m.id <> ?1 AND m.kind = 'message'
       AND EXISTS (SELECT 1 FROM parts p WHERE p.message = ?1 AND p.part = locked.part AND p.state = 'unread' AND p.reason = 'encrypted')
     ORDER BY m.sent_at IS NULL, m.sent_at, m.id LIMIT ${MOST_TWINS}`,
    id,
  );
  return [...self, ...twins];
}

function ofThread(store: Store, id: string): readonly Row[] {
  return store.all<Row>(
    `SELECT min(m.id) AS id, m.sent_at, g.copies FROM message_groups own JOIN message_groups g ON g.thread = own.thread
     JOIN messages m ON m.id = g.message
     WHERE own.message = ? AND g.copies <> own.copies AND m.kind = 'message' GROUP BY g.copies
     ORDER BY m.sent_at IS NULL, abs(julianday(m.sent_at) - coalesce((SELECT julianday(sent_at) FROM messages WHERE id = own.message), 0)), 1
     LIMIT ${MOST_NEIGHBOURS}`,
    id,
  );
}

/** Messages that one of two wrote to the other: the sender and each of the recipients of the seed. */
function ofCorrespondents(store: Store, { id, sent_at }: Row): readonly Row[] {
  const [from, until] = [shifted(sent_at, -NEIGHBOUR_DAYS), shifted(sent_at, NEIGHBOUR_DAYS)];
  if (from === null || until === null) return [];
  return store.all<Row>(
    `SELECT min(m.id) AS id, m.sent_at, g.copies FROM messages m JOIN message_groups g ON g.message = m.id
     WHERE m.sent_at BETWEEN ?2 AND ?3 AND m.kind = 'message'
       AND g.copies <> coalesce((SELECT copies FROM message_groups WHERE message = ?1), '')
       AND EXISTS (
         SELECT 1 FROM message_addresses f JOIN message_addresses t ON t.message = f.message AND t.role IN ('to', 'cc', 'bcc')
         JOIN message_addresses x ON x.message = ?1 AND x.role = 'from'
         JOIN message_addresses y ON y.message = ?1 AND y.role IN ('to', 'cc', 'bcc')
         WHERE f.message = m.id AND f.role = 'from'
           AND ((f.address = x.address AND t.address = y.address) OR (f.address = y.address AND t.address = x.address)))
     GROUP BY g.copies ORDER BY abs(julianday(m.sent_at) - julianday(?4)), 1 LIMIT ${MOST_NEIGHBOURS}`,
    id,
    from,
    until,
    sent_at,
  );
}

function shifted(at: string | null, days: number): Instant | null {
  return at === null ? null : instantFromMilliseconds(millisecondsOf(at as Instant) + days * DAY);
}

function distanceOf(a: string | null, b: string | null): number {
  if (a === null || b === null) return Number.POSITIVE_INFINITY;
  return Math.abs(millisecondsOf(a as Instant) - millisecondsOf(b as Instant));
}
