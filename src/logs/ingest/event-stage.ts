import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { EventRow } from '../event/event-row.ts';
import { DuckEngine } from '../store/duck-engine.ts';
import { COLUMN_STRUCT, literal, pathLiteral } from '../store/sql-text.ts';
import { type CommittedFile, commitPieces } from './commit-pieces.ts';
import { RowBatch } from './row-batch.ts';

/** Rows and characters after which a batch is turned into Parquet while the next one fills. */
const BATCH_ROWS = 100_000;
const BATCH_CHARACTERS = 192 * 1024 * 1024;

export interface StageOptions {
  /** Where the event table's partitions are. */
  readonly outDir: string;
  /** Names the files; letters, digits, dot, dash and underscore. */
  readonly fileId: string;
  /** MiB DuckDB may use. */
  readonly memoryMib: number;
  readonly batchRows?: number;
}

/**
 * Takes the event rows of one log and turns them into Parquet, partitioned by source and day. Everything stands in a staging folder until
 * {@link EventStage.commit}; what a killed run left there is removed by the next.
 */
export class EventStage {
  readonly #engine: DuckEngine;
  readonly #folder: string;
  readonly #options: StageOptions;
  #batch: RowBatch | null = null;
  #batches = 0;
  #converting: Promise<unknown> = Promise.resolve();

  private constructor(engine: DuckEngine, folder: string, options: StageOptions) {
    this.#engine = engine;
    this.#folder = folder;
    this.#options = options;
  }

  static async open(options: StageOptions): Promise<EventStage> {
    const folder = join(options.outDir, `.staging-${options.fileId}`);
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    const engine = await DuckEngine.open({ tempDir: join(folder, 'spill'), memoryMib: options.memoryMib, threads: 1 });
    return new EventStage(engine, folder, options);
  }

  add(row: EventRow): void {
    this.#batch ??= new RowBatch(this.#folder, `batch-${this.#batches}`);
    this.#batch.add(row);
  }

  /** Starts to turn a full batch into Parquet; waits for the one before it, so that at most two are in work. */
  async settle(): Promise<void> {
    const batch = this.#batch;
    if (batch === null) return;
    if (batch.rows >= (this.#options.batchRows ?? BATCH_ROWS) || batch.characters >= BATCH_CHARACTERS)
      await this.#seal(batch);
  }

  /** Turns what is left into Parquet, merges duplicates of different batches, and moves the files to their places. */
  async commit(): Promise<readonly CommittedFile[]> {
    if (this.#batch !== null) await this.#seal(this.#batch);
    await this.#converting;
    await this.#engine.rows('SET GLOBAL threads = 2');
    const { outDir, fileId } = this.#options;
    return commitPieces(this.#engine, this.#pieceFolders(), join(this.#folder, 'merged'), outDir, `${fileId}.parquet`);
  }

  /** Ends the engine and removes the staging folder. */
  async dispose(): Promise<void> {
    await this.#converting.catch(() => undefined);
    this.#batch?.close();
    this.#engine.close();
    await rm(this.#folder, { recursive: true, force: true });
  }

  async #seal(batch: RowBatch): Promise<void> {
    batch.close();
    this.#batch = null;
    const pieces = join(this.#folder, `pieces-${this.#batches++}`);
    await this.#converting;
    this.#converting = this.#convert(batch, pieces);
    this.#converting.catch(() => undefined);
  }

  async #convert(batch: RowBatch, pieces: string): Promise<void> {
    await this.#engine.rows(
      `COPY (${rowsOf(batch)} ORDER BY source, day, "at", raw_row) TO ${literal(pieces)}
         (FORMAT parquet, COMPRESSION zstd, PARTITION_BY (source, day), WRITE_PARTITION_COLUMNS true)`,
    );
    await rm(batch.rowsPath);
  }

  #pieceFolders(): readonly string[] {
    return Array.from({ length: this.#batches }, (_, index) => join(this.#folder, `pieces-${index}`));
  }
}

/** DuckDB takes twice the longest line as its buffer, per thread; so it is told the true one. */
const LEAST_LINE_BYTES = 1024 * 1024;

function rowsOf(batch: RowBatch): string {
  const longest = Math.max(LEAST_LINE_BYTES, batch.lineBytes);
  const rows = `read_json(${pathLiteral(batch.rowsPath)}, format = 'newline_delimited', columns = ${COLUMN_STRUCT}, maximum_object_size = ${longest})`;
  if (!batch.hasRepeats) return `SELECT * FROM ${rows}`;
  const repeats = `read_json(${pathLiteral(batch.repeatsPath)}, format = 'newline_delimited', columns = {event_id: 'VARCHAR', extra: 'INTEGER'})`;
  return `SELECT r.* REPLACE (r.copies + coalesce(d.extra, 0) AS copies) FROM ${rows} r LEFT JOIN ${repeats} d ON d.event_id = r.event_id`;
}
