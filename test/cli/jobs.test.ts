import { spawn } from 'node:child_process';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seededRandom } from '../../examples/random.ts';
import { writeZip } from '../evidence/zip-fixture.ts';
import { caseDifferences } from './case-differences.ts';
import { filesBelow } from './files-below.ts';
import { dumpCase, filesAtRest } from './fresh-case.ts';
import { killedAfter, postbreach, postbreachHere, scratch } from './postbreach.ts';

const MAIN = resolve(import.meta.dirname, '../../src/cli/main.ts');
const DAY = ['--as-of', '2024-02-01T12:00:00Z'];
const random = seededRandom('jobs/1');
const { at, remove } = scratch();
const mail = at('mail.mbox');
const key = at('key');

/** Letters alone, so that none looks like a password. */
const wordOf = (number: number): string =>
  number.toString(36).replace(/\d/g, (digit) => 'abcdefghij'[Number(digit)] ?? '');

/** Enough text that threads are started, and a passage that is the same in no two messages. */
function message(number: number): string {
  const words = Array.from({ length: 500 }, () => wordOf(Math.floor(random.next() * 1e9)));
  return [
    'From ana@agency.example Tue Jan 16 10:00:00 2024',
    'From: ana@agency.example',
    `Subject: Account ${number}`,
    `Message-ID: <${number}@agency.example>`,
    '',
    `The password for svc-${number % 50} is Kestrel_Anvil-${number % 50}93.`,
    ...words.map((word, index) => (index % 12 === 0 ? `${word}\n` : word)),
    '\n',
  ].join('\n');
}

beforeAll(() => {
  writeFileSync(mail, Array.from({ length: 360 }, (_, number) => message(number)).join(''));
  writeFileSync(key, 'a key for fingerprints that nobody needs');
});
afterAll(remove);

describe('scan --jobs', () => {
  const scan = (jobs: string) =>
    postbreach(['scan', mail, '--key', key, '--jobs', jobs, '--format', 'ndjson', '--quiet']);

  it('gives the same bytes with any number', () => {
    const withoutTime = (jobs: string) => scan(jobs).stdout.replace(/"milliseconds":\d+/, '');
    const one = withoutTime('1');
    expect(one.split('\n').filter((line) => line.includes('"finding"')).length).toBeGreaterThan(359);
    for (const jobs of ['2', '3']) expect(withoutTime(jobs)).toBe(one);
  });

  it.each(['0', '-1', 'many', '1000', '1.5'])('refuses %s', (jobs) => {
    expect(scan(jobs)).toMatchObject({ code: 2, stdout: '' });
  });
});

/** Processes below another, as Linux tells. */
function below(pid: number): readonly number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'latin1').split(' ').filter(Boolean).map(Number);
  return children.flatMap((child) => [child, ...below(child)]);
}

/** Whether a process is there, and not only its end that nobody has asked for yet. */
function isAlive(pid: number): boolean {
  try {
    return !/^State:\s*Z/m.test(readFileSync(`/proc/${pid}/status`, 'latin1'));
  } catch {
    return false;
  }
}

/** Waits until a program has said so much that its threads are at work. */
function enoughSaid(output: Readable): Promise<void> {
  return new Promise((resolve) => {
    let seen = 0;
    output.on('data', (chunk: Buffer) => {
      seen += chunk.length;
      if (seen > 150_000) resolve();
    });
  });
}

describe.skipIf(process.platform !== 'linux')('Ctrl-C', () => {
  it('ends a scan with its threads and its children', async () => {
    const document = writeZip([{ name: 'word/document.xml', data: '<w:t>hello</w:t>' }]);
    writeFileSync(at('a.docx'), document);
    const args = [MAIN, 'scan', at('a.docx'), mail, mail, mail, mail, '--jobs', '2', '--format', 'ndjson', '--quiet'];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'ignore'] });
    const ended = new Promise((done) => child.once('close', (_, signal) => done(signal)));
    const pid = child.pid ?? 0;
    await enoughSaid(child.stdout);
    const others = below(pid);
    child.kill('SIGINT');
    expect(await ended).toBe('SIGINT');
    for (let waits = 0; waits < 100 && [pid, ...others].some(isAlive); waits += 1) await sleep(100);
    expect(others.length).toBeGreaterThan(0);
    expect([pid, ...others].filter(isAlive)).toEqual([]);
  });
});

describe('run --jobs', () => {
  const identity = at('identity');
  const fresh = at('fresh.case');
  const runOf = (kase: string, jobs: number) => [
    'run',
    kase,
    '--identity',
    identity,
    ...DAY,
    '--jobs',
    `${jobs}`,
    '--quiet',
  ];

  beforeAll(async () => {
    expect((await postbreachHere(['init', fresh, '--new-identity', identity, ...DAY])).code).toBe(0);
    expect((await postbreachHere(['add', fresh, mail, '--identity', identity, ...DAY])).code).toBe(0);
    cpSync(fresh, at('one.case'), { recursive: true });
    expect(postbreach(runOf(at('one.case'), 1)).code).toBe(0);
  }, 120_000);

  it('comes to the same case with any number', () => {
    const one = dumpCase(at('one.case'));
    expect(one.occurrences?.length).toBeGreaterThan(359);
    for (const jobs of [2, 3]) {
      const kase = at(`${jobs}.case`);
      cpSync(fresh, kase, { recursive: true });
      expect(postbreach(runOf(kase, jobs)).code).toBe(0);
      expect(caseDifferences(one, dumpCase(kase))).toEqual([]);
    }
  }, 120_000);

  it('comes to the same case after kill -9, be it with another number', async () => {
    const kase = at('killed.case');
    cpSync(fresh, kase, { recursive: true });
    let kills = 0;
    for (const [jobs, moment] of [
      [2, 2500],
      [3, 3500],
      [1, 2500],
      [2, 4000],
    ] as const)
      if ((await killedAfter(moment, runOf(kase, jobs))).killed) kills += 1;
    expect(postbreach(runOf(kase, 2)).code).toBe(0);
    expect(kills).toBeGreaterThan(0);
    expect(filesBelow(kase)).toEqual(filesAtRest(kase));
    expect(caseDifferences(dumpCase(at('one.case')), dumpCase(kase))).toEqual([]);
    expect(await postbreachHere(['verify', kase])).toMatchObject({ code: 0 });
  }, 120_000);
});
