import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { postbreach, postbreachHere, records, scratch } from './postbreach.ts';

const { at, remove } = scratch();
const key = at('key');
const NOBODY = 65534;

const message = (subject: string) =>
  `From: a@agency.example\nTo: b@vendor.example\nDate: Tue, 16 Jan 2024 10:00:00 +0000\nSubject: ${subject}\nMessage-ID: <${subject}@x>\n\nHello.\n`;

beforeAll(() => {
  mkdirSync(at('empty'));
  mkdirSync(at('closed'));
  writeFileSync(at('closed/mail.eml'), message('closed'));
  const mbox = ['one', 'two', 'three'].map((name) => `From a@b Tue Jan 16 10:00:00 2024\n${message(name)}\n`).join('');
  writeFileSync(at('whole.mbox.gz'), gzipSync(Buffer.from(mbox.repeat(200))));
  writeFileSync(at('cut.mbox.gz'), gzipSync(Buffer.from(mbox.repeat(200))).subarray(0, 600));
  writeFileSync(at('mail.eml'), message('held'));
  writeFileSync(
    at('manifest.csv'),
    'InternetMessageId,Sender,Subject,Sent\n<held@x>,a@agency.example,held,2024-01-16T10:00:00Z\nnobody knows what this is\n<gone@x>,a@agency.example,gone,2024-01-16T11:00:00Z\n',
  );
  writeFileSync(at('strange.log'), 'GET /index.html 200\nGET /favicon.ico 404\n');
});
afterAll(() => {
  chmodSync(at('closed'), 0o755);
  remove();
});

async function newCase(name: string): Promise<string> {
  rmSync(at(name), { recursive: true, force: true });
  expect((await postbreachHere(['init', at(name), '--new-identity', key])).code).toBe(0);
  return at(name);
}

describe('scan says in a plain sentence what is wrong and what to do', () => {
  it('a path that is not there: 3', async () => {
    const ran = await postbreachHere(['scan', at('nowhere')]);
    expect(ran).toMatchObject({ code: 3, stdout: '' });
    expect(ran.stderr).toMatch(/no file or folder .*nowhere\. Check the path/);
    expect(ran.stderr).not.toMatch(/\n\s+at /);
  });

  it('an empty folder: 0, and it says so', async () => {
    const ran = await postbreachHere(['scan', at('empty')]);
    expect(ran.code).toBe(0);
    expect(ran.stderr).toMatch(/empty/);
  });

  it('a directory without permission: 3', () => {
    chmodSync(at('closed'), 0o000);
    const root = process.getuid?.() === 0;
    const ran = postbreach(['scan', at('closed')], root ? { uid: NOBODY } : {});
    expect(ran.code).toBe(3);
    expect(ran.stderr).toMatch(/may not be read|not allowed|permission/i);
  });

  it('a truncated gzip: 1, everything before the cut is read, the cut is a row', async () => {
    const ran = await postbreachHere(['scan', at('cut.mbox.gz'), '--format', 'ndjson']);
    expect(ran.code).toBe(1);
    expect(records(ran).filter((record) => record.type === 'loss')).toMatchObject([{ reason: 'truncated' }]);
    const summary = records(ran).at(-1);
    expect(summary).toMatchObject({ type: 'summary' });
    expect(Number(summary?.messages)).toBeGreaterThan(0);
    expect((await postbreachHere(['scan', at('whole.mbox.gz')])).code).toBe(0);
  });

  it('an option that is none: 2', async () => {
    expect((await postbreachHere(['scan', at('mail.eml'), '--format', 'xml'])).code).toBe(2);
    expect((await postbreachHere(['scan'])).code).toBe(2);
    expect((await postbreachHere(['unknown'])).code).toBe(2);
  });
});

describe('a case says in a plain sentence what is wrong and what to do', () => {
  it('a manifest with a bad row: 1, the other rows are kept, the bad one is a row', async () => {
    const kase = await newCase('manifest.case');
    expect((await postbreachHere(['add', kase, at('mail.eml'), at('manifest.csv'), '--identity', key])).code).toBe(0);
    const ran = await postbreachHere(['run', kase, '--identity', key]);
    expect(ran.code).toBe(1);
    const status = JSON.parse(
      (await postbreachHere(['status', kase, '--json', '--as-of', '2024-04-08T12:00:00Z'])).stdout,
    );
    expect(status.correspondence).toMatchObject({ held: 1, missing: 1 });
    expect(status.losses).toMatchObject([{ level: 'row', count: 1, places: [expect.stringMatching(/manifest\.csv/)] }]);
    const evidence = Object.fromEntries(status.evidence.map((row: { kind: string }) => [row.kind, row]));
    expect(evidence.manifest).toMatchObject({ expected: 3, read: 2, unreadable: 1 });
  });

  it('an unknown log: 1, and it stays as evidence', async () => {
    const kase = await newCase('log.case');
    const added = await postbreachHere(['add', kase, at('strange.log'), '--as', 'logs', '--identity', key]);
    expect(added.code).toBe(1);
    expect(added.stderr).toMatch(/strange\.log is no log we know.*Export it again/s);
    const ran = await postbreachHere(['run', kase, '--identity', key]);
    expect(ran.code).toBe(1);
    const status = JSON.parse((await postbreachHere(['status', kase, '--json'])).stdout);
    expect(status.losses).toMatchObject([{ reason: 'unrecognised', level: 'source', count: 1 }]);
  });

  it('a case that is not there: 3; no key: 2; a wrong key: 3', async () => {
    expect(await postbreachHere(['status', at('none.case')])).toMatchObject({ code: 3 });
    const kase = await newCase('key.case');
    const unlocked = await postbreachHere(['run', kase]);
    expect(unlocked.code).toBe(2);
    expect(unlocked.stderr).toMatch(/POSTBREACH_PASSPHRASE/);
    expect((await postbreachHere(['init', at('other.case'), '--new-identity', at('other-key')])).code).toBe(0);
    expect(await postbreachHere(['run', kase, '--identity', at('other-key')])).toMatchObject({ code: 3 });
  });

  it('evidence that went away: a row, and relink brings it back', async () => {
    const kase = await newCase('moved.case');
    writeFileSync(at('here.eml'), message('moving'));
    await postbreachHere(['add', kase, at('here.eml'), '--identity', key]);
    rmSync(at('here.eml'));
    expect((await postbreachHere(['run', kase, '--identity', key])).code).toBe(1);
    writeFileSync(at('there.eml'), message('moving'));
    expect((await postbreachHere(['relink', kase, at('here.eml'), at('there.eml'), '--identity', key])).code).toBe(0);
    expect((await postbreachHere(['run', kase, '--identity', key])).code).toBe(0);
    expect((await postbreachHere(['verify', kase])).code).toBe(0);
    writeFileSync(at('there.eml'), message('changed'));
    const verified = await postbreachHere(['verify', kase]);
    expect(verified.code).toBe(1);
    expect(verified.stderr).toMatch(/FAILED.*evidence here\.eml/);
  });
});

describe('--help', () => {
  it.each([
    [],
    ['scan'],
    ['init'],
    ['add'],
    ['relink'],
    ['run'],
    ['status'],
    ['credentials'],
    ['review'],
    ['report'],
    ['verify'],
    ['demo'],
  ])('of postbreach %s shows an example', async (...command: readonly string[]) => {
    const ran = await postbreachHere([...command, '--help']);
    expect(ran.code).toBe(0);
    expect(ran.stdout).toMatch(/Examples?:\n {2}(postbreach|zcat)/);
  });
});
