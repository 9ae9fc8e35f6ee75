import type { Case } from '../case/index.ts';
import { type Instant, instantFromMilliseconds, millisecondsOf } from '../core/index.ts';
import { type RebuiltManifest, type RebuiltRow, storeRebuilt } from '../intake/index.ts';
import {
  type EventQueries,
  forgetStolenAccess,
  type StolenAccess,
  stolenAccess,
  storeStolenAccess,
  THROTTLED_HOURS,
  type TheftMark,
} from '../review/index.ts';

const HOUR = 3_600_000;

/** Rebuilds from the logs what was taken out of our own mailboxes, and puts it beside the provider's manifests. */
export function rebuildManifest(
  kase: Case,
  events: EventQueries,
  marks: readonly TheftMark[],
): Promise<RebuiltManifest> {
  forgetStolenAccess(kase.store);
  return storeRebuilt(kase, rebuiltRows(kase, stolenAccess(events, marks)));
}

async function* rebuiltRows(kase: Case, accesses: AsyncIterable<StolenAccess>): AsyncGenerator<RebuiltRow, void> {
  for await (const access of accesses) {
    const { taken, mailbox, fileId: sourceId, from: takenAt, until } = access;
    if (taken.kind === 'message') yield { item: 'message', messageId: taken.messageId, mailbox, sourceId, takenAt };
    else storeStolenAccess(kase.store, access);
    if (taken.kind === 'folder') yield { item: 'folder', folder: taken.folder, until, mailbox, sourceId, takenAt };
    if (taken.kind === 'mailbox')
      yield { item: 'folder', folder: null, until: afterThrottling(until), mailbox, sourceId, takenAt };
  }
}

function afterThrottling(at: Instant): Instant {
  return instantFromMilliseconds(millisecondsOf(at) + THROTTLED_HOURS * HOUR) ?? at;
}
