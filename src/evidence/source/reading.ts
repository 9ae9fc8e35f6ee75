import { type Loss, type LossReason, sourceProvenance, type Tally } from '../../core/index.ts';
import type { Budget } from '../budget.ts';
import type { Checkpoint, EvidenceEvent } from '../evidence-event.ts';
import { type Opener, openDeferred } from '../isolation/open-deferred.ts';
import type { Beside } from '../loadfile/beside.ts';
import { lossesOf } from '../loss.ts';
import type { Document, Message } from '../message.ts';
import { bytePlace, type Place, type Position } from '../place.ts';
import type { Shortfall } from '../shortfall.ts';
import type { ByteWindow } from './byte-window.ts';

/** One source, or one member of an archive, under way: its bytes, and the balance at the place reached. */
export interface Reading {
  /** Relative path of the source. */
  readonly source: string;
  readonly window: ByteWindow;
  readonly budget: Budget;
  /** Where to go on from: a position within this member, the balance of all the source. */
  readonly from: Checkpoint;
  /** Where the member stands in the source. */
  readonly within: Within;
  /** Looks for the files that a load file lists. */
  readonly beside: Beside;
  /** Opens what is left to readers of complex formats. */
  readonly opener: Opener;
}

/** The way from a source to an archive member in it. */
export interface Within {
  /** The member's own position; in front of those of its items. */
  readonly position: Position;
  /** Names of the members on the way, outermost first. */
  readonly container: readonly string[];
}

/** The source itself. */
export const IN_SOURCE: Within = { position: [], container: [] };

/** The place of an item at a byte of what is being read. */
export function placeAt({ within }: Pick<Reading, 'within'>, offset: number): Place {
  return { ...bytePlace(offset), position: [...within.position, offset], container: within.container };
}

/** Opens what was left of an item to readers of complex formats, and gives its loss rows and then it, as events. */
export async function* itemEvents(
  { opener }: Pick<Reading, 'opener'>,
  item: Message | Document,
  checkpoint: Checkpoint,
): AsyncGenerator<EvidenceEvent> {
  yield* openedEvents(await openDeferred(item, opener), checkpoint);
}

/** Events of a reader that leaves opening to others: each item is opened, and its loss rows come before it. */
export async function* openItems(
  { opener }: Pick<Reading, 'opener'>,
  events: Generator<EvidenceEvent, Tally>,
): AsyncGenerator<EvidenceEvent, Tally> {
  try {
    for (;;) {
      const step = events.next();
      if (step.done === true) return step.value;
      const event = step.value;
      if (event.type === 'message' || event.type === 'document')
        yield* itemEvents({ opener }, event.type === 'message' ? event.message : event.document, event.checkpoint);
      else yield event;
    }
  } finally {
    events[Symbol.dispose]();
  }
}

/** An item as an event. */
export function itemEvent(item: Message | Document, checkpoint: Checkpoint): EvidenceEvent {
  return item.type === 'message'
    ? { type: 'message', message: item, checkpoint }
    : { type: 'document', document: item, checkpoint };
}

/** The loss rows of an item in which all is opened, and then the item, as events. */
export function* openedEvents(item: Message | Document, checkpoint: Checkpoint): Generator<EvidenceEvent> {
  for (const loss of lossesOf(item)) yield { type: 'loss', loss };
  yield itemEvent(item, checkpoint);
}

/** A loss of a whole source, or of a message of it, at a byte of it. */
export function lossAt(
  level: 'source' | 'message',
  { source, within }: Pick<Reading, 'source' | 'within'>,
  reason: LossReason,
  detail: string,
  offset = 0,
  messageId: string | null = null,
): Loss {
  const at = { container: within.container, sourceOffset: offset, messageId };
  return { level, reason, detail, provenance: { ...sourceProvenance(source), ...at } };
}

/** A loss of a whole source, or of a member of an archive as a whole, as an event. */
export function sourceLoss(reading: Pick<Reading, 'source' | 'within'>, { reason, detail }: Shortfall): EvidenceEvent {
  return { type: 'loss', loss: lossAt('source', reading, reason, detail) };
}

/** The balance with one more item, read or not. */
export function countOne(tally: Tally, outcome: 'read' | 'unreadable' | 'encrypted'): Tally {
  const expected = tally.expected === 'unknown' ? 'unknown' : tally.expected + 1;
  return { ...tally, expected, [outcome]: tally[outcome] + 1 };
}

/** Whether nothing was read up to a checkpoint: the place to begin. */
export function isStart({ position }: Checkpoint): boolean {
  return position.length === 0;
}
