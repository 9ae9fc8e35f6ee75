import type { Store } from '../case/index.ts';

/** Something locked that a mailed password opened: whoever has the mail has both. Every text is masked. */
export interface Opening {
  /** The attachment's file name; null where it has none. */
  readonly attachment: string | null;
  /** Members that the password opened in it; none where the attachment itself was locked. */
  readonly members: number;
  /** Message-ID of the message with the lock, and of the one with the key; null where it has none. */
  readonly lockMessage: string | null;
  readonly keyMessage: string | null;
  /** File name of the document with the key; null where it is a message. */
  readonly keyFile: string | null;
  /** Whether both are one message. */
  readonly together: boolean;
  /** Of the password. */
  readonly fingerprint: string;
}

interface Row extends Omit<Opening, 'together'> {
  readonly together: number;
}

const OPENINGS = `
  SELECT whole.file_name AS attachment, count(*) FILTER (WHERE p.member <> '[]') AS members, m.message_id AS lockMessage,
         k.message_id AS keyMessage, giver.file_name AS keyFile, o.key_message = o.message AS together, o.fingerprint
  FROM openings o JOIN parts p ON p.id = o.part JOIN messages m ON m.id = o.message
  LEFT JOIN messages k ON k.id = o.key_message
  LEFT JOIN parts giver ON giver.message = k.id AND k.kind = 'document' AND giver.part = '' AND giver.member = '[]'
  LEFT JOIN parts whole ON whole.message = p.message AND whole.part = p.part AND whole.member = '[]'
  WHERE o.fingerprint = coalesce(?, o.fingerprint)
  GROUP BY o.message, p.part, o.fingerprint, o.key_message
  ORDER BY m.sent_at IS NULL, m.sent_at, m.id, p.part, o.fingerprint, o.key_message`;

/** What mailed passwords opened, oldest first. @param fingerprint of one password; null for all. */
export function openingsOf(store: Store, fingerprint: string | null): readonly Opening[] {
  // A case that no run has brought up to date may be looked at too.
  if (store.get("SELECT 1 FROM sqlite_schema WHERE name = 'openings'") === null) return [];
  return store.all<Row>(OPENINGS, fingerprint).map((row) => ({ ...row, together: row.together === 1 }));
}

/** An opening in one sentence. */
export function openingSentence(opening: Opening): string {
  const { attachment, lockMessage, keyFile } = opening;
  const name = attachment ?? 'an attachment';
  const where = lockMessage === null ? '' : ` of message ${lockMessage}`;
  const both = lockMessage === null && keyFile !== null ? 'lie side by side' : 'were both in the mail';
  return `opens ${name}${where}: lock and key ${both}, the key in ${giverOf(opening)}`;
}

function giverOf({ keyMessage, keyFile, lockMessage, together }: Opening): string {
  if (together) return lockMessage === null && keyFile !== null ? 'the same file' : 'that message';
  if (keyFile !== null) return `file ${keyFile}`;
  return keyMessage === null ? 'another message' : `message ${keyMessage}`;
}
