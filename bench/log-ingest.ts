import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { DuckDBInstance } from '@duckdb/node-api';
import { keyedHash } from '../src/core/index.ts';
import { ingestLog, openEventStore } from '../src/logs/index.ts';
import { loadDetections, runDetections } from '../src/review/index.ts';
import { AUDIT_FIELDS, writeAuditLog } from './log-samples.ts';

/** What one process took for its work. */
interface Taken {
  readonly seconds: number;
  /** Of all its threads. */
  readonly cpuSeconds: number;
  /** The most memory it ever had; null where the system does not tell. */
  readonly peakMib: number | null;
}

/** One measurement of the log bench. */
export interface LogIngestBench {
  readonly name: 'log-ingest';
  readonly records: number;
  readonly megabytes: number;
  /** Log to committed event table. */
  readonly ours: Taken;
  /** DuckDB alone: read_json with all fields of the records as explicit columns → Parquet, nothing normalised. */
  readonly peer: Taken;
  /** Our wall time over the peer's, same file, same run. */
  readonly ratio: number;
  readonly cpuRatio: number;
  /** The first sixty detections by name over the table, and all of them. */
  readonly sixty: Reviewed;
  readonly review: Reviewed;
}

interface Reviewed extends Taken {
  readonly detections: number;
  readonly findings: number;
}

/**
 * Ingests generated audit records as NDJSON, compares with DuckDB's bare read_json → Parquet of the same file, and reviews the table. Each in a
 * process of its own.
 * @param records how many; each is about 1.5 kB.
 */
export async function run(records = 100_000): Promise<LogIngestBench> {
  const folder = await mkdtemp(join(tmpdir(), 'postbreach-bench-'));
  try {
    const path = join(folder, 'ual.ndjson');
    await writeAuditLog(path, records);
    const peer = await measured<Taken>('peer', path, join(folder, 'peer.parquet'));
    const ours = await measured<Taken & { readonly files: readonly string[] }>('ours', path, join(folder, 'events'));
    const { files, ...taken } = ours;
    const spill = join(folder, 'spill');
    const sixty = await measured<Reviewed>('review', '60', spill, ...files);
    const review = await measured<Reviewed>('review', 'all', spill, ...files);
    const megabytes = (await stat(path)).size / 1e6;
    const ratio = ours.seconds / peer.seconds;
    const cpuRatio = ours.cpuSeconds / peer.cpuSeconds;
    return { name: 'log-ingest', records, megabytes, ours: taken, peer, ratio, cpuRatio, sixty, review };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const MOST_ANSWER_BYTES = 64 * 1024 * 1024;

async function measured<T>(...work: readonly string[]): Promise<T> {
  const options = { maxBuffer: MOST_ANSWER_BYTES };
  const { stdout } = await promisify(execFile)(process.execPath, [import.meta.filename, ...work], options);
  return JSON.parse(stdout) as T;
}

/** Does work in this process and says what it took. */
async function taking<T extends object>(work: () => Promise<T>): Promise<Taken & T> {
  const [start, before] = [performance.now(), process.cpuUsage()];
  const result = await work();
  const { user, system } = process.cpuUsage(before);
  return {
    seconds: (performance.now() - start) / 1000,
    cpuSeconds: (user + system) / 1e6,
    peakMib: peakMib(),
    ...result,
  };
}

/** proc_pid_status(5). */
function peakMib(): number | null {
  if (process.platform !== 'linux') return null;
  const [, kib] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'latin1')) ?? [];
  return kib === undefined ? null : Math.round(Number(kib) / 1024);
}

async function ingest(path: string, outDir: string): Promise<{ readonly files: readonly string[] }> {
  const files: string[] = [];
  for await (const event of ingestLog({ path, fileId: 'bench' }, { outDir })) {
    if (event.type === 'loss') throw new Error(event.loss.detail);
    if (event.result.state === 'ingested') files.push(...event.result.files.map((file) => join(outDir, file.path)));
  }
  return { files };
}

async function bare(path: string, target: string): Promise<object> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '2', memory_limit: '1GiB' });
  const connection = await instance.connect();
  const columns = AUDIT_FIELDS.map((name) => `${name}: '${name === 'RecordType' ? 'INTEGER' : 'VARCHAR'}'`).join(', ');
  await connection.run(
    `COPY (SELECT * FROM read_json('${path}', format = 'newline_delimited', columns = {${columns}}))
       TO '${target}' (FORMAT parquet, COMPRESSION zstd)`,
  );
  connection.closeSync();
  instance.closeSync();
  return {};
}

async function review(most: number, tempDir: string, files: readonly string[]): Promise<object> {
  const events = await openEventStore(files, { tempDir });
  const packs = loadDetections().slice(0, most);
  const scope = { kind: 'tenant', from: null, until: null } as const;
  const findings = await runDetections(events, scope, packs, { hash: keyedHash(new Uint8Array(32)) });
  events.close();
  return { detections: packs.length, findings: findings.length };
}

if (import.meta.main) {
  const [what = '100000', first = '', second = '', ...others] = process.argv.slice(2);
  const answer =
    what === 'ours'
      ? await taking(() => ingest(first, second))
      : what === 'peer'
        ? await taking(() => bare(first, second))
        : what === 'review'
          ? await taking(() => review(first === 'all' ? Number.POSITIVE_INFINITY : Number(first), second, others))
          : await run(Number(what));
  console.log(JSON.stringify(answer, null, 2));
}
