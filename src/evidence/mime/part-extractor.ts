import type { Part, PartContent } from '../part.ts';
import type { Problem } from '../problem.ts';
import type { Allowance } from './allowance.ts';

/** A leaf of the MIME tree whose transfer encoding is known, handed to whoever can read its format. */
export interface LeafPart {
  /** IMAP part number; members the extractor returns carry the same one. */
  readonly path: string;
  /** Lower case, as declared or defaulted; the declaration may be wrong. */
  readonly mediaType: string;
  /** As declared, lower case; null where none is. */
  readonly charset: string | null;
  /** Decoded file name; attacker-controlled. */
  readonly fileName: string | null;
  readonly role: 'body' | 'alternative' | 'attachment';
  /** Levels of nesting already around the part; an archive's members are one deeper. At most `allowance.budget.depth`. */
  readonly depth: number;
  /** What the message may still spend on members. */
  readonly allowance: Allowance;
  /** The bytes after transfer decoding; decoded once, then kept for as long as the leaf is. Do not write into them. */
  readonly bytes: () => Uint8Array;
  /** `bytes()` in UTF-8 by the declared charset (`decodeCharset`); for a text format only. Do not write into them. */
  readonly text: () => Uint8Array;
}

/** What a leaf came to. */
export interface Extraction {
  readonly content: PartContent;
  /** Members found in the part, in order, outermost first; they follow the part in its message. */
  readonly members: readonly Part[];
  /** Faults the extractor saw, besides those of transfer encoding and charset, which the caller knows. */
  readonly problems: readonly Problem[];
}

/** Reads a leaf that is neither text/plain nor message/rfc822. Must not throw, whatever the bytes. */
export type PartExtractor = (leaf: LeafPart) => Extraction;
