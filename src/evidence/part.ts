import type { ByteSpan, LossReason } from '../core/index.ts';
import type { Landmark } from './landmark.ts';
import type { MessageHeader } from './message-header.ts';
import type { Problem } from './problem.ts';

/** Text as a reader would see it, in UTF-8. */
export interface ExtractedText {
  readonly utf8: Uint8Array;
  /** Half-open byte ranges of `utf8` that a reader does not see (display:none, white on white, comments); sorted, disjoint. */
  readonly hidden: readonly ByteSpan[];
  /** Where pages, cells, slides, paragraphs begin, ascending; empty where the format has none. */
  readonly landmarks: readonly Landmark[];
}

/** What a part came to. */
export type PartContent =
  | { readonly state: 'text'; readonly text: ExtractedText }
  /** multipart/*, an archive, a compound document: what it holds follows as parts of its own. */
  | { readonly state: 'container' }
  /** message/rfc822: its header here, its parts follow. */
  | { readonly state: 'message'; readonly header: MessageHeader }
  /** Not read; becomes a loss row. */
  | { readonly state: 'unread'; readonly reason: LossReason; readonly detail: string };

/** A MIME part, an attachment or an archive member. */
export interface Part {
  /** IMAP part number (RFC 9051 §6.4.5): "1", "2.1"; "" for a document's own file. */
  readonly path: string;
  /** Archive or document members below the part, outermost first; empty for the part itself. */
  readonly member: readonly string[];
  /** What the part is to its message. `alternative`: a body part another body part says again (text beside HTML). */
  readonly role: 'body' | 'alternative' | 'attachment' | 'container';
  /** Lower case, "text/plain" where none is given (RFC 2045 §5.2). */
  readonly mediaType: string;
  /** As declared, lower case; null where none is. */
  readonly charset: string | null;
  /** Decoded file name, attacker-controlled: never used as a path. */
  readonly fileName: string | null;
  readonly contentId: string | null;
  /** Bytes of the part's header and body in the message; null for a member. */
  readonly headerSpan: ByteSpan | null;
  readonly bodySpan: ByteSpan | null;
  readonly content: PartContent;
  /** The bytes after transfer decoding (and decompression, for a member), decoded anew at each call; null for containers of MIME. */
  readonly bytes: () => Uint8Array | null;
  readonly problems: readonly Problem[];
}
