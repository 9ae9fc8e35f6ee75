import { access } from 'node:fs/promises';
import { basename } from 'node:path';
import { LogsError } from '../logs-error.ts';
import type { NetworkLookup } from '../network/network-lookup.ts';
import { DuckEngine, type QueryParameters } from './duck-engine.ts';
import { EVENT_MACROS } from './event-macros.ts';
import { COLUMN_LIST, literal, pathList, pathLiteral } from './sql-text.ts';

export interface EventStoreOptions {
  /** Folder for what does not fit in memory; inside the case. */
  readonly tempDir: string;
  /** MiB DuckDB may use; 1024 unless given. */
  readonly memoryMib?: number;
  /** Says whose network an address is in; what the records say stands where it says nothing. */
  readonly networks?: NetworkLookup | null;
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
  const { tempDir, memoryMib = 1024, threads = 2 } = options;
  const engine = await DuckEngine.open({ tempDir, memoryMib, threads });
  for (const macro of EVENT_MACROS) await engine.rows(macro);
  await createEvents(engine, files, options.networks ?? null);
  await lock(engine, files);
  return {
    query: async <T extends object>(sql: string, parameters?: QueryParameters) =>
      (await engine.rows(sql, parameters, 'bad-query')) as readonly T[],
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
  networks: NetworkLookup | null,
): Promise<void> {
  if (files.length === 0) {
    await engine.rows(`CREATE TABLE events (${COLUMN_LIST})`);
    return;
  }
  await engine.rows(
    `CREATE VIEW file_events AS SELECT * FROM read_parquet(${pathList(files)}, hive_partitioning = false)`,
  );
  const rows = (await hasRepeats(engine, files)) ? MERGED : 'SELECT * FROM file_events';
  const known = networks === null ? rows : await withNetworks(engine, rows, networks);
  const form = (await isSmall(engine)) ? 'TABLE' : 'VIEW';
  await engine.rows(`CREATE ${form} events AS ${known}`);
}

const NETWORK_SHAPE = JSON.stringify([{ ip: 'VARCHAR', asn: 'BIGINT', network: 'VARCHAR', country: 'VARCHAR' }]);

/** The rows with what a file says of their addresses. Each address is looked up once, when the table is opened: so another file needs no log read again. */
async function withNetworks(engine: DuckEngine, rows: string, networks: NetworkLookup): Promise<string> {
  const addresses = await engine.rows('SELECT DISTINCT ip FROM file_events WHERE ip IS NOT NULL ORDER BY ip');
  const known = addresses.flatMap(({ ip }) => {
    const facts = networks(String(ip));
    return facts === null ? [] : [{ ip, ...facts }];
  });
  await engine.rows(
    `CREATE TABLE networks AS SELECT one.* FROM (SELECT unnest(from_json($1::JSON, '${NETWORK_SHAPE}')) AS one)`,
    [JSON.stringify(known)],
  );
  return `SELECT e.* REPLACE (coalesce(n.asn, e.asn) AS asn, coalesce(n.network, e.network) AS network, coalesce(n.country, e.country) AS country)
    FROM (${rows}) e LEFT JOIN networks n ON n.ip = e.ip`;
}

/** Opening hundreds of small files again for every question costs more than the question: a small table is held in memory. */
async function isSmall(engine: DuckEngine): Promise<boolean> {
  const [row] = await engine.rows('SELECT count(*) AS n FROM file_events');
  return Number(row?.n ?? 0) <= HELD_ROWS;
}

const HELD_ROWS = 100_000;

/** Each file holds a record once; only files of several logs can repeat each other. */
async function hasRepeats(engine: DuckEngine, files: readonly string[]): Promise<boolean> {
  if (new Set(files.map((file) => basename(file))).size < 2) return false;
  await engine.rows(
    `CREATE TABLE repeated AS
       SELECT event_id, CAST(sum(copies) AS INTEGER) AS copies, min({'file_id': file_id, 'raw_row': raw_row}) AS first
       FROM file_events GROUP BY event_id HAVING count(*) > 1`,
  );
  const [row] = await engine.rows('SELECT count(*) AS n FROM repeated');
  return row?.n !== 0;
}

/** Of records that several files hold, the first file's row stands for all, with the copies of all. */
const MERGED = `SELECT e.* REPLACE (coalesce(r.copies, e.copies) AS copies)
  FROM file_events e LEFT JOIN repeated r ON r.event_id = e.event_id
  WHERE r.event_id IS NULL OR (r.first.file_id = e.file_id AND r.first.raw_row = e.raw_row)`;

async function lock(engine: DuckEngine, files: readonly string[]): Promise<void> {
  const paths = files.flatMap((file) => [literal(file), pathLiteral(file)]);
  await engine.rows(`SET GLOBAL allowed_paths = [${paths.join(', ')}]`);
  await engine.rows('SET GLOBAL enable_external_access = false');
  await engine.rows('SET GLOBAL lock_configuration = true');
}
