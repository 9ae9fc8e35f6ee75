import { mkdirSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { EVENT_COLUMNS } from '../event/event-column.ts';
import { LogsError } from '../logs-error.ts';
import { ParquetFile } from '../parquet/parquet-file.ts';
import { DuckEngine } from '../store/duck-engine.ts';
import type { DayRows } from './block-reader.ts';
import { type CommittedFile, commitFiles, type StagedFile } from './commit-files.ts';
import { joinSmallGroups, mergeRepeats } from './merge-repeats.ts';

export interface StageOptions {
  /** Where the event table's partitions are. */
  readonly outDir: string;
  /** Names the files; letters, digits, dot, dash and underscore. */
  readonly fileId: string;
  /** MiB DuckDB may use. */
  readonly memoryMib: number;
}

/**
 * Takes the rows of one log and makes Parquet files of them, one for each source and day. Everything stands in a staging folder until
 * {@link EventStage.commit}; what a killed run left there is removed by the next.
 */
export class EventStage {
  readonly #folder: string;
  readonly #options: StageOptions;
  readonly #files = new Map<string, ParquetFile>();

  private constructor(folder: string, options: StageOptions) {
    this.#folder = folder;
    this.#options = options;
  }

  /** @throws LogsError `engine` where the folder cannot be made. */
  static async open(options: StageOptions): Promise<EventStage> {
    const folder = join(options.outDir, `.staging-${options.fileId}`);
    await onDisk(async () => {
      await rm(folder, { recursive: true, force: true });
      await mkdir(folder, { recursive: true });
    });
    return new EventStage(folder, options);
  }

  /** Takes rows; those of one log in their order. @throws LogsError `engine` where the disk takes no more. */
  add(groups: readonly DayRows[]): Promise<void> {
    return onDisk(() => {
      for (const { partition, group } of groups) this.#file(partition).append(group);
    });
  }

  /** Merges records that stand in the log more than once, and moves the files to their places. */
  async commit(): Promise<readonly CommittedFile[]> {
    const { outDir, fileId, memoryMib } = this.#options;
    const engine = await DuckEngine.open({ tempDir: join(this.#folder, 'spill'), memoryMib, threads: 2 });
    try {
      return await onDisk(async () => {
        const staged = await joinSmallGroups(engine, this.#staged());
        return commitFiles(engine, await mergeRepeats(engine, staged), outDir, `${fileId}.parquet`);
      });
    } finally {
      engine.close();
    }
  }

  /** Removes the staging folder. */
  dispose(): Promise<void> {
    return rm(this.#folder, { recursive: true, force: true });
  }

  #file(partition: string): ParquetFile {
    const known = this.#files.get(partition);
    if (known !== undefined) return known;
    const path = join(this.#folder, `${partition}.parquet`);
    mkdirSync(dirname(path), { recursive: true });
    const file = new ParquetFile(path, EVENT_COLUMNS);
    this.#files.set(partition, file);
    return file;
  }

  /** Each partition's file, ended. */
  #staged(): readonly StagedFile[] {
    return [...this.#files.keys()].sort().flatMap((partition) => {
      const file = this.#files.get(partition);
      if (file === undefined) return [];
      file.end();
      return [{ partition, path: file.path, rows: file.rows, groups: file.groups }];
    });
  }
}

/** Work whose failures are the disk's. */
async function onDisk<T>(work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof LogsError || !(cause instanceof Error && 'code' in cause)) throw cause;
    const next = 'Check that the disk has room and the case folder can be written, then run again.';
    throw new LogsError('engine', `The event table cannot be written (${String(cause.code)})`, next, 4, cause);
  }
}
