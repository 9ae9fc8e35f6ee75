import type { HeaderBlock } from '../header/header-block.ts';
import type { Problem } from '../problem.ts';
import type { EntityHeader } from './entity-header.ts';

/** What an entity is to the structure of its message. */
export type EntityShape =
  /** multipart/*: its parts are its children. */
  | 'multipart'
  /** message/rfc822 that stands in the bytes as it is: one child, the embedded message's own top entity. */
  | 'message'
  /** message/rfc822 under a transfer encoding: to be decoded, then read as a message of its own. */
  | 'encoded-message'
  | 'leaf'
  /** Beyond the budget: not looked into. */
  | 'unread';

/** A node of the MIME tree (RFC 2045 §2.4): where it stands, nothing decoded yet. Offsets are bytes of the buffer it was found in. */
export interface Entity {
  readonly shape: EntityShape;
  /** IMAP part number (RFC 9051 §6.4.5); `TEXT` for a message's top multipart. */
  readonly path: string;
  readonly depth: number;
  readonly block: HeaderBlock;
  readonly header: EntityHeader;
  readonly headerStart: number;
  readonly bodyStart: number;
  readonly bodyEnd: number;
  readonly children: readonly Entity[];
  readonly problems: readonly Problem[];
}
