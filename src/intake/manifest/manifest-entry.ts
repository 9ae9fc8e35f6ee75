import type { Instant, Loss, Tally } from '../../core/index.ts';

/** Who says that a message was stolen. */
export type ClaimOrigin = 'manifest' | 'accounts' | 'mail-items-accessed';

/** What a row says of one attachment; at least one of the two is given. */
export interface AttachmentClaim {
  readonly name: string | null;
  readonly hash: { readonly algorithm: 'md5' | 'sha1' | 'sha256'; readonly hex: string } | null;
}

/** What of a row could not be made out, though the row is kept. */
export type EntryProblem = 'unreadable-date' | 'ambiguous-date' | 'unreadable-message-id' | 'unreadable-size';

/** One row of a manifest: a message said to be stolen, or an attachment of one. */
export interface ManifestEntry {
  /** Line of the row in the file, from 1; for a JSON array the element's index, from 1. */
  readonly row: number;
  readonly item: 'message' | 'attachment';
  /** What groups a message with its attachments in a load file; null where the list has no such column. */
  readonly family: string | null;
  /** As written; null where absent. */
  readonly messageId: string | null;
  readonly messageIdNormal: string | null;
  /** EDRM MIH, given or computed, 32 lower-case hexadecimal digits. */
  readonly edrmMih: string | null;
  readonly subject: string | null;
  /** Lower-case address; null where the cell has none. */
  readonly sender: string | null;
  readonly recipients: readonly string[];
  /** When the message was sent or, where the list says only that, received. */
  readonly sentAt: Instant | null;
  /** Whether the list gave the time's zone; otherwise it was read in the zone asked for. */
  readonly zoned: boolean;
  /** Bytes. */
  readonly size: number | null;
  readonly attachments: readonly AttachmentClaim[];
  /** Address of the robbed mailbox, lower case; null where not given. */
  readonly mailbox: string | null;
  /** When the thief took or opened it, where the list says. */
  readonly stolenAt: Instant | null;
  readonly origin: Exclude<ClaimOrigin, 'accounts'>;
  readonly problems: readonly EntryProblem[];
}

/** What reading a manifest yields: a loss for every row that is none, and the balance last. */
export type ManifestEvent =
  | { readonly type: 'entry'; readonly entry: ManifestEntry }
  | { readonly type: 'loss'; readonly loss: Loss }
  | { readonly type: 'tally'; readonly tally: Tally };
