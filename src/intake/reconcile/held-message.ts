import type { Store } from '../../case/index.ts';
import type { Instant } from '../../core/index.ts';

/** A message of the evidence, as far as comparing it with a claim needs. */
export interface HeldMessage {
  readonly id: string;
  readonly messageId: string | null;
  readonly bodyHash: string | null;
  readonly subject: string | null;
  readonly sender: string | null;
  readonly sentAt: Instant | null;
  /** Bytes in its source. */
  readonly size: number;
  /** Path of its source, lower case. */
  readonly path: string;
  /** Why parts of it were not read, sorted; empty where all were. */
  readonly unread: readonly string[];
}

interface HeldRow {
  readonly id: string;
  readonly message_id_normal: string | null;
  readonly body_hash: string | null;
  readonly subject: string | null;
  readonly from_address: string | null;
  readonly sent_at: Instant | null;
  readonly size: number;
  readonly path: string;
  readonly unread: string | null;
}

/** The columns of a HeldMessage from `messages m` joined with its source as `s`. */
const HELD_COLUMNS = `m.id, m.message_id_normal, m.body_hash, m.subject, m.from_address, m.sent_at, m.stop - m.start AS size,
  lower(s.relative) AS path,
  (SELECT group_concat(DISTINCT p.reason) FROM parts p WHERE p.message = m.id AND p.state = 'unread') AS unread`;

/** A HeldMessage from its row. */
function heldMessage(row: HeldRow): HeldMessage {
  return {
    id: row.id,
    messageId: row.message_id_normal,
    bodyHash: row.body_hash,
    subject: row.subject,
    sender: row.from_address,
    sentAt: row.sent_at,
    size: row.size,
    path: row.path,
    unread: row.unread === null ? [] : row.unread.split(',').sort(),
  };
}

const FROM = 'FROM messages m JOIN sources s ON s.id = m.source_id';
/** Messages that are looked at for one claim; what lies beyond is said to be too many. */
export const MOST_COPIES = 500;

/** Looks up messages of the evidence; each answer in the order of the ids, at most MOST_COPIES of them. */
export interface HeldMessages {
  readonly byMessageId: (messageId: string) => readonly HeldMessage[];
  /** Messages that carry a message with this id inside. */
  readonly containing: (messageId: string) => readonly HeldMessage[];
  readonly bySender: (sender: string, from: Instant, until: Instant) => readonly HeldMessage[];
  readonly bySenderAnyTime: (sender: string) => readonly HeldMessage[];
  readonly byTime: (from: Instant, until: Instant) => readonly HeldMessage[];
  readonly byAttachment: (sha256: string) => readonly HeldMessage[];
}

export function heldMessages(store: Store): HeldMessages {
  const find = (rest: string) => {
    const sql = `SELECT ${HELD_COLUMNS} ${FROM} ${rest} LIMIT ${MOST_COPIES}`;
    return (...values: readonly string[]): readonly HeldMessage[] =>
      store.all<HeldRow>(sql, ...values).map(heldMessage);
  };
  return {
    byMessageId: find("WHERE m.message_id_normal = ? AND m.kind = 'message' ORDER BY m.id"),
    containing: find('WHERE m.id IN (SELECT message FROM embedded_ids WHERE message_id_normal = ?) ORDER BY m.id'),
    bySender: find(
      "WHERE m.from_address = ? AND m.sent_at BETWEEN ? AND ? AND m.kind = 'message' ORDER BY m.sent_at, m.id",
    ),
    bySenderAnyTime: find("WHERE m.from_address = ? AND m.kind = 'message' ORDER BY m.sent_at, m.id"),
    byTime: find("WHERE m.sent_at BETWEEN ? AND ? AND m.kind = 'message' ORDER BY m.sent_at, m.id"),
    byAttachment: find('WHERE m.id IN (SELECT message FROM parts WHERE sha256 = ?) ORDER BY m.id'),
  };
}
