import type { ByteSpan } from './byte-span.ts';

/** The path from source to bytes: source > archive members > message > part > member > byte span. */
export interface Provenance {
  /** Path of the source, relative to the path the user gave, with `/` between segments. */
  readonly source: string;
  /** Archive members between the source and the message or file, outermost first; empty where it stands in the source itself. */
  readonly container: readonly string[];
  /** The mail store's folder that holds the message, `/` between its names; null where the source has no folders. */
  readonly folder: string | null;
  /** Where the message starts in the source, or in the innermost member of `container`, in bytes; 0 for a file that is one message or no message. */
  readonly sourceOffset: number;
  /** The Message-ID as written, angle brackets included; null where the message has none or this is no message. */
  readonly messageId: string | null;
  /** IMAP-style part number ("1.2"); "subject" for the subject line; "" for a file that is no message. */
  readonly part: string;
  /** Names of archive or document members within the part, outermost first. */
  readonly member: readonly string[];
  /** UTF-8 bytes in the innermost member's extracted text. */
  readonly span: ByteSpan;
}

/** The provenance of bytes of a source itself: no message, part or member. */
export function sourceProvenance(source: string, span: ByteSpan = [0, 0]): Provenance {
  return {
    source,
    container: [],
    folder: null,
    sourceOffset: span[0],
    messageId: null,
    part: '',
    member: [],
    span,
  };
}
