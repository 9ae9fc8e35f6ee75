import { execFile } from 'node:child_process';
import { appendFile, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { ingestLog, openEventStore } from '../../src/logs/index.ts';
import { committed, filesBelow, type Ingested, ingest, ingestText, purviewCsv, scratch, ualRecord } from './log-kit.ts';

const lines = (records: readonly unknown[]) => records.map((record) => `${JSON.stringify(record)}\n`).join('');
const many = (from: number, until: number) =>
  Array.from({ length: until - from }, (_, index) => ualRecord(from + index));

async function counts(folder: string, ...all: readonly Ingested[]) {
  const store = await openEventStore(committed(folder, ...all), { tempDir: join(folder, 'spill') });
  const [row] = await store.query<object>(
    'SELECT count(*) AS rows, count(DISTINCT event_id) AS events, sum(copies) AS records FROM events',
  );
  store.close();
  return row;
}

describe('ingestLog, when things go wrong', () => {
  it('counts the same export once, whether it comes under one id or two', async () => {
    await using folder = await scratch();
    const text = lines(many(0, 500));
    const first = await ingestText(folder.path, text, 'log-1');
    const again = await ingestText(folder.path, text, 'log-1');
    expect(again).toEqual(first);
    expect(await counts(folder.path, again)).toEqual({ rows: 500, events: 500, records: 500 });
    const other = await ingestText(folder.path, text, 'log-2');
    expect(await counts(folder.path, first, other)).toEqual({ rows: 500, events: 500, records: 1000 });
  });

  it('counts what two overlapping exports of different shapes share once', async () => {
    await using folder = await scratch();
    const first = await ingestText(folder.path, lines(many(0, 400)), 'api');
    const other = await ingestText(folder.path, purviewCsv(many(250, 600)), 'purview');
    expect(await counts(folder.path, first, other)).toEqual({ rows: 600, events: 600, records: 750 });
  });

  it('counts a record once that a log holds again under another time, whatever the blocks', async () => {
    await using folder = await scratch();
    const moved = ualRecord(3, { CreationTime: '2024-03-09T00:00:00' });
    for (const blockRows of [4, 1000]) {
      const ingested = await ingestText(folder.path, lines([...many(0, 8), moved]), `b${blockRows}`, { blockRows });
      expect(ingested.result).toMatchObject({ tally: { read: 9 }, files: [{ rows: 8, records: 9 }] });
    }
  });

  it('joins the row groups of a log in no order of time', async () => {
    await using folder = await scratch();
    const records = Array.from({ length: 60 }, (_, index) => ualRecord((index % 2) * 1500 + index));
    const ingested = await ingestText(folder.path, lines(records), 'log-1', { blockRows: 4 });
    expect(ingested.result).toMatchObject({ files: [{ rows: 30 }, { rows: 30 }] });
    expect(await counts(folder.path, ingested)).toEqual({ rows: 60, events: 60, records: 60 });
  });

  it('reads a file that grows as long as it was, says so, and loses nothing when it is added again', async () => {
    await using folder = await scratch();
    const path = folder.file('grows.ndjson');
    await writeFile(path, lines(many(0, 2000)));
    const options = { outDir: folder.file('events'), blockRows: 100 };
    let grown = false;
    const losses: string[] = [];
    let first: Ingested | null = null;
    const onProgress = () => {
      if (!grown) void appendFile(path, lines(many(2000, 2100)));
      grown = true;
    };
    for await (const event of ingestLog({ path, fileId: 'log-1' }, { ...options, onProgress })) {
      if (event.type === 'loss') losses.push(event.loss.reason);
      else first = { result: event.result, losses: [] };
    }
    if (first === null) throw new Error('no result');
    expect(losses).toEqual(['changed-while-read']);
    expect(first.result).toMatchObject({ tally: { expected: 'unknown', read: 2000, unreadable: 0 } });
    const again = await ingest(path, options, 'log-2');
    expect(again).toMatchObject({ losses: [], result: { tally: { expected: 2100, read: 2100 } } });
    expect(await counts(folder.path, first, again)).toEqual({ rows: 2100, events: 2100, records: 4100 });
  });

  it('commits nothing when the disk takes no more, and everything when it does again', async () => {
    await using folder = await scratch();
    const path = folder.file('log.ndjson');
    await writeFile(path, lines(many(0, 3000)));
    const outDir = folder.file('events');
    const library = new URL('../../src/logs/index.ts', import.meta.url).href;
    const script = `import { ingestLog } from ${JSON.stringify(library)};
      try { for await (const event of ingestLog(${JSON.stringify({ path, fileId: 'log-1' })}, ${JSON.stringify({ outDir })})) console.log(event.type); }
      catch (error) { console.log(error.code, error.exit, error.next); }`;
    const limited = `ulimit -f 16; exec "$0" --input-type=module-typescript -e "$1"`;
    const { stdout } = await promisify(execFile)('/bin/sh', ['-c', limited, process.execPath, script]);
    expect(stdout).toMatch(/^engine 4 Check that the disk has room/);
    expect(await filesBelow(outDir)).toEqual(new Map());
    expect((await ingest(path, { outDir })).result).toMatchObject({ tally: { expected: 3000, read: 3000 } });
  });

  it('takes nothing from what an earlier run staged, and lists no file that cannot be read back', async () => {
    await using folder = await scratch();
    const path = folder.file('log.ndjson');
    await writeFile(path, lines(many(0, 50)));
    const options = { outDir: folder.file('events') };
    const damaged = join(options.outDir, '.staging-log-1', 'source=ual', 'day=2024-03-01.parquet');
    await mkdir(dirname(damaged), { recursive: true });
    await writeFile(damaged, 'PAR1 and no more');
    const { result } = await ingest(path, options);
    expect(result).toMatchObject({ files: [{ path: 'source=ual/day=2024-03-01/log-1.parquet', rows: 50 }] });
    expect([...(await filesBelow(options.outDir)).keys()]).toEqual(['source=ual/day=2024-03-01/log-1.parquet']);
  });
});
