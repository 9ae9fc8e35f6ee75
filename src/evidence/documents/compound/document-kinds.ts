import type { Compound } from '../../ole/compound.ts';
import type { PieceLimits } from '../document-reader.ts';
import type { Findings } from './findings.ts';

/** A document to be read. */
export interface OpenDocument {
  readonly compound: Compound;
  /** To try where it is locked, best first. */
  readonly passwords: readonly string[];
  readonly limits: PieceLimits;
}

/** Which password opened a document, by index; null where none was needed, or none known here opens it, which then is among the findings. */
export type OpenedBy = number | null;

/** Reads a document of one program; null where the compound file holds none of its documents. */
export type KindReader = (document: OpenDocument, findings: Findings) => { readonly openedBy: OpenedBy } | null;
