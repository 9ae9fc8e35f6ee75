import type { Case } from '../../case/index.ts';
import type { Instant } from '../../core/index.ts';
import { lazily, mailWords } from '../intake-packs.ts';
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
  readonly sent: number;
  readonly received: number;
}

/**
 * The messages that the mailbox's owner sent or received, and that stood in a folder taken as a whole before it was taken. Folders are
 * compared by their last name, since a log says `\Inbox` where a mail store says `Top of Outlook data file/Inbox`.
 */
export function* selectByFolders({ store }: Pick<Case, 'store'>): Generator<TakenMessage> {
  const rows = store.each<Row>(
    `SELECT m.id AS message, m.message_id_normal AS messageId, m.body_hash AS bodyHash, m.subject, m.from_address AS sender,
       m.sent_at AS sentAt, m.folder, t.source_id AS sourceId, t.row, t.folder AS taken, t.taken_at AS takenAt,
       max(a.role IN ('from', 'sender')) AS sent, max(a.role IN ('to', 'cc', 'bcc')) AS received
     FROM taken_folders t
     CROSS JOIN message_addresses a ON a.address = t.mailbox
     CROSS JOIN messages m ON m.id = a.message
     WHERE m.kind = 'message' AND a.role IN ('from', 'sender', 'to', 'cc', 'bcc') AND (m.sent_at IS NULL OR m.sent_at <= t.until_at)
     GROUP BY m.id, t.source_id, t.row
     ORDER BY m.id, t.taken_at, t.source_id, t.row`,
  );
  let last = '';
  for (const { sent, received, ...row } of rows) {
    const { folder, taken, takenAt, ...message } = row;
    if (message.message === last || !mayHold(row, sent === 1, received === 1)) continue;
    last = message.message;
    yield { ...message, firstTheft: takenAt, folderKnown: taken === null || folder !== null };
  }
}

/** Where the evidence has no folders, what the owner sent stood among what is sent, and what was received elsewhere. */
function mayHold({ taken, folder }: Pick<Row, 'taken' | 'folder'>, sent: boolean, received: boolean): boolean {
  if (taken === null) return true;
  if (folder !== null) return lastName(taken) === lastName(folder);
  return sentFolders().has(lastName(taken)) ? sent : received;
}

const sentFolders = lazily(() => new Set(mailWords().sentFolders));

function lastName(path: string): string {
  return (
    path
      .split(/[\\/]/)
      .filter((name) => name !== '')
      .at(-1)
      ?.toLowerCase() ?? ''
  );
}
