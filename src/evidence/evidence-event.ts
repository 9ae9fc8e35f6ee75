import type { Loss, Tally } from '../core/index.ts';
import type { Document, Message } from './message.ts';
import type { Position } from './place.ts';

/** A place to go on from after a stop: where the next item begins, and the balance up to there. An item's own `place.position` serves too. */
export interface Checkpoint {
  readonly position: Position;
  readonly tally: Tally;
}

/** What reading one source yields. Losses of a message come right before it and belong to its checkpoint; `tally` is last. */
export type EvidenceEvent =
  | { readonly type: 'message'; readonly message: Message; readonly checkpoint: Checkpoint }
  | { readonly type: 'document'; readonly document: Document; readonly checkpoint: Checkpoint }
  | { readonly type: 'loss'; readonly loss: Loss }
  | { readonly type: 'tally'; readonly source: string; readonly tally: Tally };
