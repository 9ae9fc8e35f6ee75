import { mkdir, open, rename, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Instant } from '../../core/index.ts';
import { LogsError } from '../logs-error.ts';
import type { DuckEngine } from '../store/duck-engine.ts';
import { pathList } from '../store/sql-text.ts';

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

/** A partition's one file, not yet in its place. */
export interface StagedFile {
  /** `source=ual/day=2024-03-01` */
  readonly partition: string;
  readonly path: string;
  readonly rows: number;
  /** Row groups they came in. */
  readonly groups: number;
}

const MOVES_AT_ONCE = 16;

/**
 * Reads each file once through, syncs it, and renames it into `outDir`. The name is the same in every run, so that a run after a killed
 * one replaces what that left.
 * @throws LogsError `engine` where a file cannot be read back.
 */
export async function commitFiles(
  engine: DuckEngine,
  staged: readonly StagedFile[],
  outDir: string,
  fileName: string,
): Promise<readonly CommittedFile[]> {
  const facts = await factsOf(engine, staged);
  for (let at = 0; at < staged.length; at += MOVES_AT_ONCE) {
    const group = staged.slice(at, at + MOVES_AT_ONCE);
    await Promise.all(group.map(({ partition, path }) => moveInto(path, join(outDir, partition, fileName))));
  }
  const parents = new Set(staged.map(({ partition }) => dirname(join(outDir, partition))));
  for (const parent of [...parents, outDir]) await synced(parent);
  return Promise.all(staged.map(async (file) => describe(file, facts, outDir, fileName)));
}

async function describe(
  { partition, path }: StagedFile,
  facts: ReadonlyMap<string, FileFacts>,
  outDir: string,
  fileName: string,
): Promise<CommittedFile> {
  const known = facts.get(path);
  if (known === undefined) {
    const next = 'This is a bug; report it.';
    throw new LogsError('unbalanced', `No rows were found in ${partition} after it was written`, next, 4);
  }
  const { size } = await stat(join(outDir, partition, fileName));
  return { path: `${partition}/${fileName}`, ...known, bytes: size };
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
