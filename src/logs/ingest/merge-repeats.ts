import { rename, rm } from 'node:fs/promises';
import type { DuckEngine } from '../store/duck-engine.ts';
import { findRepeats, mergedRows, parquetRows } from '../store/repeated-events.ts';
import { literal } from '../store/sql-text.ts';
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
    await rewrite(engine, path, `SELECT * FROM ${parquetRows([path])}`);
  }
  return files;
}

/**
 * Of records that stand in a log more than once, keeps the first, with the copies of all.
 * @returns the files that still have rows.
 */
export async function mergeRepeats(engine: DuckEngine, files: readonly StagedFile[]): Promise<readonly StagedFile[]> {
  const paths = files.map(({ path }) => path);
  const counts = await findRepeats(engine, paths);
  const kept: StagedFile[] = [];
  for (const file of files) {
    const rows = counts.get(file.path)?.rows;
    if (rows === 0) await rm(file.path);
    else kept.push(file);
    if (rows !== undefined && rows > 0)
      await rewrite(engine, file.path, `${mergedRows([file.path])} ORDER BY e.raw_row`);
  }
  return kept;
}

async function rewrite(engine: DuckEngine, path: string, query: string): Promise<void> {
  const next = `${path}.next`;
  await engine.rows(`COPY (${query}) TO ${literal(next)} (FORMAT parquet, COMPRESSION zstd)`);
  await rename(next, path);
}
