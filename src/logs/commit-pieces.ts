import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Instant } from '../core/index.ts';
import type { DuckEngine } from './duck-engine.ts';
import { literal, pathList } from './sql-text.ts';

/** One Parquet file of the event table that is in its place and safely on disk. */
export interface CommittedFile {
  /** Path below `outDir`, `/` between segments: `source=ual/day=2024-03-01/FILE-ID.parquet`. */
  readonly path: string;
  readonly source: string;
  /** UTC day, YYYY-MM-DD. */
  readonly day: string;
  /** Distinct rows. */
  readonly rows: number;
  /** Records read into them: the sum of `copies`. */
  readonly records: number;
  readonly from: Instant;
  readonly until: Instant;
  readonly bytes: number;
}

/** The Parquet pieces of one partition, in the order of their batches. */
interface Partition {
  readonly folder: string;
  readonly pieces: readonly string[];
}

/**
 * Makes one file of each partition's pieces, syncs it, and renames it into `outDir`. The name is the same in every run, so that a run
 * after a killed one replaces what that left.
 */
export async function commitPieces(
  engine: DuckEngine,
  pieceFolders: readonly string[],
  mergeFolder: string,
  outDir: string,
  fileName: string,
): Promise<readonly CommittedFile[]> {
  const committed: CommittedFile[] = [];
  await mkdir(mergeFolder, { recursive: true });
  for (const { folder, pieces } of await partitionsOf(pieceFolders)) {
    const staged =
      pieces.length === 1 && pieces[0] !== undefined ? pieces[0] : await merge(engine, pieces, mergeFolder);
    const facts = await factsOf(engine, staged);
    const path = `${folder}/${fileName}`;
    await moveInto(staged, join(outDir, path));
    committed.push({ path, ...facts });
  }
  return committed;
}

async function partitionsOf(pieceFolders: readonly string[]): Promise<readonly Partition[]> {
  const byFolder = new Map<string, string[]>();
  for (const root of pieceFolders) {
    for (const source of (await readdir(root)).sort()) {
      for (const day of (await readdir(join(root, source))).sort()) {
        const names = (await readdir(join(root, source, day))).sort();
        const known = byFolder.get(`${source}/${day}`) ?? [];
        byFolder.set(`${source}/${day}`, known);
        known.push(...names.map((name) => join(root, source, day, name)));
      }
    }
  }
  return [...byFolder.keys()].sort().map((folder) => ({ folder, pieces: byFolder.get(folder) ?? [] }));
}

/** One piece of several; records that stand in more than one are merged into the first, with the copies of all. */
async function merge(engine: DuckEngine, pieces: readonly string[], mergeFolder: string): Promise<string> {
  const rows = `read_parquet(${pathList(pieces)}, hive_partitioning = false)`;
  const staged = join(mergeFolder, 'merged.parquet');
  await engine.rows(
    `CREATE OR REPLACE TABLE repeated AS
       SELECT event_id, CAST(sum(copies) AS INTEGER) AS copies, min(raw_row) AS raw_row
       FROM ${rows} GROUP BY event_id HAVING count(*) > 1`,
  );
  await engine.rows(
    `COPY (
       SELECT e.* REPLACE (coalesce(d.copies, e.copies) AS copies)
       FROM ${rows} e LEFT JOIN repeated d ON d.event_id = e.event_id
       WHERE d.event_id IS NULL OR d.raw_row = e.raw_row
       ORDER BY "at", raw_row
     ) TO ${literal(staged)} (FORMAT parquet, COMPRESSION zstd)`,
  );
  await Promise.all(pieces.map((piece) => rm(piece)));
  return staged;
}

async function factsOf(engine: DuckEngine, staged: string): Promise<Omit<CommittedFile, 'path'>> {
  const [facts] = await engine.rows(
    `SELECT any_value(source) AS source, any_value(day) AS day, count(*) AS rows, sum(copies) AS records,
            min("at") AS "from", max("at") AS until
     FROM read_parquet(${pathList([staged])}, hive_partitioning = false)`,
  );
  const { size } = await stat(staged);
  return { ...(facts as unknown as Omit<CommittedFile, 'path' | 'bytes'>), bytes: size };
}

async function moveInto(staged: string, target: string): Promise<void> {
  await synced(staged);
  await mkdir(dirname(target), { recursive: true });
  await rename(staged, target);
  await synced(dirname(target));
}

async function synced(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
