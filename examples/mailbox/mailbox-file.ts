import type { Person } from '../cast/person.ts';
import type { FatedLetter } from '../plot/fates.ts';

/** One copy of a letter in one mailbox. */
export interface MailCopy {
  readonly fated: FatedLetter;
  readonly owner: Person;
  readonly folder: 'Inbox' | 'Sent';
  /** The message, CRLF line ends. */
  readonly bytes: Buffer;
}

/** A file to be written; `copies` are the messages in it, in order. */
export interface MailboxFile {
  /** Relative to the organisation's folder. */
  readonly path: string;
  readonly bytes: Buffer;
  readonly copies: readonly MailCopy[];
}
