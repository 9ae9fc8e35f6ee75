import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Case, hashFile, type SourceRow, sourcesOf } from '../case/index.ts';
import { counted, type Loss } from '../core/index.ts';
import { type IngestOptions, ingestLog, type LogIngestResult } from '../logs/index.ts';
import { caseMappings } from './case-mappings.ts';
import { knownLogMask } from './known-mask.ts';
import { forgetUnmaskedLogs, noteLogMask } from './log-mask.ts';
import { forgetOldTable } from './log-table.ts';
import { readStateOf, writeReadState } from './mail-store.ts';
import type { RunObserver } from './run-observer.ts';
import { sourceFault, sourceLoss } from './source-fault.ts';
import { LossBatch, replaceLosses } from './source-losses.ts';
import { rolesBeside } from './zip-roles.ts';

const UNKNOWN_LOG =
  'No log format we know; it stays unread. Export it as Purview, Search-UnifiedAuditLog, Graph or diagnostic-settings output, or add a mapping for it (--as mapping).';

/**
 * Reads every log that is not yet in the event table, the credentials found in the mail masked. A log's files are listed in the same
 * transaction that marks it done.
 */
export async function ingestLogs(kase: Case, observer: RunObserver): Promise<void> {
  const mappings = caseMappings(kase);
  forgetOldTable(kase, mappings);
  await forgetUnmaskedLogs(kase);
  const sources = sourcesOf(kase.store, 'logs').filter((source) => !isIngested(kase, source));
  observer.step(
    'Reading logs',
    sources.reduce((sum, source) => sum + source.size, 0),
    'bytes',
  );
  const mask = knownLogMask(kase);
  let before = 0;
  for (const source of sources) {
    await ingestSource(kase, source, { mask, mappings }, (bytes) =>
      observer.progress(before + Math.min(bytes, source.size)),
    );
    before += source.size;
  }
  noteLogMask(kase);
  const events = kase.store.get<{ rows: number; files: number }>(
    'SELECT coalesce(sum(rows), 0) AS rows, count(DISTINCT source_id) AS files FROM log_files',
  );
  observer.stepDone(`${counted(events?.rows ?? 0, 'event')} from ${counted(events?.files ?? 0, 'log')}`);
}

/** A log whose files went away is read anew. */
function isIngested(kase: Case, source: SourceRow): boolean {
  if (readStateOf(kase.store, source.id)?.done !== true) return false;
  const files = kase.store.all<{ path: string }>('SELECT path FROM log_files WHERE source_id = ?', source.id);
  return files.every((file) => existsSync(join(kase.folder, file.path)));
}

async function ingestSource(
  kase: Case,
  source: SourceRow,
  { mask = null, mappings = [] }: Pick<IngestOptions, 'mask' | 'mappings'>,
  onBytes: (bytes: number) => void,
): Promise<void> {
  const fault = sourceFault(source);
  if (fault !== null) return withdrawLog(kase, source, fault);
  const losses = new LossBatch(kase, source.id);
  const members = (await rolesBeside(kase.store, source))?.logs;
  const input = { path: source.path, fileId: source.id, source: source.relative, ...(members && { members }) };
  const options = {
    outDir: join(kase.folder, 'logs'),
    mask,
    mappings,
    onProgress: ({ bytes }: { readonly bytes: number }) => onBytes(bytes),
  };
  for await (const event of ingestLog(input, options)) {
    if (event.type === 'loss') losses.add(event.loss);
    else commitLog(kase, source, event.result, losses);
  }
}

function commitLog(kase: Case, source: SourceRow, result: LogIngestResult, losses: LossBatch): void {
  if (result.state === 'unrecognised') {
    kase.store.transaction(() => {
      const lost = source.size === 0 ? [] : [sourceLoss(source, 'unrecognised', UNKNOWN_LOG)];
      replaceLosses(kase, source.id, lost);
      const tally = { expected: 'unknown', read: 0, unreadable: 0, encrypted: 0, recovered: 0 } as const;
      writeReadState(kase.store, source.id, { position: [source.size], done: true, tally });
    });
    return;
  }
  kase.store.transaction(() => {
    losses.flush();
    for (const file of result.files) {
      kase.store.run(
        'INSERT OR REPLACE INTO log_files (path, source_id, source, day, sha256, rows, min_at, max_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
        `logs/${file.path}`,
        source.id,
        file.source,
        file.day,
        hashFile(join(kase.folder, 'logs', file.path)).sha256,
        file.rows,
        file.from,
        file.until,
      );
    }
    writeReadState(kase.store, source.id, { position: [source.size], done: true, tally: result.tally });
  });
}

/**
 * A log that must be read anew and cannot be leaves the event table: what stands there of it is either gone or holds a credential
 * that was found since.
 */
function withdrawLog(kase: Case, source: SourceRow, fault: Loss): void {
  const files = kase.store.all<{ path: string }>('SELECT path FROM log_files WHERE source_id = ?', source.id);
  const detail = files.length === 0 ? fault.detail : `${fault.detail} Until then its events are left out.`;
  kase.store.transaction(() => {
    kase.store.run('DELETE FROM log_files WHERE source_id = ?', source.id);
    kase.store.run('DELETE FROM tallies WHERE source_id = ?', source.id);
    replaceLosses(kase, source.id, [{ ...fault, detail }]);
  });
  for (const { path } of files) rmSync(join(kase.folder, path), { force: true });
}
