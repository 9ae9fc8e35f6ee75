import type { ByteSpan } from './byte-span.ts';

/** The path from source to bytes: source > message > part > member > byte span. */
export interface Provenance {
  /** Path of the source, relative to the path the user gave, with `/` between segments. */
  readonly source: string;
  /** Where the message starts in the source, in bytes; 0 for a file that is one message or no message. */
  readonly sourceOffset: number;
  /** The Message-ID as written, angle brackets included; null where the message has none or this is no message. */
  readonly messageId: string | null;
  /** IMAP-style part number ("1.2"); "subject" for the subject line; "" for a file that is no message. */
  readonly part: string;
  /** Names of nested archive or document members, outermost first. */
  readonly member: readonly string[];
  /** UTF-8 bytes in the innermost member's extracted text. */
  readonly span: ByteSpan;
}
