import { rename, rm } from 'node:fs/promises';
import type { DuckEngine } from '../store/duck-engine.ts';
import { literal, pathList } from '../store/sql-text.ts';
import type { StagedFile } from './commit-files.ts';

/** Row groups smaller than this make a file slow to read, where there are many of them. */
const SMALL_GROUP_ROWS = 2000;
const FEW_GROUPS = 8;

/** Writes files anew whose rows came in many small groups: those of a log that is in no order of time. */
export async function joinSmallGroups(
  engine: DuckEngine,
  files: readonly StagedFile[],
): Promise<readonly StagedFile[]> {
  for (const { path, rows, groups } of files) {
    if (groups <= FEW_GROUPS || rows >= groups * SMALL_GROUP_ROWS) continue;
    await rewrite(engine, path, `SELECT * FROM ${rowsOf([path])}`);
  }
  return files;
}

/**
 * Of records that stand in a log more than once, keeps the first, with the copies of all.
 * @returns the files that still have rows.
 */
export async function mergeRepeats(engine: DuckEngine, files: readonly StagedFile[]): Promise<readonly StagedFile[]> {
  const counts = files.length === 0 ? null : await findRepeats(engine, files);
  if (counts === null) return files;
  const kept: StagedFile[] = [];
  for (const file of files) {
    const rows = counts.get(file.path);
    if (rows !== undefined) await rewrite(engine, file.path, withoutRepeats(file.path));
    if (rows === 0) await rm(file.path);
    else kept.push(file);
  }
  return kept;
}

/**
 * Finds the ids that stand in more than one row, into the table `repeated`: first by a hash of them, which needs little memory, then
 * exactly.
 * @returns how many rows each file keeps that holds such an id; null where there is none.
 */
async function findRepeats(
  engine: DuckEngine,
  files: readonly StagedFile[],
): Promise<ReadonlyMap<string, number> | null> {
  const paths = files.map(({ path }) => path);
  const rows = rowsOf(paths);
  const table = (name: string, query: string) => engine.rows(`CREATE OR REPLACE TABLE ${name} AS ${query}`);
  await table('suspect', `SELECT hash(event_id) AS id FROM ${rows} GROUP BY id HAVING count(*) > 1`);
  const [suspects] = await engine.rows('SELECT count(*) AS n FROM suspect');
  if (suspects?.n === 0) return null;
  await table(
    'repeated',
    `SELECT event_id, CAST(sum(copies) AS INTEGER) AS copies, min(raw_row) AS first_row
     FROM ${rows} WHERE hash(event_id) IN (SELECT id FROM suspect) GROUP BY event_id HAVING count(*) > 1`,
  );
  const kept = await engine.rows(
    `SELECT e.filename, count(*) FILTER (WHERE ${IS_KEPT}) AS kept
     FROM ${rowsOf(paths, ', filename = true')} e LEFT JOIN repeated d ON d.event_id = e.event_id
     GROUP BY e.filename HAVING count(d.event_id) > 0`,
  );
  return new Map(kept.map((row) => [String(row.filename), Number(row.kept)]));
}

const IS_KEPT = 'd.event_id IS NULL OR d.first_row = e.raw_row';

function withoutRepeats(path: string): string {
  return `SELECT e.* REPLACE (coalesce(d.copies, e.copies) AS copies)
    FROM ${rowsOf([path])} e LEFT JOIN repeated d ON d.event_id = e.event_id
    WHERE ${IS_KEPT} ORDER BY e.raw_row`;
}

async function rewrite(engine: DuckEngine, path: string, query: string): Promise<void> {
  const next = `${path}.next`;
  await engine.rows(`COPY (${query}) TO ${literal(next)} (FORMAT parquet, COMPRESSION zstd)`);
  await rename(next, path);
}

function rowsOf(paths: readonly string[], more = ''): string {
  return `read_parquet(${pathList(paths)}, hive_partitioning = false${more})`;
}
