import type { ExtractedText } from '../part.ts';
import type { Shortfall } from '../shortfall.ts';

/** Who reads a format: each name is a file of `documents/` that is loaded when first asked for. */
export type ReaderName =
  | 'office'
  | 'compound'
  | 'pdf'
  | 'image'
  | 'metafile'
  | 'zip'
  | 'archive'
  | 'key-store'
  | 'database'
  | 'property-list'
  | 'shortcut';

/** Limits of one part; what hits one is an `unread` piece with reason `over-budget`. */
export interface PieceLimits {
  /** Most bytes of a text, or of one member. */
  readonly pieceBytes: number;
  /** Most bytes of all members together. */
  readonly memberBytes: number;
  /** Most members. */
  readonly members: number;
  /** Most decompressed bytes for each compressed one, of a member larger than 1 MiB. */
  readonly expansionRatio: number;
}

/** A part to be read, and all its reader may know. */
export interface ReadOrder {
  readonly reader: ReaderName;
  readonly bytes: Uint8Array;
  /** Lower case, as recognised or declared. */
  readonly mediaType: string;
  /** Attacker-controlled. */
  readonly fileName: string | null;
  readonly limits: PieceLimits;
  /** Passwords to try where it is locked, best first; bounded by who gives them, and by the time a part has. */
  readonly passwords: readonly string[];
  /** Whether to look for letters in pictures. */
  readonly ocr: boolean;
}

/** What a reader finds, one piece after the other, in the document's order. */
export type Piece =
  /** `name`: null for the part's own text, of which the last one stands (drafts of it may come first, lest all be lost with the rest); else a member that is known to be text. `password`: see below. */
  | {
      readonly type: 'text';
      readonly name: string | null;
      readonly text: ExtractedText;
      readonly password: number | null;
    }
  /**
   * A file inside. `mediaType`: what the document says it is, null where it does not. `shortfall`: why `bytes` are not all of it. `password`: which
   * of the order's passwords opened it, by index; null where it was not locked.
   */
  | {
      readonly type: 'member';
      readonly name: string;
      readonly mediaType: string | null;
      readonly bytes: Uint8Array;
      readonly shortfall: Shortfall | null;
      readonly password: number | null;
    }
  /** What was not read: the part itself, or the rest of it (`name` null), or a member. Reason `encrypted`: a password would open it. */
  | { readonly type: 'unread'; readonly name: string | null; readonly shortfall: Shortfall };

/**
 * Reads one format. It sees the bytes and nothing else; it may throw, hang, or take too much memory, which costs this part alone. It decodes one level:
 * what is inside comes out as members, whose formats are read in their turn. What it finds empty it says: a text of no bytes means that there truly is none.
 */
export type DocumentReader = (order: ReadOrder) => AsyncIterable<Piece> | Iterable<Piece>;

/** Opens parts of complex formats. Never throws for what the bytes hold: that is an `unread` piece. */
export interface Parsers {
  readonly read: (order: ReadOrder) => AsyncIterable<Piece>;
  /** Begins on an order that will come, over the very same bytes, so that `read` finds it done; bounded, and of no consequence else. */
  readonly prepare?: (order: ReadOrder) => void;
}
