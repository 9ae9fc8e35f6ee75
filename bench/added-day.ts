import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { finished } from 'node:stream/promises';
import { openStore } from '../src/case/index.ts';
import { keyedHash } from '../src/core/index.ts';
import { type CommittedFile, ingestLog, openEventStore } from '../src/logs/index.ts';
import { type Anew, loadDetections, Remembered, reviewAnew, type TableMarks } from '../src/review/index.ts';
import { writeAuditLog } from './log-samples.ts';

const DAYS = 31;

/** One review in a process of its own, the opening of the event table included. */
interface Reviewed {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly findings: number;
  readonly anew: Anew;
}

/** What a review costs after thirty days, after one day more, and when nothing came. */
export interface AddedDayBench {
  readonly name: 'added-day';
  readonly records: number;
  readonly month: Reviewed;
  readonly dayMore: Reviewed;
  /** The same table reviewed by a case that remembers nothing. */
  readonly whole: Reviewed;
  readonly nothingNew: Reviewed;
  /** CPU time over that of the review of everything, same events, same run; of each the least of three. */
  readonly dayRatio: number;
  readonly nothingRatio: number;
}

/**
 * Reviews thirty generated days, then one more, then nothing new.
 * @param records how many in the thirty-one days.
 */
export async function run(records = 100_000): Promise<AddedDayBench> {
  const folder = await mkdtemp(join(tmpdir(), 'postbreach-bench-'));
  try {
    const [before, day] = await twoLogs(folder, records);
    const files = [await ingest(folder, before, 'month'), await ingest(folder, day, 'day')];
    const review = (name: string, ...logs: readonly (readonly CommittedFile[])[]): Reviewed => {
      const work = [join(folder, 'events'), join(folder, name), JSON.stringify(logs.flat())];
      const options = { encoding: 'utf8', maxBuffer: 1 << 26, input: work.join('\n') } as const;
      return JSON.parse(execFileSync(process.execPath, [import.meta.filename, 'review'], options)) as Reviewed;
    };
    const rounds = ['one', 'two', 'three'].map((round) => ({
      month: review(`${round}.db`, files[0] ?? []),
      dayMore: review(`${round}.db`, ...files),
      nothingNew: review(`${round}.db`, ...files),
      whole: review(`${round}-whole.db`, ...files),
    }));
    const [month, dayMore] = [least(rounds.map((one) => one.month)), least(rounds.map((one) => one.dayMore))];
    const [whole, nothingNew] = [least(rounds.map((one) => one.whole)), least(rounds.map((one) => one.nothingNew))];
    if (whole.findings !== dayMore.findings) throw new Error('the day that was added gave other findings');
    const dayRatio = dayMore.cpuSeconds / whole.cpuSeconds;
    const nothingRatio = nothingNew.cpuSeconds / whole.cpuSeconds;
    return { name: 'added-day', records, month, dayMore, whole, nothingNew, dayRatio, nothingRatio };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Of several runs the one that others disturbed least. */
function least(runs: readonly Reviewed[]): Reviewed {
  return runs.reduce((a, b) => (b.cpuSeconds < a.cpuSeconds ? b : a));
}

/** One log of all days but the last, and one of the last. */
async function twoLogs(folder: string, records: number): Promise<readonly [string, string]> {
  const [all, month, day] = [join(folder, 'all.ndjson'), join(folder, 'month.ndjson'), join(folder, 'day.ndjson')];
  await writeAuditLog(all, records, DAYS);
  const [before, last] = [createWriteStream(month), createWriteStream(day)];
  for await (const line of createInterface({ input: createReadStream(all) })) {
    (/"CreationTime":"2024-01-31/.test(line) ? last : before).write(`${line}\n`);
  }
  await Promise.all([before, last].map((out) => finished(out.end())));
  await rm(all);
  return [month, day];
}

async function ingest(folder: string, path: string, fileId: string): Promise<readonly CommittedFile[]> {
  for await (const event of ingestLog({ path, fileId }, { outDir: join(folder, 'events') })) {
    if (event.type === 'loss') throw new Error(event.loss.detail);
    if (event.result.state === 'ingested') return event.result.files;
  }
  throw new Error(`${path} was not read`);
}

async function review(folder: string, database: string, files: readonly CommittedFile[]): Promise<Reviewed> {
  const marks = files.map((file) => marked(folder, file));
  const [start, before] = [performance.now(), process.cpuUsage()];
  const hash = keyedHash(new Uint8Array(32));
  const store = openStore(database, 'write');
  const remembered = new Remembered(store);
  const paths = files.map(({ path }) => join(folder, path));
  const events = await openEventStore(paths, { tempDir: join(folder, '..', 'spill') });
  const scope = { kind: 'tenant', from: null, until: null } as const;
  const days = marks.map((mark, index) => ({
    ...mark,
    mark: `${mark.mark} ${events.repeats.get(paths[index] ?? '')}`,
  }));
  const table: TableMarks = { joined: '', days };
  const { findings, anew } = await reviewAnew(events, scope, loadDetections(), { hash, table, remembered });
  store.transaction(() => remembered.storeIn(store));
  store.close();
  events.close();
  const { user, system } = process.cpuUsage(before);
  const seconds = (performance.now() - start) / 1000;
  return { seconds, cpuSeconds: (user + system) / 1e6, findings: findings.length, anew };
}

/** `run` knows the hash of each file from when it was written. */
function marked(folder: string, { path, day, source }: CommittedFile): TableMarks['days'][number] {
  return {
    day,
    source,
    mark: createHash('sha256')
      .update(readFileSync(join(folder, path)))
      .digest('hex'),
  };
}

if (import.meta.main) {
  const [what = '100000'] = process.argv.slice(2);
  if (what === 'review') {
    const [folder = '', database = '', files = '[]'] = readFileSync(0, 'utf8').split('\n');
    console.log(JSON.stringify(await review(folder, database, JSON.parse(files) as readonly CommittedFile[])));
  } else {
    console.log(JSON.stringify(await run(Number(what)), null, 2));
  }
}
