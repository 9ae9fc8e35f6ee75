import { deflateSync, inflateSync } from 'node:zlib';
import { type Case, type SourceRow, sourcesOf } from '../case/index.ts';
import { counted, type Instant } from '../core/index.ts';
import { type DirectorySnapshot, readDirectory } from '../directory/index.ts';
import type { SourcedSnapshot } from '../response/index.ts';
import { exportBytes, isLoss } from './export-bytes.ts';
import { readStateOf, writeReadState } from './mail-store.ts';
import type { RunObserver } from './run-observer.ts';
import { sourceFault } from './source-fault.ts';
import { replaceLosses } from './source-losses.ts';

/** The most bytes of an export in a zip. */
const MOST_BYTES = 256 * 1024 * 1024;

/** Every directory export of the case: read once, then kept, so that a proof does not go when a file moves. */
export async function readSnapshots(kase: Case, observer: RunObserver): Promise<readonly SourcedSnapshot[]> {
  const sources = sourcesOf(kase.store, 'directory');
  observer.step('Reading the directory', sources.length, 'items');
  for (const [index, source] of sources.entries()) {
    if (readStateOf(kase.store, source.id)?.done !== true) await readSnapshot(kase, source);
    observer.progress(index + 1);
  }
  const snapshots = storedSnapshots(kase);
  const [newest] = snapshots.toSorted((a, b) => (a.snapshot.capturedAt > b.snapshot.capturedAt ? -1 : 1));
  const { users = [], applications = [] } = newest?.snapshot ?? {};
  observer.stepDone(
    `${counted(snapshots.length, 'export')}; the newest knows ${counted(users.length, 'user')} and ${counted(applications.length, 'application')}`,
  );
  return snapshots;
}

async function readSnapshot(kase: Case, source: SourceRow): Promise<void> {
  const fault = sourceFault(source);
  if (fault !== null) {
    replaceLosses(kase, source.id, [fault]);
    return;
  }
  const added = kase.store.get<{ added_at: Instant }>('SELECT added_at FROM sources WHERE id = ?', source.id);
  const capturedAt = added?.added_at ?? kase.clock.now();
  const bytes = source.member === null ? source.path : await exportBytes(source, MOST_BYTES);
  if (typeof bytes !== 'string' && isLoss(bytes)) {
    replaceLosses(kase, source.id, [bytes]);
    return;
  }
  const { snapshot, losses } = readDirectory(bytes, { source: source.relative, capturedAt });
  kase.store.transaction(() => {
    replaceLosses(kase, source.id, losses);
    const [read, unreadable] = snapshot === null ? [0, 1] : [1, 0];
    const tally = { expected: 1, read, unreadable, encrypted: 0, recovered: 0 };
    writeReadState(kase.store, source.id, { position: [source.size], done: true, tally });
    if (snapshot !== null) storeSnapshot(kase, source.id, snapshot);
  });
}

function storeSnapshot(kase: Case, sourceId: string, snapshot: DirectorySnapshot): void {
  kase.store.run(
    'INSERT OR REPLACE INTO snapshots (source_id, captured_at, content) VALUES (?, ?, ?)',
    sourceId,
    snapshot.capturedAt,
    deflateSync(JSON.stringify(snapshot)),
  );
}

/** The exports that were read, oldest first. */
export function storedSnapshots(kase: Pick<Case, 'store'>): readonly SourcedSnapshot[] {
  const rows = kase.store.all<{ source_id: string; content: Uint8Array }>(
    'SELECT source_id, content FROM snapshots ORDER BY captured_at, source_id',
  );
  return rows.map(({ source_id, content }) => ({
    sourceId: source_id,
    snapshot: JSON.parse(inflateSync(content).toString('utf8')) as DirectorySnapshot,
  }));
}
