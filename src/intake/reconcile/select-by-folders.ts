import type { Case } from '../../case/index.ts';
import type { Instant } from '../../core/index.ts';
import type { SelectedMessage } from './select-by-accounts.ts';

/** A message of the evidence that stood in a folder taken as a whole. */
export interface TakenMessage extends Omit<SelectedMessage, 'by'> {
  readonly sourceId: string;
  readonly row: number;
  /** Whether the evidence says in which folder it stood; where it does not, any of the mailbox may have been taken. */
  readonly folderKnown: boolean;
}

interface Row {
  readonly message: string;
  readonly messageId: string | null;
  readonly bodyHash: string | null;
  readonly subject: string | null;
  readonly sender: string | null;
  readonly sentAt: Instant | null;
  readonly folder: string | null;
  readonly sourceId: string;
  readonly row: number;
  readonly taken: string | null;
  readonly takenAt: Instant;
}

/**
 * The messages that the mailbox's owner sent or received, and that stood in a folder taken as a whole before it was taken. Folders are
 * compared by their last name, since a log says `\Inbox` where a mail store says `Top of Outlook data file/Inbox`.
 */
export function* selectByFolders({ store }: Pick<Case, 'store'>): Generator<TakenMessage> {
  const rows = store.each<Row>(
    `SELECT DISTINCT m.id AS message, m.message_id_normal AS messageId, m.body_hash AS bodyHash, m.subject, m.from_address AS sender,
       m.sent_at AS sentAt, m.folder, t.source_id AS sourceId, t.row, t.folder AS taken, t.taken_at AS takenAt
     FROM taken_folders t
     CROSS JOIN message_addresses a ON a.address = t.mailbox
     CROSS JOIN messages m ON m.id = a.message
     WHERE m.kind = 'message' AND a.role IN ('from', 'sender', 'to', 'cc', 'bcc') AND (m.sent_at IS NULL OR m.sent_at <= t.until_at)
     ORDER BY m.id, t.taken_at, t.source_id, t.row`,
  );
  let last = '';
  for (const { folder, taken, takenAt, ...message } of rows) {
    if (message.message === last || !mayHold(taken, folder)) continue;
    last = message.message;
    yield { ...message, firstTheft: takenAt, folderKnown: taken === null || folder !== null };
  }
}

function mayHold(taken: string | null, folder: string | null): boolean {
  return taken === null || folder === null || lastName(taken) === lastName(folder);
}

function lastName(path: string): string {
  return (
    path
      .split(/[\\/]/)
      .filter((name) => name !== '')
      .at(-1)
      ?.toLowerCase() ?? ''
  );
}
