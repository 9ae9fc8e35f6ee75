import type { Store } from '../../case/index.ts';
import { REVIEW_MIGRATIONS } from '../review-schema.ts';
import type { StolenAccess, Taken } from './stolen-access.ts';

/** Everything but the messages themselves, which stand in the manifest rebuilt from the logs. */
export type OtherAccess = StolenAccess & { readonly taken: Exclude<Taken, { readonly kind: 'message' }> };

interface Row extends Omit<StolenAccess, 'taken'> {
  readonly kind: Taken['kind'];
  readonly what: string | null;
}

/** Forgets what an earlier review wrote of stolen folders, mailboxes, attachments and searches. */
export function forgetStolenAccess(store: Store): void {
  store.migrate('review', REVIEW_MIGRATIONS);
  store.run('DELETE FROM stolen_access');
}

/** Adds one row. */
export function storeStolenAccess(store: Store, access: StolenAccess): void {
  store.run(
    `INSERT INTO stolen_access (mailbox, kind, what, from_at, until_at, records, ip, application, because, event_id, source_id, row)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ...[access.mailbox, access.taken.kind, whatOf(access.taken), access.from, access.until, access.records, access.ip],
    ...[access.application, access.because, access.eventId, access.fileId, access.rawRow],
  );
}

/** What the logs say was taken besides single messages, by mailbox and time. */
export function stolenAccessOf(store: Store): readonly Row[] {
  if (store.get("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'stolen_access'") === null) return [];
  return store.all<Row>(
    `SELECT mailbox, kind, what, from_at AS "from", until_at AS "until", records, ip, application, because, event_id AS eventId,
            source_id AS fileId, row AS rawRow
     FROM stolen_access ORDER BY mailbox, from_at, kind, what`,
  );
}

function whatOf(taken: Taken): string | null {
  switch (taken.kind) {
    case 'message':
      return taken.messageId;
    case 'folder':
      return taken.folder;
    case 'mailbox':
      return null;
    case 'attachment':
      return taken.name;
    case 'search':
      return taken.query;
  }
}
