import { access } from 'node:fs/promises';
import { basename } from 'node:path';
import { LogsError } from '../logs-error.ts';
import type { NetworkLookup } from '../network/network-lookup.ts';
import { DuckEngine, type QueryParameters } from './duck-engine.ts';
import { withNetworks, withPrincipals } from './event-joins.ts';
import { EVENT_MACROS } from './event-macros.ts';
import { findRepeats, type KeptRows, mergedRows, parquetRows } from './repeated-events.ts';
import { COLUMN_LIST, literal, pathLiteral } from './sql-text.ts';

export interface EventStoreOptions {
  /** Folder for what does not fit in memory; inside the case. */
  readonly tempDir: string;
  /** MiB DuckDB may use; 768 unless given: what does not fit is spilled, and a process keeps as much again beside it. */
  readonly memoryMib?: number;
  /** Says whose network an address is in; what the records say stands where it says nothing. */
  readonly networks?: NetworkLookup | null;
  /** The one name of a principal that logs also record by object id, SID or alias; null where the name is as it should be. */
  readonly principals?: ((name: string) => string | null) | null;
  /** Threads DuckDB may use; 2 unless given. */
  readonly threads?: number;
}

/** The event table over a list of Parquet files, read-only. */
export interface EventStore {
  /**
   * Runs one SQL statement over the view `events` (EVENT_COLUMNS; one row per distinct record of all files, `copies` summed).
   * TIMESTAMP comes as Instant text, integers and decimals as number, lists as arrays. Bind times as Instant text.
   * @param parameters by position (`$1`) or by name (`$name`).
   * @throws LogsError `bad-query`.
   */
  readonly query: <T extends object>(sql: string, parameters?: QueryParameters) => Promise<readonly T[]>;
  /**
   * Of the files that hold records which stand in others too, by path: a text that is equal only where the same rows of the file are in the
   * table. The rows of all others are all there.
   */
  readonly repeats: ReadonlyMap<string, string>;
  readonly close: () => void;
}

/**
 * Opens the event table over exactly the listed Parquet files. The engine can read these files and nothing else, loads no extension, and
 * its settings are locked.
 * @param files paths of files that {@link ingestLog} committed; none gives an empty table.
 * @throws LogsError `not-found` where a listed file is missing.
 *
 * @example
 * const store = await openEventStore(files, { tempDir: 'my.case/tmp' });
 * const rows = await store.query<{ principal: string; n: number }>(
 *   `SELECT principal, count(*) AS n FROM events WHERE outcome = 'failure' AND "at" >= $1 GROUP BY principal`,
 *   ['2024-03-01T00:00:00.000Z'],
 * );
 * store.close();
 */
export async function openEventStore(files: readonly string[], options: EventStoreOptions): Promise<EventStore> {
  await Promise.all(files.map(mustExist));
  const { tempDir, memoryMib = 768, threads = 2 } = options;
  const engine = await DuckEngine.open({ tempDir, memoryMib, threads });
  for (const macro of EVENT_MACROS) await engine.rows(macro);
  const repeats = await createEvents(engine, files, options);
  await lock(engine, files);
  return {
    query: async <T extends object>(sql: string, parameters?: QueryParameters) =>
      (await engine.rows(sql, parameters, 'bad-query')) as readonly T[],
    repeats: new Map([...repeats].map(([file, { mark }]) => [file, mark])),
    close: () => engine.close(),
  };
}

async function mustExist(path: string): Promise<void> {
  try {
    await access(path);
  } catch (cause) {
    throw new LogsError('not-found', `${path} is missing from the event table`, 'Add the log again.', 3, cause);
  }
}

async function createEvents(
  engine: DuckEngine,
  files: readonly string[],
  { networks = null, principals = null }: EventStoreOptions,
): Promise<ReadonlyMap<string, KeptRows>> {
  if (files.length === 0) {
    await engine.rows(`CREATE TABLE events (${COLUMN_LIST})`);
    return new Map();
  }
  await engine.rows(`CREATE VIEW file_events AS SELECT * FROM ${parquetRows(files)}`);
  const repeats = await repeatsOf(engine, files);
  const rows = distinctRows(files, repeats);
  const placed = networks === null ? rows : await withNetworks(engine, rows, networks);
  const known = principals === null ? placed : await withPrincipals(engine, placed, principals);
  const form = (await isSmall(engine)) ? 'TABLE' : 'VIEW';
  await engine.rows(`CREATE ${form} events AS ${known}`);
  return repeats;
}

/** Opening hundreds of small files again for every question costs more than the question: a small table is held in memory. */
async function isSmall(engine: DuckEngine): Promise<boolean> {
  const [row] = await engine.rows('SELECT count(*) AS n FROM file_events');
  return Number(row?.n ?? 0) <= HELD_ROWS;
}

const HELD_ROWS = 100_000;

/** Each file holds a record once; only files of several logs can repeat each other. */
function repeatsOf(engine: DuckEngine, files: readonly string[]): Promise<ReadonlyMap<string, KeptRows>> {
  const logs = new Set(files.map((file) => basename(file)));
  return findRepeats(engine, logs.size < 2 ? [] : files);
}

/** Files that hold nothing of others are read as they are. */
function distinctRows(files: readonly string[], shared: ReadonlyMap<string, KeptRows>): string {
  const clean = files.filter((file) => !shared.has(file));
  const dirty = files.filter((file) => shared.has(file));
  return [
    ...(clean.length > 0 ? [`SELECT * FROM ${parquetRows(clean)}`] : []),
    ...(dirty.length > 0 ? [mergedRows(dirty)] : []),
  ].join(' UNION ALL ');
}

async function lock(engine: DuckEngine, files: readonly string[]): Promise<void> {
  const paths = files.flatMap((file) => [literal(file), pathLiteral(file)]);
  await engine.rows(`SET GLOBAL allowed_paths = [${paths.join(', ')}]`);
  await engine.rows('SET GLOBAL enable_external_access = false');
  await engine.rows('SET GLOBAL lock_configuration = true');
}
