import type { Store } from '../../case/index.ts';
import type { Instant } from '../../core/index.ts';
import type { AttachmentClaim } from '../manifest/manifest-entry.ts';

/** What all rows of the manifests that speak of one message say of it together. */
export interface Claim {
  /** Id of the stolen message. */
  readonly id: string;
  readonly messageId: string | null;
  readonly edrmMih: string | null;
  readonly subject: string | null;
  readonly subjectNormal: string | null;
  readonly sender: string | null;
  readonly sentAt: Instant | null;
  readonly zoned: boolean;
  /** Bytes, as the rows give them; they differ by mailbox. */
  readonly sizes: readonly number[];
  readonly recipients: readonly string[];
  readonly mailboxes: readonly string[];
  readonly attachments: readonly AttachmentClaim[];
  readonly firstTheft: Instant | null;
  readonly rows: readonly ClaimRow[];
  readonly rowCount: number;
}

interface ClaimRow {
  readonly sourceId: string;
  readonly row: number;
  readonly origin: string;
}

/** A row of `manifest_entries`, as the claims are made of it. */
export interface EntryRow {
  readonly source_id: string;
  readonly row: number;
  readonly claim_key: string;
  readonly item: string;
  readonly family: string | null;
  readonly matched_id: string | null;
  readonly edrm_mih: string | null;
  readonly subject: string | null;
  readonly subject_normal: string | null;
  readonly sender: string | null;
  readonly recipients: string;
  readonly sent_at: Instant | null;
  readonly zoned: number;
  readonly size: number | null;
  readonly attachments: string;
  readonly mailbox: string | null;
  readonly stolen_at: Instant | null;
  readonly origin: string;
}

/** Rows of one claim that are held at once; what lies beyond comes as a further group of the same key. */
const MOST_ROWS = 5000;

/** The manifests' rows, those of one claim key together: its dated messages, its undated ones, its attachments. */
export function* entryGroups(store: Store): Generator<readonly EntryRow[]> {
  let group: EntryRow[] = [];
  const rows = store.each<EntryRow>(
    `SELECT source_id, row, claim_key, item, family, coalesce(message_id_normal, resolved_id) AS matched_id, edrm_mih, subject, subject_normal,
       sender, recipients, sent_at, zoned, size, attachments, mailbox, stolen_at, origin
     FROM manifest_entries ORDER BY claim_key, item <> 'message', sent_at IS NULL, source_id, row`,
  );
  for (const row of rows) {
    if (group[0] !== undefined && (group[0].claim_key !== row.claim_key || group.length >= MOST_ROWS)) {
      yield group;
      group = [];
    }
    group.push(row);
  }
  if (group.length > 0) yield group;
}

const MOST_LISTED = 1000;

/** One claim of the rows of one message. `id`: of the stolen message. */
export function claimOf(id: string, rows: readonly EntryRow[]): Claim {
  const messages = rows.filter(({ item }) => item === 'message');
  const first = <Value>(of: (row: EntryRow) => Value | null): Value | null => {
    for (const row of messages) if (of(row) !== null) return of(row);
    return null;
  };
  const dated = messages.find(({ sent_at }) => sent_at !== null);
  return {
    id,
    messageId: rows.find(({ matched_id }) => matched_id !== null)?.matched_id ?? null,
    edrmMih: rows[0]?.edrm_mih ?? null,
    subject: first((row) => row.subject),
    subjectNormal: first((row) => row.subject_normal),
    sender: first((row) => row.sender),
    sentAt: dated?.sent_at ?? null,
    zoned: dated?.zoned === 1,
    sizes: distinct(messages.map(({ size }) => size)),
    recipients: distinct(messages.flatMap(({ recipients }) => JSON.parse(recipients) as readonly string[])),
    mailboxes: distinct(messages.map(({ mailbox }) => mailbox)),
    attachments: attachmentsOf(rows),
    firstTheft: distinct(rows.map(({ stolen_at }) => stolen_at)).sort()[0] ?? null,
    rows: rows.map(({ source_id, row, origin }) => ({ sourceId: source_id, row, origin })),
    rowCount: rows.length,
  };
}

function distinct<Value>(values: readonly (Value | null)[]): Value[] {
  const found = new Set<Value>();
  for (const value of values) if (value !== null && found.size < MOST_LISTED) found.add(value);
  return [...found];
}

function attachmentsOf(rows: readonly EntryRow[]): readonly AttachmentClaim[] {
  const found = new Map<string, AttachmentClaim>();
  for (const { attachments } of rows) {
    if (attachments === '[]') continue;
    for (const claim of JSON.parse(attachments) as readonly AttachmentClaim[]) {
      const key = `${claim.name?.toLowerCase() ?? ''}\n${claim.hash?.hex ?? ''}`;
      if (found.size < MOST_LISTED) found.set(key, claim);
    }
  }
  // A load file names an attachment in the message's row and hashes it in its own.
  const hashed = new Set(
    [...found.values()].filter(({ hash }) => hash !== null).map(({ name }) => name?.toLowerCase()),
  );
  return [...found.values()].filter(({ name, hash }) => hash !== null || !hashed.has(name?.toLowerCase()));
}
