import { cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generatedMailbox } from '../../examples/pst/index.ts';
import { seededRandom } from '../../examples/random.ts';
import { storeBytes } from '../evidence/pst-generated.ts';
import { writeTar } from '../evidence/tar-fixture.ts';
import { writeZip } from '../evidence/zip-fixture.ts';
import { caseDifferences } from './case-differences.ts';
import { dumpCase } from './fresh-case.ts';
import { killedAfter, postbreach, postbreachHere, scratch } from './postbreach.ts';

const KILLS = 4;
const { at, remove } = scratch();
const random = seededRandom('kill/archive');
const key = at('key');
const fresh = at('fresh.case');
const reference = at('reference.case');
let duration: number;

/** A mailbox of messages with a password each. */
const mailbox = (name: string, count: number) =>
  Array.from(
    { length: count },
    (_, index) =>
      `From a@b.example Mon Jan  1 00:00:00 2001\nFrom: bob@agency.example\nMessage-ID: <${name}${index}@agency.example>\nSubject: ${name} ${index}\n\nThe password for svc-${index} is Tr0ub4dor-${name}-${index}!\n\n`,
  ).join('');
/** A mail store of so many messages, some of them deleted and some in no list. */
const store = (seed: string, messages: number) =>
  storeBytes('unicode', generatedMailbox({ size: { messages }, seed, deleted: 0.1, orphaned: 0.1 }));
const runOf = (kase: string) => ['run', kase, '--identity', key, '--quiet'];

beforeAll(async () => {
  const zip = writeZip([
    { name: 'alice.mbox', data: mailbox('alice', 400) },
    { name: 'locked.mbox', data: 'x', flags: 1, packed: Buffer.alloc(40, 'locked by nobody knows what') },
    { name: 'bob.mbox', data: mailbox('bob', 300), method: 0 },
    { name: 'mail.tar.gz', data: gzipSync(writeTar([{ name: 'team/carol.mbox', data: mailbox('carol', 200) }])) },
  ]);
  // A wrong checksum, so that there is a loss between members.
  zip.writeUInt32LE(1, zip.indexOf('PK\x01\x02', 'latin1') + 16);
  mkdirSync(at('mail'));
  writeFileSync(at('mail/export.zip'), zip);
  writeFileSync(at('mail/store.pst'), store('alone', 250));
  const stores = [store('one', 120), store('two', 120)].map((data, index) => ({ name: `${index}.pst`, data }));
  writeFileSync(at('mail/stores.zip'), writeZip(stores));
  expect((await postbreachHere(['init', fresh, '--new-identity', key])).code).toBe(0);
  expect((await postbreachHere(['add', fresh, at('mail'), '--identity', key])).code).toBe(0);
  cpSync(fresh, reference, { recursive: true });
  const started = performance.now();
  expect(postbreach(runOf(reference)).code).toBe(1);
  duration = performance.now() - started;
}, 60_000);
afterAll(remove);

describe('a case with archives and mail stores', () => {
  it('reads every member, and says for each the way to it', async () => {
    const status = (await postbreachHere(['status', reference])).stdout;
    expect(status).toMatch(/mail\s+3\s+unknown\s+\d+\s+0\s+1\s+\d+\s+0/);
    expect(status).toContain('export.zip › locked.mbox');
    const found = (await postbreachHere(['scan', at('mail/export.zip')])).stdout;
    expect(found).toContain('export.zip › alice.mbox › <alice0@agency.example>');
  });

  it(`comes to the same when killed at ${KILLS} random moments`, async () => {
    const kase = at('killed.case');
    cpSync(fresh, kase, { recursive: true });
    for (let kills = 0; kills < KILLS; kills += 1) await killedAfter(random.next() * duration, runOf(kase));
    expect(postbreach(runOf(kase)).code).toBe(1);
    expect(caseDifferences(dumpCase(reference), dumpCase(kase))).toEqual([]);
    expect(existsSync(join(kase, 'spill'))).toBe(false);
  }, 120_000);

  it('shows a credential with its place, and reads it again from the archive', async () => {
    const list = (await postbreachHere(['credentials', reference, '--json'])).stdout;
    const id = /cred-[0-9a-f]+/.exec(list)?.[0] ?? '';
    expect((await postbreachHere(['credentials', reference, 'show', id])).stdout).toMatch(
      /export\.zip › [a-z./ ›]*\.mbox/,
    );
    const revealed = await postbreachHere(['credentials', reference, 'reveal', id, '--identity', key]);
    expect(revealed.stdout).toMatch(/Tr0ub4dor-(?:alice|bob|carol)-\d+/);
  });
});
