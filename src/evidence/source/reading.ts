import type { Loss, LossReason, Tally } from '../../core/index.ts';
import type { Budget } from '../budget.ts';
import type { Checkpoint, EvidenceEvent } from '../evidence-event.ts';
import { lossesOf } from '../loss.ts';
import type { Document, Message } from '../message.ts';
import type { ByteWindow } from './byte-window.ts';

/** One source under way: its bytes, and the balance at the place reached. */
export interface Reading {
  /** Relative path of the source. */
  readonly source: string;
  readonly window: ByteWindow;
  readonly budget: Budget;
  /** Where to go on from. */
  readonly from: Checkpoint;
}

/** The loss rows of an item and then the item, as events. */
export function* itemEvents(item: Message | Document, checkpoint: Checkpoint): Generator<EvidenceEvent> {
  for (const loss of lossesOf(item)) yield { type: 'loss', loss };
  if (item.type === 'message') yield { type: 'message', message: item, checkpoint };
  else yield { type: 'document', document: item, checkpoint };
}

/** A loss of a whole source, or of a message of it, at a byte of it. */
export function lossAt(
  level: 'source' | 'message',
  source: string,
  reason: LossReason,
  detail: string,
  offset = 0,
  messageId: string | null = null,
): Loss {
  return {
    level,
    reason,
    detail,
    provenance: { source, sourceOffset: offset, messageId, part: '', member: [], span: [0, 0] },
  };
}

/** The balance with one more item, read or not. */
export function countOne(tally: Tally, outcome: 'read' | 'unreadable' | 'encrypted'): Tally {
  const expected = tally.expected === 'unknown' ? 'unknown' : tally.expected + 1;
  return { ...tally, expected, [outcome]: tally[outcome] + 1 };
}

/** Whether nothing was read up to a checkpoint: the place to begin. After a source of no bytes the offset is 0 too. */
export function isStart({ offset, tally }: Checkpoint): boolean {
  return offset === 0 && tally.expected === 0;
}
