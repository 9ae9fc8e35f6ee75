import type { DuckEngine } from './duck-engine.ts';
import { pathList } from './sql-text.ts';

/** What of a file's rows is kept that has records which stand elsewhere too. */
export interface KeptRows {
  readonly rows: number;
  /** Equal only where the same rows are kept, each with as many copies. */
  readonly mark: string;
}

/**
 * Finds the ids that stand in more than one row, into the table `repeated`: first by a hash of them, which takes a tenth of the memory,
 * then exactly.
 * @param files Parquet files of the event table.
 * @returns what each file keeps which holds such an id; empty where there is none.
 */
export async function findRepeats(
  engine: DuckEngine,
  files: readonly string[],
): Promise<ReadonlyMap<string, KeptRows>> {
  if (files.length === 0) return new Map();
  const rows = parquetRows(files);
  await engine.rows(
    `CREATE OR REPLACE TABLE suspect AS SELECT hash(event_id) AS id FROM ${rows} GROUP BY id HAVING count(*) > 1`,
  );
  const [suspects] = await engine.rows('SELECT count(*) AS n FROM suspect');
  if (suspects?.n === 0) return new Map();
  await engine.rows(
    `CREATE OR REPLACE TABLE repeated AS
       SELECT event_id, CAST(sum(copies) AS INTEGER) AS copies, min({'file_id': file_id, 'raw_row': raw_row}) AS first
       FROM ${rows} WHERE hash(event_id) IN (SELECT id FROM suspect) GROUP BY event_id HAVING count(*) > 1`,
  );
  const kept = await engine.rows(
    `SELECT e.filename, count(*) FILTER (WHERE ${IS_FIRST}) AS kept, CAST(bit_xor(${KEPT}) AS VARCHAR) AS mark
     FROM ${parquetRows(files, ', filename = true')} e LEFT JOIN repeated d ON d.event_id = e.event_id
     GROUP BY e.filename HAVING count(d.event_id) > 0`,
  );
  return new Map(
    kept.map(({ filename, kept: rows, mark }) => [String(filename), { rows: Number(rows), mark: `${rows} ${mark}` }]),
  );
}

/** Of a repeated row: which it is, whether it is kept, and what it counts for. */
const KEPT = `md5_number(CASE WHEN d.event_id IS NOT NULL
  THEN concat_ws(' ', d.copies, d.first.file_id, d.first.raw_row, e.file_id, e.raw_row, e.event_id) END)`;

const IS_FIRST = 'd.event_id IS NULL OR (d.first.file_id = e.file_id AND d.first.raw_row = e.raw_row)';

/** The rows of some files, where the first of those that {@link findRepeats} found stands for all, with the copies of all. */
export function mergedRows(files: readonly string[]): string {
  return `SELECT e.* REPLACE (coalesce(d.copies, e.copies) AS copies)
    FROM ${parquetRows(files)} e LEFT JOIN repeated d ON d.event_id = e.event_id WHERE ${IS_FIRST}`;
}

/** The rows of Parquet files as a relation. Files in their places are not opened for a query that asks for other days or sources. */
export function parquetRows(files: readonly string[], more = ''): string {
  const placed = files.every((file) => PLACE.test(file));
  const partitions = placed
    ? "hive_partitioning = true, hive_types = {'source': VARCHAR, 'day': VARCHAR}"
    : 'hive_partitioning = false';
  return `read_parquet(${pathList(files)}, ${partitions}${more})`;
}

/** A folder above with an equals sign in its name would be taken for a column. */
const PLACE = /^[^=]*[\\/]source=[^=\\/]+[\\/]day=[^=\\/]+[\\/][^=\\/]+$/;
