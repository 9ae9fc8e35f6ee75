import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Instant } from '../../core/index.ts';
import { LogsError } from '../logs-error.ts';
import type { DuckEngine } from '../store/duck-engine.ts';
import { literal, pathList } from '../store/sql-text.ts';

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

/** A partition's one file, not yet in its place. */
interface StagedFile {
  readonly folder: string;
  readonly path: string;
}

const MOVES_AT_ONCE = 16;

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
  const staged: StagedFile[] = [];
  await mkdir(mergeFolder, { recursive: true });
  for (const { folder, pieces } of await partitionsOf(pieceFolders)) {
    const [only, ...others] = pieces;
    if (only !== undefined && others.length === 0) staged.push({ folder, path: only });
    else staged.push({ folder, path: await merge(engine, pieces, join(mergeFolder, `${staged.length}.parquet`)) });
  }
  const facts = await factsOf(engine, staged);
  for (let at = 0; at < staged.length; at += MOVES_AT_ONCE) {
    const group = staged.slice(at, at + MOVES_AT_ONCE);
    await Promise.all(group.map(({ folder, path }) => moveInto(path, join(outDir, folder, fileName))));
  }
  const parents = new Set(staged.map(({ folder }) => dirname(join(outDir, folder))));
  for (const parent of [...parents, outDir]) await synced(parent);
  return Promise.all(staged.map(async (file) => describe(file, facts, outDir, fileName)));
}

async function describe(
  { folder, path }: StagedFile,
  facts: ReadonlyMap<string, FileFacts>,
  outDir: string,
  fileName: string,
): Promise<CommittedFile> {
  const known = facts.get(path);
  if (known === undefined) {
    throw new LogsError(
      'unbalanced',
      `No rows were found in ${folder} after it was written`,
      'This is a bug; report it.',
      4,
    );
  }
  const { size } = await stat(join(outDir, folder, fileName));
  return { path: `${folder}/${fileName}`, ...known, bytes: size };
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
async function merge(engine: DuckEngine, pieces: readonly string[], target: string): Promise<string> {
  const rows = `read_parquet(${pathList(pieces)}, hive_partitioning = false)`;
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
     ) TO ${literal(target)} (FORMAT parquet, COMPRESSION zstd)`,
  );
  await Promise.all(pieces.map((piece) => rm(piece)));
  return target;
}

type FileFacts = Omit<CommittedFile, 'path' | 'bytes'>;

/** What stands in the staged files, read back from them. */
async function factsOf(engine: DuckEngine, staged: readonly StagedFile[]): Promise<ReadonlyMap<string, FileFacts>> {
  if (staged.length === 0) return new Map();
  const rows = await engine.rows(
    `SELECT filename, any_value(source) AS source, any_value(day) AS day, count(*) AS rows, sum(copies) AS records,
            min("at") AS "from", max("at") AS until
     FROM read_parquet(${pathList(staged.map(({ path }) => path))}, hive_partitioning = false, filename = true) GROUP BY filename`,
  );
  return new Map(rows.map(({ filename, ...facts }) => [String(filename), facts as unknown as FileFacts]));
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
