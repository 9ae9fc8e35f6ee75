import type { Instant } from '../core/index.ts';

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
