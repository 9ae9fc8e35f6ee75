import type { Loss, Tally } from '../../core/index.ts';
import type { Checkpoint, EvidenceEvent } from '../evidence-event.ts';
import { mapiMessage } from '../mapi/mapi-message.ts';
import type { NamedProperties } from '../mapi/named-properties.ts';
import type { Document, Message } from '../message.ts';
import type { Place } from '../place.ts';
import type { Shortfall } from '../shortfall.ts';
import type { OnBytes } from '../source/byte-input.ts';
import type { RandomAccess } from '../source/random-access.ts';
import { countOne, itemEvent, lossAt, type Reading } from '../source/reading.ts';
import { extractPart } from '../text/extract-part.ts';
import { associatedDocument } from './associated-item.ts';
import type { PstStore } from './node.ts';
import { openObject } from './open-object.ts';
import { openPst } from './open-pst.ts';
import type { OpenedObject } from './opened-object.ts';
import { stateDocument } from './state-document.ts';
import { anItem, type OutdatedState, type StoredObject, type StoreItem } from './store-item.ts';
import { STORE_LIMITS, type StoreLimits } from './store-limits.ts';
import { storeNames } from './store-names.ts';
import { walkStore } from './walk-store.ts';
import { watchedAccess } from './watched-access.ts';

/** A mail store under way. */
export interface StoreReading extends Pick<Reading, 'source' | 'budget' | 'from' | 'within'> {
  /** Told the bytes of the file read so far: an estimate, as a store is not read in the order of its bytes. */
  readonly onBytes: OnBytes;
}

/**
 * Reads a PST or OST, and leaves opening what is deferred, and the loss rows of its items, to `openItems`: its messages, and as documents the items that Outlook keeps for itself and outdated states of folders and their lists. A
 * position is the number of an item on the walk through the store; those before the one to go on from are passed over unread.
 * @returns the balance. `expected` is what folders count and list, the larger of the two; unknown where such a list is lost. Items that no folder
 * lists, and outdated states, are recovered and stand beside it.
 */
export function* readPst(
  reading: StoreReading,
  access: RandomAccess,
  limits: StoreLimits = STORE_LIMITS,
): Generator<EvidenceEvent, Tally> {
  const store = openPst(watchedAccess(access, reading.onBytes), reading.budget, limits);
  if ('reason' in store) return yield* unopened(reading, store);
  const tally = yield* readItems(reading, store);
  reading.onBytes(access.size);
  if (access.fault() === null) return tally;
  const detail = `Reading broke off in places (${access.fault()}); the rest was read. Copy the file from another medium and add it again.`;
  yield { type: 'loss', loss: lossAt('source', reading, 'damaged', detail) };
  return { ...tally, expected: 'unknown' };
}

function* unopened(reading: StoreReading, { reason, detail }: Shortfall): Generator<EvidenceEvent, Tally> {
  yield { type: 'loss', loss: lossAt('source', reading, reason, detail) };
  return countOne(reading.from.tally, reason === 'encrypted' ? 'encrypted' : 'unreadable');
}

function* readItems(reading: StoreReading, store: PstStore): Generator<EvidenceEvent, Tally> {
  const start = reading.from.position[0] ?? 0;
  const names = storeNames(store);
  if (start === 0 && names.shortfall !== null) yield lossOf(reading, 'source', names.shortfall, null);
  let tally = reading.from.tally;
  let ordinal = 0;
  for (const item of walkStore(store)) {
    if (ordinal >= start) tally = yield* readItem({ ...reading, store, names: names.names, ordinal }, item, tally);
    ordinal += 1;
  }
  return tally;
}

/** One step of the walk under way. */
interface Step extends StoreReading {
  readonly store: PstStore;
  readonly names: NamedProperties;
  readonly ordinal: number;
}

function* readItem(step: Step, item: StoreItem, before: Tally): Generator<EvidenceEvent, Tally> {
  switch (item.kind) {
    case 'gap':
      yield lossOf(step, 'source', item.shortfall, item.folder, item.offset);
      return item.isUncounted ? { ...before, expected: 'unknown' } : before;
    case 'lost':
      yield lossOf(step, 'message', item.shortfall, item.folder);
      return item.standing === 'listed' ? withLost(before, item.count) : before;
    case 'object':
      return yield* readObject(step, item, before);
    case 'state':
      return yield* readState(step, item, before);
  }
}

function* readObject(step: Step, stored: StoredObject, before: Tally): Generator<EvidenceEvent, Tally> {
  const suspects = step.store.suspectBlocks();
  const item = openItem(step, stored);
  if (item === null) return before;
  if ('reason' in item) {
    yield lossOf(step, 'message', item, stored.folder);
    return stored.origin === 'list' ? withLost(before, 1) : before;
  }
  const tally = stored.origin === 'list' ? countOne(before, 'read') : { ...before, recovered: before.recovered + 1 };
  if (step.store.suspectBlocks() > suspects)
    yield lossOf(step, 'message', suspect(stored), stored.folder, item.span[0]);
  yield itemEvent(item, checkpointAfter(step, tally));
  return tally;
}

function* readState(step: Step, state: OutdatedState, before: Tally): Generator<EvidenceEvent, Tally> {
  const { source, budget } = step;
  const place = placeOf(step, { folder: state.folder, origin: 'pages' });
  const tally = { ...before, recovered: before.recovered + 1 };
  yield itemEvent(stateDocument(state, { source, budget, place }), checkpointAfter(step, tally));
  return tally;
}

/** An item as what it is; null where it is nothing. A reader's own fault must cost this item alone. */
function openItem(step: Step, stored: StoredObject): Message | Document | Shortfall | null {
  try {
    const opened = openObject(stored, step.names);
    return opened === null || 'reason' in opened ? opened : readOpened(step, stored, opened);
  } catch {
    return { reason: 'damaged', detail: 'An item brought its reader down and was left; open it by hand.' };
  }
}

function readOpened(step: Step, stored: StoredObject, { object, span }: OpenedObject): Message | Document {
  const { source, budget } = step;
  const options = { source, budget, span, place: placeOf(step, stored), extract: extractPart };
  return stored.isAssociated ? associatedDocument(object, options) : mapiMessage(object, options);
}

function suspect({ folder, nid }: StoredObject): Shortfall {
  const detail = `${anItem(folder, nid)} was read from bytes whose checksum is wrong, so that what it says may be wrong; compare it with another copy.`;
  return { reason: 'damaged', detail };
}

function placeOf({ within, ordinal }: Step, { folder, origin }: Pick<StoredObject, 'folder' | 'origin'>): Place {
  return {
    position: [...within.position, ordinal],
    container: within.container,
    folder,
    standing: origin === 'list' ? 'listed' : 'recovered',
  };
}

function checkpointAfter({ within, ordinal }: Step, tally: Tally): Checkpoint {
  return { position: [...within.position, ordinal + 1], tally };
}

function withLost(tally: Tally, count: number): Tally {
  const expected = tally.expected === 'unknown' ? 'unknown' : tally.expected + count;
  return { ...tally, expected, unreadable: tally.unreadable + count };
}

function lossOf(
  reading: StoreReading,
  level: 'source' | 'message',
  { reason, detail }: Shortfall,
  folder: string | null,
  offset = 0,
): EvidenceEvent {
  const loss: Loss = lossAt(level, reading, reason, detail, offset);
  return { type: 'loss', loss: { ...loss, provenance: { ...loss.provenance, folder } } };
}
