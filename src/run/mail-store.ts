import type { Case, Store } from '../case/index.ts';
import { deriveId, type Loss, type Tally } from '../core/index.ts';
import type { ItemMask } from './item-mask.ts';
import { type MailRows, messageRowId, type OccurrenceRow, type PartRow } from './mail-row.ts';

/** Writes one item's rows. Call inside a transaction. */
export function writeMailRows(store: Store, rows: MailRows): void {
  const { message } = rows;
  store.run(
    `INSERT INTO messages (id, kind, source_id, start, stop, message_id, message_id_normal, sent_at, subject, from_address, body_hash, problems)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    message.id,
    message.kind,
    message.sourceId,
    message.start,
    message.stop,
    message.messageId,
    message.messageIdNormal,
    message.sentAt,
    message.subject,
    message.fromAddress,
    message.bodyHash,
    message.problems,
  );
  for (const { role, address } of rows.addresses) {
    store.run('INSERT INTO message_addresses (message, role, address) VALUES (?, ?, ?)', message.id, role, address);
  }
  for (const id of rows.embeddedIds) {
    store.run('INSERT INTO embedded_ids (message, message_id_normal) VALUES (?, ?)', message.id, id);
  }
  for (const part of rows.parts) writePart(store, message.id, part);
  for (const occurrence of rows.occurrences) writeOccurrence(store, message.id, occurrence);
}

function writePart(store: Store, message: string, part: PartRow): void {
  store.run(
    `INSERT INTO parts (id, message, part, member, role, media_type, file_name, size, sha256, state, reason)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    part.id,
    message,
    part.part,
    part.member,
    part.role,
    part.mediaType,
    part.fileName,
    part.size,
    part.sha256,
    part.state,
    part.reason,
  );
}

function writeOccurrence(store: Store, message: string, row: OccurrenceRow): void {
  store.run(
    `INSERT INTO occurrences (id, fingerprint, message, part, member, span_start, span_stop, rule, kind, confidence,
       preview, context, principal, host, hint, validity, validity_reason, minted_at, expires_at, reasons)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    row.id,
    row.fingerprint,
    message,
    row.part,
    row.member,
    row.span[0],
    row.span[1],
    row.rule,
    row.kind,
    row.confidence,
    row.preview,
    row.context,
    row.principal,
    row.host,
    row.hint,
    row.validity.state,
    row.validity.reason,
    row.validity.mintedAt,
    row.validity.expiresAt,
    JSON.stringify(row.reasons),
  );
}

/**
 * Writes one loss of a source. Call inside a transaction.
 * @param ordinal its place among the losses of one message, or of a source read as a whole: names may repeat, this does not.
 */
export function writeLoss(kase: Case, sourceId: string, loss: Loss, ordinal: number, mask: ItemMask): void {
  const { part, member, sourceOffset, span } = loss.provenance;
  const inMessage = loss.level === 'part' || loss.level === 'message';
  kase.store.run(
    `INSERT OR REPLACE INTO losses (id, source_id, message, level, reason, detail, part, member, start, stop)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    deriveId(kase.hash, 'loss', sourceId, loss.level, sourceOffset, span[0], span[1], ordinal),
    sourceId,
    inMessage ? messageRowId(kase, sourceId, sourceOffset) : null,
    loss.level,
    loss.reason,
    mask.text(loss.detail),
    part,
    JSON.stringify(member.map(mask.text)),
    span[0],
    span[1],
  );
}

/** How far a source has been read. */
export interface ReadState {
  readonly checkpoint: number;
  readonly done: boolean;
  readonly tally: Tally;
}

/** The state of a source; null where nothing of it has been read. */
export function readStateOf(store: Store, sourceId: string): ReadState | null {
  const row = store.get<{
    checkpoint: number;
    done: number;
    expected: number | null;
    read: number;
    unreadable: number;
    encrypted: number;
    recovered: number;
  }>('SELECT * FROM tallies WHERE source_id = ?', sourceId);
  if (row === null) return null;
  const { checkpoint, done, expected, read, unreadable, encrypted, recovered } = row;
  return {
    checkpoint,
    done: done === 1,
    tally: { expected: expected ?? 'unknown', read, unreadable, encrypted, recovered },
  };
}

/** Records how far a source has been read. Call in the transaction that writes the rows up to there. */
export function writeReadState(store: Store, sourceId: string, state: ReadState): void {
  const { expected, read, unreadable, encrypted, recovered } = state.tally;
  store.run(
    `INSERT OR REPLACE INTO tallies (source_id, checkpoint, done, expected, read, unreadable, encrypted, recovered)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    sourceId,
    state.checkpoint,
    state.done ? 1 : 0,
    expected === 'unknown' ? null : expected,
    read,
    unreadable,
    encrypted,
    recovered,
  );
}
