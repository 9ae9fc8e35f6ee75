import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { keyedHash, packageRoot } from '../../src/core/index.ts';
import { type ScanRecord, scanPaths, scanRecords } from '../../src/run/index.ts';
import { loadScanner, type TextScanner } from '../../src/secrets/index.ts';
import type { ThreadOptions } from '../../src/secrets/threads/scanning-thread.ts';
import { type Pool, poolUp } from '../secrets/threads-up.ts';
import { CaseKit, mail, mbox } from './case-kit.ts';
import { BEHIND_THE_LOCK, letter, lockedZip } from './locked-mail.ts';

const CORPORA = ['stalwart', 'msgreader'].map((name) => resolve(packageRoot(), '../shared/corpora/mail', name));
const isHere = CORPORA.every((path) => existsSync(path));
if (!isHere) console.warn('skipped: ../shared/corpora/mail is not here, so threads were tried on generated mail alone');

const KEY = 'Kirschbaum!88';
const FAULTY: ThreadOptions = { script: new URL('../secrets/faulty-thread.ts', import.meta.url), patience: () => 4000 };
const scanner = loadScanner();
const kit = new CaseKit();
const pools: Pool[] = [];
let paths: readonly string[];

const threads = async (jobs: number, options: ThreadOptions = {}) => {
  const made = await poolUp(jobs, options);
  pools.push(made);
  return made.texts;
};

const note = (at: number, body = '') =>
  mail(
    `note${at}`,
    `Access ${at}`,
    `The password for svc-${at} is Kestrel_Anvil-${at}93.\n${body}\nKind regards. ${'So long. '.repeat(at % 90)}`,
  );

beforeAll(async () => {
  const notes = Array.from({ length: 120 }, (_, at) => note(at));
  const locked = letter({ id: 'lock', body: 'see', attached: { name: 'report.zip', bytes: await lockedZip(KEY) } });
  const key = letter({ id: 'key', subject: 'Re: Report', body: `${KEY}\n`, answers: 'lock' });
  paths = [
    kit.write('1/notes.mbox', mbox(...notes, key)),
    kit.write('2/more.mbox.gz', gzipSync(mbox(...notes.slice(0, 30), locked, note(500, 'long '.repeat(60_000))))),
    ...notes.slice(0, 20).map((text, at) => kit.write(`3/${at}.eml`, text)),
    kit.write('4/empty.mbox', ''),
    kit.at('4'),
  ];
});
afterEach(() => {
  for (const { texts } of pools.splice(0)) texts.close();
});
afterAll(() => kit.remove());

/** Everything a scan says but how long it took. */
async function scanned(of: readonly string[], texts?: TextScanner): Promise<readonly ScanRecord[]> {
  const options = { hash: keyedHash(Buffer.alloc(32, 1)), scanner, minConfidence: 'low', showSecrets: true } as const;
  const events = scanPaths(of, texts === undefined ? { scanner } : { scanner, texts });
  const records = await Array.fromAsync(scanRecords(events, options));
  return records.map((record) => (record.type === 'summary' ? { ...record, milliseconds: 0 } : record));
}

const lossesOf = (records: readonly ScanRecord[]) => records.filter((record) => record.type === 'loss');

describe('a scan in threads', () => {
  it.each([1, 2, 3])('says the same in the same order with %i, of what is locked too', async (jobs) => {
    const here = await scanned(paths);
    expect(JSON.stringify(here)).toContain(BEHIND_THE_LOCK);
    expect(here.length).toBeGreaterThan(200);
    expect(await scanned(paths, await threads(jobs))).toEqual(here);
  });

  it.skipIf(!isHere)(
    'says the same of real mail',
    async () => {
      const here = await scanned(CORPORA);
      expect(here.length).toBeGreaterThan(100);
      for (const jobs of [1, 2, 3]) expect(await scanned(CORPORA, await threads(jobs))).toEqual(here);
    },
    240_000,
  );
});

describe('a thread that ends', () => {
  it.each([
    ['throws', 'THROW', 'damaged'],
    ['hangs', 'HANG', 'over-budget'],
  ])('because it %s costs one text, and says so right before what else its message holds', async (_, what, reason) => {
    const bad = letter({
      id: 'bad',
      body: `${what} Kestrel_Anvil-93`,
      attached: { name: 'note.txt', bytes: Buffer.from('The password for desk@agency.example is Gannet-Umbra-5521\n') },
    });
    const notes = [note(1), note(2), bad, note(3)];
    const path = kit.write(`${what}.mbox`, mbox(...notes));
    const records = await scanned([path], await threads(2, FAULTY));
    const rest = (await scanned([path])).filter((record) => record.type === 'finding');
    const found = records.filter((record) => record.type === 'finding');
    expect(found).toEqual(
      rest.filter(({ provenance: { messageId, part } }) => messageId !== '<bad@agency.example>' || part !== '1'),
    );
    const losses = lossesOf(records);
    expect(losses).toMatchObject([
      { level: 'part', reason, provenance: { messageId: '<bad@agency.example>', part: '1' } },
    ]);
    expect(JSON.stringify(losses)).not.toContain('Kestrel');
    const at = records.findIndex(({ type }) => type === 'loss');
    expect(records[at + 1]).toMatchObject({ provenance: { messageId: '<bad@agency.example>', part: '2' } });
    expect(records.at(-1)).toMatchObject({ type: 'summary', messages: 4, losses: 1 });
  });
});
