import { mkdirSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canariesBelow } from './find-canaries.ts';
import { postbreachHere, records, scratch } from './postbreach.ts';

const { at, remove } = scratch();
const kase = at('work/disclosures.case');
const key = at('work/key');
const day = ['--as-of', '2024-02-01T12:00:00Z'];

/** Personal data, which must stand nowhere. */
const PERSONAL = { ssn: '512-44-0675', ssnBare: '512440675', birth: '1985-04-12' };
const SECRET = 'Wq7-harbour-Zt41';

const MAIL = [
  'From ana@quay.example Tue Jan 16 10:00:00 2024',
  'From: ana@quay.example',
  'To: desk@vendor.example',
  'Date: Tue, 16 Jan 2024 10:00:00 +0000',
  'Subject: TLP:AMBER move of fs01.quay.corp',
  'Message-ID: <move@quay.example>',
  'MIME-Version: 1.0',
  'Content-Type: multipart/mixed; boundary=b',
  '',
  '--b',
  'Content-Type: text/plain; charset=utf-8',
  '',
  'The file server is fs01.quay.corp (10.44.8.21). Nobody has closed CVE-2023-23397 there.',
  `For the badge: SSN ${PERSONAL.ssn}, date of birth ${PERSONAL.birth}.`,
  `Sign in at postgres://svc_move:${SECRET}@db02.quay.corp:5432/hr first, then 10.44.8.21 again.`,
  '',
  '--b',
  'Content-Type: application/octet-stream; name="HQ-core.vsdx"',
  'Content-Disposition: attachment; filename="HQ-core.vsdx"',
  'Content-Transfer-Encoding: base64',
  '',
  'AAECAwQFBgcICQ==',
  '',
  '--b',
  'Content-Type: text/plain; name="edge.txt"',
  'Content-Disposition: attachment; filename="edge.txt"',
  '',
  'hostname edge1',
  'interface Gi0/1',
  ' ip address 10.44.9.1 255.255.255.0',
  ' no shutdown',
  '',
  '--b--',
  '',
  '',
].join('\n');

beforeAll(() => {
  mkdirSync(at('mail'));
  mkdirSync(at('work'));
  writeFileSync(at('mail/in.mbox'), MAIL);
});
afterAll(remove);

describe('scan', () => {
  let plain = 0;

  it('tells nothing of disclosures unless it is asked to', async () => {
    const ran = await postbreachHere(['scan', at('mail'), '--format', 'ndjson']);
    expect(records(ran).filter(({ type }) => type === 'disclosure')).toEqual([]);
    expect(records(ran).at(-1)).not.toHaveProperty('disclosures');
    expect(ran.stdout).not.toContain('CVE-2023-23397');
    plain = records(ran).filter(({ type }) => type === 'finding').length;
    expect(plain).toBeGreaterThan(0);
  });

  it('--disclosures tells each value once, where it stands, and counts', async () => {
    const ran = await postbreachHere(['scan', at('mail'), '--disclosures', '--format', 'ndjson']);
    const told = records(ran).filter(({ type }) => type === 'disclosure');
    const of = (kind: string) =>
      told.filter((record) => record.kind === kind).map(({ shown, places }) => [shown, places]);
    expect(of('cve')).toEqual([['CVE-2023-23397', 1]]);
    expect(of('private-ipv4')).toEqual([
      ['10.44.8.21', 2],
      ['10.44.9.1', 1],
    ]);
    expect(of('internal-host')).toEqual([
      ['fs01.quay.corp', 1],
      ['fs01.quay.corp', 1],
      ['db02.quay.corp', 1],
    ]);
    expect(of('traffic-light-protocol')).toEqual([['TLP:AMBER', 1]]);
    expect(of('network-diagram')).toEqual([['hq-core.vsdx', 1]]);
    expect(of('device-configuration')).toEqual([['edge.txt', 1]]);
    expect(of('us-social-security-number')).toEqual([['…', 1]]);
    expect(of('date-of-birth')).toEqual([['…', 1]]);
    expect(records(ran).at(-1)?.disclosures).toMatchObject({ cve: 1, 'private-ipv4': 3, 'internal-host': 3 });
    expect(records(ran).filter(({ type }) => type === 'finding')).toHaveLength(plain);
    for (const value of [...Object.values(PERSONAL), SECRET]) expect(ran.stdout).not.toContain(value);
  });
});

describe('a case', () => {
  beforeAll(async () => {
    const open = ['--identity', key, ...day];
    expect((await postbreachHere(['init', kase, '--new-identity', key])).code).toBe(0);
    expect((await postbreachHere(['add', kase, at('mail'), ...open])).code).toBe(0);
    expect([0, 1]).toContain((await postbreachHere(['run', kase, ...open])).code);
  });

  it('lists kinds, and the places of one', async () => {
    const kinds = await postbreachHere(['disclosures', kase]);
    expect(kinds.code).toBe(0);
    expect(kinds.stdout).toMatch(/internal-host +host +T1590\.001 +3 +1 +0 +2 +/);
    const places = await postbreachHere(['disclosures', kase, '--kind', 'private-ipv4']);
    expect(places.stdout).toContain('10.44.8.21, 2 times');
    expect(places.stdout).toContain('<move@quay.example>');
    expect(places.stdout).not.toContain('CVE-2023-23397');
  });

  it('prints every place as ndjson, equal values with equal fingerprints', async () => {
    const told = records(await postbreachHere(['disclosures', kase, '--kind', 'internal-host', '--format', 'ndjson']));
    const prints = told.filter(({ shown }) => shown === 'fs01.quay.corp').map(({ fingerprint }) => fingerprint);
    expect(prints).toHaveLength(2);
    expect(new Set(prints).size).toBe(1);
    expect(told.map(({ part }) => part)).toEqual(['1', '1', 'subject']);
  });

  it('refuses a kind that there is not', async () => {
    const ran = await postbreachHere(['disclosures', kase, '--kind', 'no-such']);
    expect(ran.code).toBe(2);
    expect(ran.stderr).toContain('internal-host');
  });

  it('status and report show what it comes to, each number with its rows', async () => {
    const status = await postbreachHere(['status', kase, ...day]);
    expect(status.stdout).toContain('What else helps an attacker');
    expect(status.stdout).toMatch(/traffic-light-protocol +marking/);
    const page = await postbreachHere([
      'report',
      kase,
      'status',
      '--format',
      'html',
      '--out',
      '-',
      '--identity',
      key,
      ...day,
    ]);
    expect(page.stdout).toContain('<a href="#impact">');
    expect(page.stdout).toContain('<h2 id="impact"');
    expect(page.stdout).toContain('<h2 id="disclosures"');
    expect(page.stdout).toContain('hq-core.vsdx');
  });

  it('holds no personal data and no credential, wherever it is looked', () => {
    expect(canariesBelow(at('work'), { ...PERSONAL, secret: SECRET })).toEqual([]);
  });

  it('says the same when it is run again', async () => {
    const before = (await postbreachHere(['disclosures', kase, '--format', 'ndjson'])).stdout;
    await postbreachHere(['run', kase, '--identity', key, ...day]);
    expect((await postbreachHere(['disclosures', kase, '--format', 'ndjson'])).stdout).toBe(before);
    expect(before.split('\n').length).toBeGreaterThan(9);
  });
});
