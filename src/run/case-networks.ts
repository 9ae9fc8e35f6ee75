import { type Case, type SourceRow, sourcesOf } from '../case/index.ts';
import { counted, EMPTY_TALLY } from '../core/index.ts';
import { joinedLookups, LogsError, type NetworkLookup, openNetworks } from '../logs/index.ts';
import { readStateOf, writeReadState } from './mail-store.ts';
import type { RunObserver } from './run-observer.ts';
import { sourceFault, sourceLoss } from './source-fault.ts';
import { replaceLosses } from './source-losses.ts';

/** Looks at every file of networks of the case: one that cannot be used is a loss. */
export function checkNetworks(kase: Case, observer: RunObserver): void {
  const sources = sourcesOf(kase.store, 'networks');
  if (sources.length === 0) return;
  observer.step('Opening networks', sources.length, 'items');
  for (const source of sources) checkFile(kase, source);
  observer.stepDone(counted(sources.length, 'file'));
}

function checkFile(kase: Case, source: SourceRow): void {
  const fault = sourceFault(source);
  if (fault !== null) {
    replaceLosses(kase, source.id, [fault]);
    return;
  }
  try {
    const { read, unreadable } = openNetworks(source.path);
    const rows = read === null ? { expected: 'unknown' as const, read: 0 } : { expected: read + unreadable, read };
    const detail = `${unreadable} rows hold no network that could be read; their addresses keep what the records say.`;
    kase.store.transaction(() => {
      replaceLosses(kase, source.id, unreadable === 0 ? [] : [sourceLoss(source, 'damaged', detail)]);
      const tally = { ...EMPTY_TALLY, ...rows, unreadable };
      writeReadState(kase.store, source.id, { position: [source.size], done: true, tally });
    });
  } catch (error) {
    if (!(error instanceof LogsError)) throw error;
    replaceLosses(kase, source.id, [sourceLoss(source, 'unrecognised', `${error.message}; ${error.next}`)]);
  }
}

/** The case's files of networks that can be used. */
export function usableNetworks({ store }: Pick<Case, 'store'>): readonly SourceRow[] {
  return sourcesOf(store, 'networks').filter(
    (source) => readStateOf(store, source.id)?.done === true && sourceFault(source) === null,
  );
}

/** What the case's files say of addresses; null where it has none that can be used. */
export function caseNetworks(kase: Pick<Case, 'store'>): NetworkLookup | null {
  const usable = usableNetworks(kase);
  return usable.length === 0 ? null : joinedLookups(usable.map(({ path }) => openNetworks(path).lookup));
}
