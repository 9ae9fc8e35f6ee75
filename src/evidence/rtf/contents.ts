import type { ExtractedText } from '../part.ts';
import type { Shortfall } from '../shortfall.ts';

/** What an RTF document says. */
export interface RtfText {
  /**
   * `html`: `text.utf8` is the HTML document that was encapsulated, in UTF-8 whatever its `meta` says; `text`: the plain text that was;
   * `native`: the text of an ordinary RTF document, and after it, marked hidden, what a reader does not see.
   */
  readonly kind: 'html' | 'text' | 'native';
  readonly text: ExtractedText;
  /** Embedded objects and pictures in document order. */
  readonly objects: readonly RtfObject[];
  /** What could not be read of it; null where all was. */
  readonly shortfall: Shortfall | null;
}

/** A file embedded in the document: an OLE package's file, a compound file, a picture. */
export interface RtfObject {
  /** As the document has it, without folders, attacker-controlled; null where it has none. */
  readonly name: string | null;
  /** `image/*` for a picture; null where only the bytes say what it is. */
  readonly mediaType: string | null;
  /** Decoded anew at each call. */
  readonly bytes: () => Uint8Array;
  /** Whether the object says more bytes than are there. */
  readonly isCut: boolean;
}

/** What a document may come to. */
export interface RtfLimits {
  /** Bytes of text; what follows is cut and is the shortfall. */
  readonly textBytes: number;
  /** Objects and pictures together. */
  readonly objects: number;
}
