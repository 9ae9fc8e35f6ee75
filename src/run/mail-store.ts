import type { Case, Store } from '../case/index.ts';
import { deriveId, type Loss, type Tally } from '../core/index.ts';
import type { Position } from '../evidence/index.ts';
import { writeDisclosures } from './disclosure-rows.ts';
import type { ItemMask } from './item-mask.ts';
import type { MailRows } from './mail-row.ts';
import type { MessageRow } from './message-row.ts';
import type { OccurrenceRow } from './occurrence-row.ts';
import type { PartRow } from './part-row.ts';

/** Writes one item's rows. Call inside a transaction. */
export function writeMailRows(store: Store, rows: MailRows): void {
  const { message, kin } = rows;
  store.run(
    `INSERT INTO messages (id, kind, source_id, position, container, folder, standing, start, stop, message_id, message_id_normal, sent_at, subject, from_address, body_hash, problems,
       copy_key, sketch, opening, quotes, subject_key, is_reply)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    message.id,
    message.kind,
    message.sourceId,
    message.position,
    message.container,
    message.folder,
    message.standing,
    message.start,
    message.stop,
    message.messageId,
    message.messageIdNormal,
    message.sentAt,
    message.subject,
    message.fromAddress,
    message.bodyHash,
    message.problems,
    kin.copyKey,
    kin.sketch,
    kin.opening,
    kin.quotes,
    kin.subjectKey,
    kin.isReply ? 1 : 0,
  );
  writeBelow(store, rows);
}

/**
 * Writes an item's rows anew where more of it could be read than before. What it is compared with others by stays as it was: it must not depend on
 * which locks were opened first. Call inside a transaction.
 */
export function rewriteMailRows(store: Store, rows: MailRows): void {
  const { id, subject, fromAddress, container, folder, problems }: MessageRow = rows.message;
  for (const table of [
    'openings',
    'account_names',
    'disclosures',
    'occurrences',
    'parts',
    'embedded_ids',
    'message_references',
    'message_addresses',
  ])
    store.run(`DELETE FROM ${table} WHERE message = ?`, id);
  store.run(
    'UPDATE messages SET subject = ?, from_address = ?, container = ?, folder = ?, problems = ? WHERE id = ?',
    subject,
    fromAddress,
    container,
    folder,
    problems,
    id,
  );
  writeBelow(store, rows);
}

function writeBelow(store: Store, rows: MailRows): void {
  const { message, kin } = rows;
  for (const { role, address } of rows.addresses) {
    store.run('INSERT INTO message_addresses (message, role, address) VALUES (?, ?, ?)', message.id, role, address);
  }
  for (const id of rows.embeddedIds) {
    store.run('INSERT INTO embedded_ids (message, message_id_normal) VALUES (?, ?)', message.id, id);
  }
  for (const id of kin.references) {
    store.run('INSERT OR IGNORE INTO message_references (message, message_id_normal) VALUES (?, ?)', message.id, id);
  }
  for (const part of rows.parts) writePart(store, message.id, part);
  for (const occurrence of rows.occurrences) writeOccurrence(store, message.id, occurrence);
  writeDisclosures(store, message.id, rows.disclosures);
  for (const { name, part, member, voice, span } of rows.accountNames) {
    store.run(
      'INSERT INTO account_names (message, name, part, member, voice, span_start, span_stop) VALUES (?, ?, ?, ?, ?, ?, ?)',
      message.id,
      name,
      part,
      member,
      voice,
      span[0],
      span[1],
    );
  }
  for (const { partId, keyMessage, fingerprint } of rows.openings) {
    const values = [partId, message.id, keyMessage, fingerprint];
    store.run('INSERT INTO openings (part, message, key_message, fingerprint) VALUES (?, ?, ?, ?)', ...values);
  }
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
  const { strength, kinship, saidOf } = row.worth;
  store.run(
    `INSERT INTO occurrences (id, fingerprint, message, part, member, span_start, span_stop, rule, kind, confidence,
       preview, context, principal, host, hint, validity, validity_reason, minted_at, expires_at, reasons, voice, landmark, strength, weakness, kinship, said_of)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
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
    row.voice,
    row.landmark,
    strength.level,
    'because' in strength ? strength.because : null,
    kinship,
    saidOf,
  );
}

/** What a loss belongs to. */
export interface LossPlace {
  /** The row of the message or document it is a loss of; null for a loss of the source itself. */
  readonly item: string | null;
  /** Its place among the losses of that item, or of its source: names may repeat, this does not. */
  readonly ordinal: number | string;
}

/** Writes one loss of a source. Call inside a transaction. */
export function writeLoss(
  kase: Case,
  sourceId: string,
  loss: Loss,
  { item, ordinal }: LossPlace,
  mask: ItemMask,
): void {
  const { part, member, container, span } = loss.provenance;
  kase.store.run(
    `INSERT OR REPLACE INTO losses (id, source_id, message, level, reason, detail, container, part, member, start, stop)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    lossId(kase, sourceId, loss, { item, ordinal }),
    sourceId,
    item,
    loss.level,
    loss.reason,
    mask.text(loss.detail),
    JSON.stringify(container.map(mask.text)),
    part,
    JSON.stringify(member.map(mask.text)),
    span[0],
    span[1],
  );
}

function lossId(kase: Case, sourceId: string, { level, provenance }: Loss, { item, ordinal }: LossPlace): string {
  const { container, sourceOffset, span } = provenance;
  return deriveId(kase.hash, 'loss', item ?? sourceId, level, container.join('\0'), sourceOffset, ...span, ordinal);
}

/** How far a source has been read. */
export interface ReadState {
  readonly position: Position;
  readonly done: boolean;
  readonly tally: Tally;
}

/** The state of a source; null where nothing of it has been read. */
export function readStateOf(store: Store, sourceId: string): ReadState | null {
  const row = store.get<{
    position: string;
    done: number;
    expected: number | null;
    read: number;
    unreadable: number;
    encrypted: number;
    recovered: number;
  }>('SELECT * FROM tallies WHERE source_id = ?', sourceId);
  if (row === null) return null;
  const { position, done, expected, read, unreadable, encrypted, recovered } = row;
  return {
    position: JSON.parse(position) as Position,
    done: done === 1,
    tally: { expected: expected ?? 'unknown', read, unreadable, encrypted, recovered },
  };
}

/** Records how far a source has been read. Call in the transaction that writes the rows up to there. */
export function writeReadState(store: Store, sourceId: string, state: ReadState): void {
  const { expected, read, unreadable, encrypted, recovered } = state.tally;
  store.run(
    `INSERT OR REPLACE INTO tallies (source_id, position, done, expected, read, unreadable, encrypted, recovered)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    sourceId,
    JSON.stringify(state.position),
    state.done ? 1 : 0,
    expected === 'unknown' ? null : expected,
    read,
    unreadable,
    encrypted,
    recovered,
  );
}
