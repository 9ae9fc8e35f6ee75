import type { Shortfall } from '../shortfall.ts';
import type { MapiProperties, PropertyName } from './property.ts';

/** A message, contact, appointment, task, note or report, as PST, MSG and TNEF hold it ([MS-OXCMSG] §1.3). */
export interface MapiObject {
  readonly properties: MapiProperties;
  /** The id that the container gave a named property; null where it has none. */
  readonly idOf: (name: PropertyName) => number | null;
  /** The reverse: the name of a property whose id is 0x8000 or more; null where the container has none. */
  readonly nameOf: (id: number) => PropertyName | null;
  /** One set of properties per recipient, To, Cc and Bcc by PidTagRecipientType. */
  readonly recipients: readonly MapiProperties[];
  readonly attachments: readonly MapiAttachment[];
  /** What of the object itself its container has lost: its recipients, its list of attachments; each becomes an unread part. */
  readonly shortfalls: readonly Shortfall[];
}

/** One attachment of a MAPI object. */
export interface MapiAttachment {
  readonly properties: MapiProperties;
  /** Opens what is attached; reads nothing before. */
  readonly open: () => AttachmentContent;
}

/** What an attachment holds, by its PidTagAttachMethod and what stands there. */
export type AttachmentContent =
  /**
   * By value, or the stored copy of an OLE object that is no compound file. `bytes` reads anew at each call. `size` as for `MapiProperty`. `head`, where
   * the container can read so little, gives the first bytes alone, by which a format that nobody opens is known without reading it.
   */
  | {
      readonly state: 'bytes';
      readonly size: number;
      readonly bytes: () => Uint8Array | Shortfall;
      readonly head?: () => Uint8Array | Shortfall;
    }
  /** An embedded message. */
  | { readonly state: 'message'; readonly message: MapiObject }
  /** By reference: a path or link, its bytes not in the store. Attacker-controlled, never followed. */
  | { readonly state: 'reference'; readonly target: string }
  | { readonly state: 'unread'; readonly shortfall: Shortfall };
