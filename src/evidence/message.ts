import type { ByteSpan, Instant } from '../core/index.ts';
import type { Part } from './part.ts';
import type { Problem } from './problem.ts';

/** One mailbox of an address field (RFC 5322 §3.4), groups flattened. */
export interface MailboxAddress {
  /** Display name, decoded; null where there is none. */
  readonly name: string | null;
  /** `local@domain` as written, without brackets; may be malformed where the input is. */
  readonly address: string;
}

/** A Date field (RFC 5322 §3.3): the instant, and the zone it was written in. */
export interface MessageDate {
  readonly at: Instant;
  /** Minutes east of UTC; null for `-0000` or a zone we do not know (then read as UTC). */
  readonly offsetMinutes: number | null;
  /** The field's body as written, unfolded. */
  readonly raw: string;
}

/** A message's header fields, decoded (RFC 2047, 2231, 6532), unfolded. */
export interface MessageHeader {
  /** As written, brackets included; null where absent. Never a unique key. */
  readonly messageId: string | null;
  readonly from: readonly MailboxAddress[];
  readonly sender: readonly MailboxAddress[];
  readonly replyTo: readonly MailboxAddress[];
  readonly to: readonly MailboxAddress[];
  readonly cc: readonly MailboxAddress[];
  readonly bcc: readonly MailboxAddress[];
  readonly subject: string | null;
  readonly date: MessageDate | null;
  readonly inReplyTo: readonly string[];
  readonly references: readonly string[];
  /** Every occurrence of a field, in order, decoded as unstructured text. `name` is case-insensitive. */
  readonly all: (name: string) => readonly string[];
}

/** One message of a source: its header, its parts in document order, and where its bytes stand. */
export interface Message {
  readonly type: 'message';
  /** Path of the source, relative to the path given. */
  readonly source: string;
  /** Bytes of the message in the source (after decompression, for a compressed source); an mbox separator is not part of it. */
  readonly span: ByteSpan;
  readonly header: MessageHeader;
  /** Leaves and containers, flattened in document order; parts of embedded messages and archive members follow their container. */
  readonly parts: readonly Part[];
  readonly problems: readonly Problem[];
}

/** A file that is no mail: read as one part (and its members). */
export interface Document {
  readonly type: 'document';
  readonly source: string;
  readonly span: ByteSpan;
  readonly parts: readonly Part[];
  readonly problems: readonly Problem[];
}
