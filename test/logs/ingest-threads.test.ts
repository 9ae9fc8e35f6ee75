import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeAuditLog } from '../../bench/log-samples.ts';
import { type IngestOptions, ingestLog } from '../../src/logs/index.ts';
import { filesBelow, ingest, scratch } from './log-kit.ts';

/** Enough bytes that threads are started. */
const RECORDS = 6000;
const DAYS = 2;
const BLOCK_ROWS = 1500;

let folder: Awaited<ReturnType<typeof scratch>>;
let log: string;
let clean: ReadonlyMap<string, string>;

const optionsFor = (name: string, more: Partial<IngestOptions> = {}): IngestOptions => ({
  outDir: folder.file(name),
  blockRows: BLOCK_ROWS,
  ...more,
});

/** Comparing the bytes themselves would take longer than reading the log. */
async function digestsBelow(path: string): Promise<ReadonlyMap<string, string>> {
  const files = [...(await filesBelow(path))];
  return new Map(files.map(([name, bytes]) => [name, createHash('sha256').update(bytes).digest('hex')]));
}

beforeAll(async () => {
  folder = await scratch();
  log = folder.file('log.ndjson');
  await writeAuditLog(log, RECORDS, DAYS);
  const { result } = await ingest(log, optionsFor('clean'));
  expect(result).toMatchObject({ tally: { expected: RECORDS, read: RECORDS } });
  clean = await digestsBelow(folder.file('clean'));
});

afterAll(() => folder[Symbol.asyncDispose]());

describe('a log large enough for threads', () => {
  it('gives the same bytes as reading in one thread', async () => {
    await ingest(log, optionsFor('here', { mask: (text) => text }));
    expect(clean.size).toBeGreaterThanOrEqual(DAYS);
    expect(await digestsBelow(folder.file('here'))).toEqual(clean);
  });

  it('is masked in each thread by what the module makes', async () => {
    const module = new URL('./fixtures/swap-mask.ts', import.meta.url).href;
    const mask = { module, data: { known: 'report-' } };
    const { result } = await ingest(log, optionsFor('masked', { mask }));
    expect(result).toMatchObject({ tally: { read: RECORDS } });
    const here = (text: string) => text.replaceAll('report-', '[known]');
    await ingest(log, optionsFor('masked-here', { mask: here }));
    const masked = await digestsBelow(folder.file('masked'));
    expect(masked).toEqual(await digestsBelow(folder.file('masked-here')));
    expect(masked).not.toEqual(clean);
  });

  it('says so where a thread cannot be made', async () => {
    const mask = { module: 'file:///absent.ts', data: null };
    await expect(ingest(log, optionsFor('absent', { mask }))).rejects.toMatchObject({ code: 'engine' });
    expect(await digestsBelow(folder.file('absent'))).toEqual(new Map());
  });

  it('killed at any moment, leaves nothing that the next run does not put right', async () => {
    const options = optionsFor('killed');
    const library = new URL('../../src/logs/index.ts', import.meta.url).href;
    const script = `import { ingestLog } from ${JSON.stringify(library)};
      console.log('up');
      for (;;) for await (const event of ingestLog(${JSON.stringify({ path: log, fileId: 'log-1' })}, ${JSON.stringify(options)}))
        if (event.type === 'loss') throw new Error('loss');`;
    for (let kill = 0; kill < 2; kill++) {
      const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', script], {
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      await once(child.stdout, 'data');
      await wait(Math.random() * 600);
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
    for await (const event of ingestLog({ path: log, fileId: 'log-1' }, options)) expect(event.type).toBe('result');
    expect(await digestsBelow(options.outDir)).toEqual(clean);
    await rm(options.outDir, { recursive: true });
  });
});
