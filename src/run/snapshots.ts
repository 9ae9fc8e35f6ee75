import { type Case, sourcesOf } from '../case/index.ts';
import { readDirectory } from '../directory/index.ts';
import type { SourcedSnapshot } from '../response/index.ts';
import { writeReadState } from './mail-store.ts';
import type { RunObserver } from './run-observer.ts';
import { sourceFault } from './source-fault.ts';
import { replaceLosses } from './source-losses.ts';

/** Reads every directory export of the case; what it could not read becomes losses. */
export function readSnapshots(kase: Case, observer: RunObserver): readonly SourcedSnapshot[] {
  const sources = sourcesOf(kase.store, 'directory');
  observer.step('Reading the directory', sources.length, 'items');
  const snapshots = sources.flatMap((source, index): readonly SourcedSnapshot[] => {
    const added = kase.store.get<{ added_at: string }>('SELECT added_at FROM sources WHERE id = ?', source.id);
    const capturedAt = (added?.added_at ?? kase.clock.now()) as ReturnType<typeof kase.clock.now>;
    const fault = sourceFault(source);
    const reading = { source: source.relative, capturedAt };
    const { snapshot, losses } =
      fault === null ? readDirectory(source.path, reading) : { snapshot: null, losses: [fault] };
    kase.store.transaction(() => {
      replaceLosses(kase, source.id, losses);
      const [read, unreadable] = snapshot === null ? [0, 1] : [1, 0];
      const tally = { expected: 1, read, unreadable, encrypted: 0, recovered: 0 };
      writeReadState(kase.store, source.id, { checkpoint: source.size, done: true, tally });
    });
    observer.progress(index + 1);
    if (snapshot === null) return [];
    kase.store.run(
      'INSERT OR REPLACE INTO snapshots (source_id, captured_at) VALUES (?, ?)',
      source.id,
      snapshot.capturedAt,
    );
    return [{ sourceId: source.id, snapshot }];
  });
  const [newest] = snapshots.toSorted((a, b) => (a.snapshot.capturedAt > b.snapshot.capturedAt ? -1 : 1));
  const { users = [], applications = [] } = newest?.snapshot ?? {};
  observer.stepDone(
    `${snapshots.length} exports; the newest knows ${users.length} users and ${applications.length} applications`,
  );
  return snapshots;
}
