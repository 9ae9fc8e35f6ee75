import type { PstProperty } from './property.ts';

/** A mailbox as it is to stand in a property. */
export interface PstAddress {
  readonly name: string;
  /** SMTP address. */
  readonly address: string;
}

/** One recipient, and in which field. */
export interface PstRecipient extends PstAddress {
  readonly kind: 'to' | 'cc' | 'bcc';
}

/** A message's text, in as many forms as are given. */
export interface PstBody {
  readonly text?: string;
  /** HTML, in UTF-8. */
  readonly html?: string;
  /** RTF (7-bit), compressed in the file unless `rtfStored`. */
  readonly rtf?: string;
  /** Keeps the RTF uncompressed in its envelope ([MS-OXRTFCP] §2.1.3.1.1, MELA). */
  readonly rtfStored?: boolean;
}

/** What is attached to a message. */
export type PstAttachment =
  | {
      readonly kind: 'file';
      readonly name: string;
      readonly mediaType?: string;
      /** For a part that the HTML body shows. */
      readonly contentId?: string;
      readonly bytes: Uint8Array;
      readonly properties?: readonly PstProperty[];
    }
  | { readonly kind: 'message'; readonly name: string; readonly message: PstMessage };

/** What becomes of a message after it was written: in its folder's table, removed from the indexes with its blocks left in place, or in no table. */
export type PstFate = 'kept' | 'deleted' | 'orphaned';

/** A message or other item to be written. */
export interface PstMessage {
  /** `IPM.Note` where absent. */
  readonly messageClass?: string;
  readonly subject: string;
  readonly body: PstBody;
  /** Internet header fields, with CRLF line ends. */
  readonly headers?: string;
  /** With its angle brackets. */
  readonly messageId?: string;
  readonly inReplyTo?: string;
  readonly references?: string;
  readonly sender?: PstAddress;
  /** For whom the sender sent; the sender itself where absent. */
  readonly representing?: PstAddress;
  readonly recipients: readonly PstRecipient[];
  readonly submitted?: Date;
  readonly delivered?: Date;
  readonly isRead?: boolean;
  readonly attachments: readonly PstAttachment[];
  /** Further properties; they replace those of the same id that the writer makes. */
  readonly properties?: readonly PstProperty[];
  /** `kept` where absent. Embedded messages have none. */
  readonly fate?: PstFate;
}

/** A folder to be written; its folders and messages are drawn one at a time. */
export interface PstFolder {
  readonly name: string;
  /** `IPF.Note` where absent. */
  readonly containerClass?: string;
  readonly messages?: Iterable<PstMessage>;
  readonly folders?: Iterable<PstFolder>;
  /** Hidden items: folder-associated information ([MS-PST] §2.4.4.6). */
  readonly associated?: Iterable<PstMessage>;
  /** How many messages more than it holds the folder claims (PidTagContentCount). */
  readonly overcount?: number;
}
