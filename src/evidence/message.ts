import type { ByteSpan } from '../core/index.ts';
import type { MessageHeader } from './message-header.ts';
import type { Part } from './part.ts';
import type { Problem } from './problem.ts';

export type { MailboxAddress, MessageDate, MessageHeader } from './message-header.ts';

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
