import { stat } from 'node:fs/promises';
import { LogsError } from '../logs-error.ts';
import { type Mask, type MaskModule, maskOf } from './block-order.ts';
import { type BlockReaders, readersHere, readingThreads } from './block-readers.ts';
import { EventStage } from './event-stage.ts';
import type { IngestOptions, LogInput } from './log-input.ts';
import { type FoundPart, logParts } from './log-parts.ts';
import { LogReading } from './log-reading.ts';
import type { LogEvent } from './log-result.ts';

/**
 * Reads one log of any known shape into Parquet files of the event table, in bounded memory. A row that cannot be read is a loss; a log
 * that is cut or damaged keeps everything before the damage. Killed at any moment, it leaves only files that no result lists.
 * @throws LogsError `not-found`, `no-permission`, `bad-file-id`; `unbalanced` if what was written is not what was read.
 *
 * @example
 * for await (const event of ingestLog({ path: 'AuditLog.csv', fileId: 'log-1' }, { outDir: 'my.case/logs' })) {
 *   if (event.type === 'result' && event.result.state === 'ingested') console.log(event.result.tally);
 * }
 */
export async function* ingestLog(input: LogInput, options: IngestOptions): AsyncGenerator<LogEvent, void> {
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/.test(input.fileId)) {
    throw new LogsError(
      'bad-file-id',
      'A log file id has characters unfit for a file name',
      'Use letters and digits.',
      4,
    );
  }
  const parts = logParts(input.path, options.mappings ?? [], input.members ?? null);
  const first = await parts.next();
  if (first.done === true) {
    yield { type: 'result', result: { state: 'unrecognised' } };
    return;
  }
  const stage = await EventStage.open({ memoryMib: 512, ...options, fileId: input.fileId });
  const { size, mtimeMs } = await stat(input.path);
  const readers = await readersFor(options.mask ?? null, size);
  try {
    const reading = new LogReading(input, stage, readers);
    let found: IteratorResult<FoundPart, void> = first;
    for (; found.done !== true; found = await parts.next()) {
      for await (const loss of reading.losses(found.value, options)) yield { type: 'loss', loss };
    }
    const now = await stat(input.path);
    if (now.size !== size || now.mtimeMs !== mtimeMs) yield { type: 'loss', loss: reading.changed(size) };
    readers.close();
    const files = await stage.commit();
    yield { type: 'result', result: reading.result(files) };
  } finally {
    readers.close();
    await stage.dispose();
  }
}

/** A log of fewer bytes is read before threads would have started. */
const LEAST_FOR_THREADS = 8 * 1024 * 1024;

async function readersFor(mask: Mask | MaskModule | null, bytes: number): Promise<BlockReaders> {
  if (typeof mask === 'function' || mask === null) {
    return mask === null && bytes >= LEAST_FOR_THREADS ? readingThreads(null) : readersHere(mask);
  }
  return bytes < LEAST_FOR_THREADS ? readersHere(await maskOf(mask)) : readingThreads(mask);
}
