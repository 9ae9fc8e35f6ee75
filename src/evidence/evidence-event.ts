import type { Loss, Tally } from '../core/index.ts';
import type { Document, Message } from './message.ts';

/**
 * A place to go on from after a stop: the byte where the next message begins (in an mbox its separator, or its first byte as `span` has it), and the
 * balance up to there.
 */
export interface Checkpoint {
  readonly offset: number;
  readonly tally: Tally;
}

/** What reading one source yields. Losses of a message come right before it and belong to its checkpoint; `tally` is last. */
export type EvidenceEvent =
  | { readonly type: 'message'; readonly message: Message; readonly checkpoint: Checkpoint }
  | { readonly type: 'document'; readonly document: Document; readonly checkpoint: Checkpoint }
  | { readonly type: 'loss'; readonly loss: Loss }
  | { readonly type: 'tally'; readonly source: string; readonly tally: Tally };
