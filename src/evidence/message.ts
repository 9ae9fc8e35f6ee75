import type { ByteSpan } from '../core/index.ts';
import type { MessageHeader } from './message-header.ts';
import type { Part } from './part.ts';
import type { Place } from './place.ts';
import type { Problem } from './problem.ts';

export type { MailboxAddress, MessageDate, MessageHeader } from './message-header.ts';

/** One message of a source: its header, its parts in document order, and where its bytes stand. */
export interface Message {
  readonly type: 'message';
  /** Path of the source, relative to the path given. */
  readonly source: string;
  /**
   * Bytes of the message in the source, or in the innermost member of `place.container` (after decompression); an mbox separator is not part of it.
   * Of an item in a mail store: the block that holds its properties, or their first piece.
   */
  readonly span: ByteSpan;
  readonly place: Place;
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
  readonly place: Place;
  readonly parts: readonly Part[];
  readonly problems: readonly Problem[];
}
