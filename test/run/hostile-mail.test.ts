import { afterAll, expect, test } from 'vitest';
import { seededRandom } from '../../examples/random.ts';
import { tallyBalances } from '../../src/core/index.ts';
import { msgBytes } from '../evidence/compound-builder.ts';
import { mapiObject } from '../evidence/mapi-builder.ts';
import { note, SAMPLE, storeBytes } from '../evidence/pst-generated.ts';
import { writeZip } from '../evidence/zip-fixture.ts';
import { CaseKit } from './case-kit.ts';

/** `MUTATIONS=3000 SEED=7 npx vitest run test/run/hostile-mail.test.ts` asks for more. */
const MUTATIONS = Number(process.env.MUTATIONS ?? 250);
const random = seededRandom(`hostile mail/${process.env.SEED ?? 1}`);
const kit = new CaseKit();
afterAll(() => kit.remove());

const names = ['In\0box\u202e"', '../../etc', '', 'x'.repeat(400)];
const odd = names.map((name) => ({ name, messages: [note('same'), note('same')], associated: [note('rule')] }));
const store = storeBytes('unicode', SAMPLE);
const message = msgBytes(
  mapiObject({
    properties: { 26: 'IPM.Note', 55: 'Outer', 4096: 'The password for desk@agency.example is Kestrel_Anvil-9371' },
    recipients: [{ 3093: 1, 12289: 'To', 14846: 'to@agency.example' }],
    attachments: [{ properties: { 14085: 5 }, content: { properties: { 55: 'Inner', 4096: 'inner body' } } }],
  }),
);
/** Members of one name, twice. */
const archive = writeZip([
  { name: 'a.msg', data: message },
  { name: 'a.msg', data: message },
  { name: 'x.pst', data: store, method: 0 },
  { name: 'x.pst', data: store },
]);
const SEEDS = {
  pst: store,
  'ansi.pst': storeBytes('ansi', SAMPLE),
  'odd.pst': storeBytes('unicode', odd),
  msg: message,
  zip: archive,
};

const below = (limit: number) => Math.floor(random.next() * limit);

/** One change: bytes, a stretch, a copied stretch, a copied page, or one node's id in the place of another's. */
function change(bytes: Buffer): void {
  const [at, from] = [below(bytes.length), below(bytes.length)];
  const kind = below(5);
  if (kind === 0) for (let left = below(20); left >= 0; left -= 1) bytes[below(bytes.length)] = below(256);
  if (kind === 1) bytes.fill(below(256), at, Math.min(bytes.length, at + below(2048)));
  if (kind === 2) bytes.copyWithin(at, from, from + 16 + below(2048));
  if (kind === 3) bytes.copyWithin(at & ~511, from & ~511, (from & ~511) + 512);
  if (kind === 4) swapNodes(bytes, 0x200024 + 32 * below(8), 0x200024 + 32 * below(8));
}

function swapNodes(bytes: Buffer, one: number, other: number): void {
  const wanted = Buffer.alloc(4);
  wanted.writeUInt32LE(one);
  for (let at = bytes.indexOf(wanted); at >= 0; at = bytes.indexOf(wanted, at + 4))
    if (random.next() < 0.5) bytes.writeUInt32LE(other, at);
}

function mutated(seed: Buffer): Buffer {
  const bytes = Buffer.from(seed);
  for (let left = below(4); left >= 0; left -= 1) change(bytes);
  return below(6) === 0 ? bytes.subarray(0, below(bytes.length)) : bytes;
}

interface Counted {
  readonly expected: number | null;
  readonly read: number;
  readonly unreadable: number;
  readonly encrypted: number;
  readonly recovered: number;
  readonly losses: number;
}

test(`a case of ${MUTATIONS} damaged stores, messages and archives is read to sound balances, and read again it is the same`, async () => {
  const seeds = Object.entries(SEEDS);
  for (const [ending, seed] of seeds) kit.write(`mail/whole.${ending}`, seed);
  for (let number = 0; number < MUTATIONS; number += 1) {
    const [ending, seed] = seeds[number % seeds.length] ?? ['', Buffer.alloc(0)];
    kit.write(`mail/${number}.${ending}`, mutated(seed));
  }
  await kit.add(kit.at('mail'));
  const outcome = await kit.run();
  expect(outcome.unfinished).toBe(0);
  const rows = await kit.open((kase) =>
    kase.store.all<Counted>(
      'SELECT t.*, (SELECT count(*) FROM losses l WHERE l.source_id = t.source_id) AS losses FROM tallies t',
    ),
  );
  expect(rows.length).toBeGreaterThan(MUTATIONS * 0.9);
  for (const row of rows) {
    expect(tallyBalances({ ...row, expected: row.expected ?? 'unknown' })).toBe(true);
    if (row.unreadable + row.encrypted > 0 || row.expected === null) expect(row.losses).toBeGreaterThan(0);
  }
  const before = kit.database().length;
  expect(await kit.run()).toEqual(outcome);
  expect(kit.database().length).toBe(before);
}, 60_000);
