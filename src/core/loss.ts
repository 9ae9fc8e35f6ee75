import type { Provenance } from './provenance.ts';

/** Why something could not be read. */
export type LossReason =
  | 'encrypted'
  | 'damaged'
  | 'truncated'
  | 'unsupported'
  | 'unrecognised'
  | 'over-budget'
  | 'no-permission'
  | 'not-found'
  | 'changed-while-read';

/** Something we could not read, in whole or in part: a row with its reason and its bytes' place. */
export interface Loss {
  /** What was lost: a whole source, a message, one part or member, or one row of a log or manifest. */
  readonly level: 'source' | 'message' | 'part' | 'row';
  readonly reason: LossReason;
  /** One plain sentence for the reader: what happened and what to do. Never the content, never a secret. */
  readonly detail: string;
  /** Place of the bytes; the span counts bytes of the source for levels source, message and row, of the member for part. */
  readonly provenance: Provenance;
}
