import type { Language, Person } from '../cast/person.ts';
import type { Entity } from '../mime/entity.ts';

/** Where a planted credential stands in a letter: IMAP-style part number as a hint, or "subject". */
export interface Planted {
  readonly credential: string;
  readonly part: string;
}

/** One message before it is copied into mailboxes. */
export interface Letter {
  /** Unique in the organisation; the random choices made for this letter hang on it. */
  readonly key: string;
  /** With angle brackets; null for senders that write none. */
  readonly messageId: string | null;
  readonly from: Person;
  readonly to: readonly Person[];
  readonly cc: readonly Person[];
  readonly bcc: readonly Person[];
  /** Milliseconds since 1970, whole seconds. */
  readonly sentAt: number;
  readonly subject: string;
  readonly language: Language;
  /** Further header fields, folded. */
  readonly fields: readonly string[];
  /** What was sent. */
  readonly entity: Entity;
  /** What a reader sees, for quoting. */
  readonly text: string;
  readonly attachments: readonly string[];
  /** What our copies hold: what was sent, something less, or nothing. */
  readonly kept:
    | { readonly state: 'whole' }
    | { readonly state: 'partly'; readonly entity: Entity }
    | { readonly state: 'none' };
  readonly planted: readonly Planted[];
  /** Keys of the earlier letters whose text stands in it as a quote, a forward or an attachment. */
  readonly quotes: readonly string[];
  /** Story letters are never lost or cut by chance. */
  readonly origin: 'story' | 'decoy' | 'filler';
}
