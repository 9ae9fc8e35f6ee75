import { mkdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caseDifferences } from './case-differences.ts';
import { dumpCase } from './fresh-case.ts';
import { SECRETS, writeKinds } from './mailbox-kinds.ts';
import { postbreach, postbreachHere, type Ran, records, scratch } from './postbreach.ts';

const { at, remove } = scratch();
beforeAll(() => {
  mkdirSync(at('mail'));
  writeKinds(at('mail'));
});
afterAll(remove);

const ndjson = (path: string) => postbreachHere(['scan', path, '--format', 'ndjson']);
const ofType = (ran: Ran, type: string) => records(ran).filter((record) => record.type === type);

const IN_STORE = [
  { folder: 'Personal folders/Inbox', messageId: '<hello@example.org>', part: '1', member: [] },
  { folder: 'Personal folders/Inbox', messageId: '<with@example.org>', part: '2.2', member: ['env/prod.env'] },
  { folder: 'Personal folders/Inbox/Projects', messageId: '<deep@example.org>', part: '1', member: [] },
  { folder: 'Personal folders/Inbox', messageId: '<gone@example.org>', part: '1', member: [] },
];
const STORE_TALLY = { expected: 4, read: 3, unreadable: 1, encrypted: 0, recovered: 1 };

describe('scan', () => {
  it.each([
    ['a.pst', []],
    ['store.tar.gz', ['team/a.pst']],
  ] as const)('of a store says where each credential stands: %s', async (name, container) => {
    const ran = await ndjson(at('mail', name));
    expect(ran.code).toBe(1);
    const findings = ofType(ran, 'finding');
    expect(findings.map(({ provenance }) => provenance)).toMatchObject(
      IN_STORE.map((place) => ({ ...place, source: name, container, sourceOffset: expect.any(Number) })),
    );
    expect(findings.map(({ standing }) => standing)).toEqual(['listed', 'listed', 'listed', 'recovered']);
    expect(ofType(ran, 'tally')).toMatchObject([{ source: name, ...STORE_TALLY }]);
    const [loss] = ofType(ran, 'loss');
    expect(loss).toMatchObject({ level: 'message', reason: 'not-found', provenance: { container } });
  });

  it('of a store on standard input is that of the file', () => {
    const bytes = readFileSync(at('mail/a.pst'));
    const piped = postbreach(['scan', '-', '--format', 'ndjson'], { input: bytes });
    expect(ofType(piped, 'finding').map(({ provenance }) => provenance)).toMatchObject(
      IN_STORE.map((place) => ({ ...place, source: '-' })),
    );
    expect([piped.code, ofType(piped, 'tally')]).toMatchObject([1, [{ source: '-', ...STORE_TALLY }]]);
  });

  it.each([
    ['one.msg', 0, [{ container: [], messageId: '<m1@agency.example>', part: '1' }], { expected: 1, read: 1 }],
    ['winmail.dat', 0, [{ container: [], messageId: null, part: '1' }], { expected: 1, read: 1 }],
    [
      'notes.zip',
      1,
      [
        { container: ['in/1.msg'], messageId: '<m1@agency.example>', part: '1' },
        { container: ['in/2.msg'], messageId: '<m2@agency.example>', part: '1' },
      ],
      { expected: 3, read: 2, encrypted: 1 },
    ],
  ] as const)('of %s', async (source, code, places, tally) => {
    const ran = await ndjson(at('mail', source));
    expect(ran.code).toBe(code);
    expect(ofType(ran, 'finding').map(({ provenance }) => provenance)).toMatchObject(
      places.map((place) => ({ source, folder: null, sourceOffset: 0, ...place })),
    );
    expect(ofType(ran, 'tally')).toMatchObject([{ source, ...tally }]);
  });

  it('shows people the way to each, what was recovered, and whose it is once', async () => {
    const { stdout, stderr } = await postbreachHere(['scan', at('mail/store.tar.gz')]);
    expect(stdout).toContain(
      'store.tar.gz › team/a.pst › Personal folders/Inbox/Projects › <deep@example.org> › part 1\n',
    );
    expect(stdout).toContain('<gone@example.org> › part 1 (recovered)');
    expect(stdout).toMatch(/ {2}alice@agency\.example\n/);
    expect(stderr).toContain('tally: expected 4 = 3 read, 1 unreadable, 0 encrypted; 1 recovered beside them');
  });
});

describe('a case of them', () => {
  const [kase, key] = [at('a.case'), at('key')];
  const open = ['--identity', key, '--as-of', '2024-03-01T12:00:00Z'];
  let first: ReturnType<typeof dumpCase>;
  beforeAll(async () => {
    expect((await postbreachHere(['init', kase, '--new-identity', key])).code).toBe(0);
    expect((await postbreachHere(['add', kase, at('mail'), ...open])).code).toBe(0);
    expect((await postbreachHere(['run', kase, ...open])).code).toBe(1);
    first = dumpCase(kase);
  }, 30_000);

  it('balances, and a second run changes nothing', async () => {
    expect((await postbreachHere(['status', kase])).stdout).toMatch(/mail\s+5\s+13\s+10\s+2\s+1/);
    expect((await postbreachHere(['run', kase, ...open])).code).toBe(1);
    expect(caseDifferences(first, dumpCase(kase))).toEqual([]);
    expect((await postbreachHere(['verify', kase])).code).toBe(0);
  });

  it('says who holds copies of a credential, and reads it again from a store in an archive', async () => {
    const items = records(await postbreachHere(['credentials', kase, '--json']));
    for (const [who, secret] of Object.entries(SECRETS).slice(1, 2)) {
      const item = items.find(({ namedPrincipal }) => namedPrincipal === `${who}@agency.example`);
      const shown = (await postbreachHere(['credentials', kase, 'show', String(item?.id)])).stdout;
      expect(shown).toMatch(/copies in +mail\/a\.pst, mail\/store\.tar\.gz › team\/a\.pst/);
      expect(shown.includes('(recovered)')).toBe(who === 'robert');
      const revealed = await postbreachHere(['credentials', kase, 'reveal', String(item?.id), ...open]);
      expect(revealed.stdout.trim()).toBe(secret);
    }
  });
});
