import { describe, expect, test } from 'vitest';
import { keyedHash } from '../../../src/core/index.ts';
import { marksOf, matchIndicators, readIndicators } from '../../../src/review/index.ts';
import { type StatedEvent, withEvents } from '../memory-events.ts';

const hash = keyedHash(new Uint8Array(32).fill(7));

const EVENTS: readonly StatedEvent[] = [
  { at: '2024-01-05T08:00:00Z', event_id: 'v4', ip: '192.0.2.7', principal: 'ana@agency.example', category: 'sign-in' },
  {
    at: '2024-01-05T09:00:00Z',
    event_id: 'v4-read',
    ip: '192.0.2.7',
    principal: 'ana@agency.example',
    category: 'mail-access',
    message_ids: ['<Note.1@drop.example>'],
  },
  { at: '2024-01-05T10:00:00Z', event_id: 'v6', ip: '2001:db8::9', principal: 'bo@agency.example' },
  {
    at: '2024-01-05T11:00:00Z',
    event_id: 'rule',
    principal: 'bo@agency.example',
    details: '{"ForwardTo":"smtp:x@mail.drop.example;"}',
  },
  {
    at: '2024-01-05T12:00:00Z',
    event_id: 'near',
    principal: 'bo@agency.example',
    details: '{"ForwardTo":"x@notdrop.example"}',
    user_agent: 'axios/1.7.2',
  },
  { at: '2024-01-05T13:00:00Z', event_id: 'app', principal: 'svc', app_id: '0a1b2c3d-0000-4000-8000-000000000001' },
  { at: '2024-01-05T14:00:00Z', event_id: 'sent', principal: 'bo@agency.example', recipients: ['mallory@far.example'] },
];

async function hitsOf(list: string): Promise<Readonly<Record<string, readonly string[]>>> {
  const indicators = readIndicators(new TextEncoder().encode(list))?.indicators ?? [];
  const findings = await withEvents(EVENTS, (events) => matchIndicators(events, indicators, hash));
  const byIndicator = Map.groupBy(findings, (finding) => String(finding.summary.indicator));
  return Object.fromEntries([...byIndicator].map(([id, of]) => [id, of.flatMap(({ eventIds }) => eventIds).sort()]));
}

test.each([
  ['192.0.2.7', ['v4', 'v4-read']],
  ['192.0.2.0/29', ['v4', 'v4-read']],
  ['2001:db8::/32', ['v6']],
  ['2001:0DB8:0:0::0009', ['v6']],
  ['drop.example', ['rule']],
  ['0a1b2c3d-0000-4000-8000-000000000001', ['app']],
  ['mallory@far.example', ['sent']],
  ['<note.1@drop.example>', ['v4-read']],
  ['axios/1.7', ['near']],
])('%s is seen where it stands, and nowhere else', async (value, expected) => {
  expect(await hitsOf(value)).toEqual({ 'row 1': expected });
});

test.each(['192.0.2.8', '198.51.100.0/24', 'rop.example', 'far.exampl', 'llory@far.example'])(
  '%s is not seen',
  async (value) => {
    expect(await hitsOf(value)).toEqual({});
  },
);

const stix = (pattern: string, more: object = {}) =>
  JSON.stringify({
    type: 'bundle',
    id: 'bundle--1',
    objects: [{ type: 'indicator', id: 'indicator--1', pattern_type: 'stix', pattern, ...more }],
  });

test('all comparisons joined by AND must be true of one event', async () => {
  const both = (address: string) =>
    `[ipv4-addr:value = '${address}' AND user-account:account_login = 'ana@agency.example']`;
  expect(await hitsOf(stix(both('192.0.2.7')))).toEqual({ 'indicator--1': ['v4', 'v4-read'] });
  expect(
    await hitsOf(stix("[ipv4-addr:value = '192.0.2.7' AND user-account:account_login = 'bo@agency.example']")),
  ).toEqual({});
});

test('one that its author no longer holds good is of lower severity, and says so', async () => {
  const list = stix("[ipv4-addr:value = '192.0.2.7']", {
    valid_from: '2020-01-01T00:00:00Z',
    valid_until: '2021-01-01T00:00:00Z',
  });
  const indicators = readIndicators(new TextEncoder().encode(list))?.indicators ?? [];
  const findings = await withEvents(EVENTS, (events) => matchIndicators(events, indicators, hash));
  expect(findings.map(({ severity, mailAccess }) => [severity, mailAccess])).toEqual([['medium', true]]);
  expect(findings[0]?.summary.outside).toContain('not within');
});

test('a quote in a value is part of the value', async () => {
  expect(await hitsOf("type,value\nurl,https://drop.example/' OR 1=1 --\n")).toEqual({});
});

test.each([
  ['type,value\nuser-agent,"x\0y"\n'],
  [
    "type,value\nuser-agent,\"a(b) 'q' \\ ü [x\"\nuser-agent,((((\nuser-agent,[z-a]\nurl,https://[2001:db8::9]/\nemail,o'x#ext#@drop.example\n",
  ],
  ['type,value\ncidr,0.0.0.0/0\ncidr,::/0\nip,fe80::1%eth0\n'],
])('list %# of odd values is asked, and hits nothing', async (list) => {
  expect(await hitsOf(list)).toEqual({});
});

test('a pattern of wildcards alone is not asked, one with a name is', async () => {
  expect(await hitsOf(stix("[email-addr:value LIKE '%']"))).toEqual({});
  expect(await hitsOf(stix("[domain-name:value LIKE '%drop.example']"))).toEqual({ 'indicator--1': ['near', 'rule'] });
  expect(await hitsOf(stix("[email-addr:value LIKE 'ana@%']"))).toEqual({ 'indicator--1': ['v4', 'v4-read'] });
});

test('rows of two lists under one number, and one list given twice, have findings of their own', async () => {
  const read = (list: string) => readIndicators(new TextEncoder().encode(list))?.indicators ?? [];
  const given = [...read('192.0.2.7'), ...read('192.0.2.0/24'), ...read('192.0.2.7')];
  const findings = await withEvents(EVENTS, (events) => matchIndicators(events, given, hash));
  expect(findings).toHaveLength(2);
  expect(new Set(findings.map(({ id }) => id)).size).toBe(2);
});

test('a URL is seen where its host and its path stand', async () => {
  const events = [
    { at: '2024-01-05T08:00:00Z', event_id: 'clicked', details: '{"Url":"https://u:p@far.example:8443/a?b=1"}' },
  ];
  const seen = async (url: string) => {
    const given = readIndicators(new TextEncoder().encode(`type,value\nurl,${url}\n`))?.indicators ?? [];
    return (await withEvents(events, (table) => matchIndicators(table, given, hash))).length;
  };
  expect(await seen('https://u:p@far.example:8443/a')).toBe(1);
  expect(await seen('https://far.example/a')).toBe(0);
  expect(await seen('https://ar.example:8443/a')).toBe(0);
});

describe('an indicator that a good part of all accounts bear', () => {
  const account = (at: number) => `p${at}@agency.example`;
  const read = { category: 'mail-access', operation: 'MailItemsAccessed' };
  const office = Array.from({ length: 8 }, (_, at) => ({
    ...read,
    at: `2024-01-05T0${at}:00:00Z`,
    principal: account(at),
    mailbox: account(at),
    ip: `198.51.100.${at}`,
  }));
  const thief = { ...read, at: '2024-01-06T08:00:00Z', principal: account(1), mailbox: account(1), ip: '192.0.2.66' };
  const sprayed = office.map((row) => ({
    ...row,
    category: 'sign-in',
    outcome: 'failure',
    at: row.at.replace('-05T', '-06T'),
    ip: '192.0.2.77',
  }));
  const seen = (list: string, options?: { readonly markCommon: boolean }) =>
    withEvents([...office, thief, ...sprayed], (events) =>
      matchIndicators(events, readIndicators(new TextEncoder().encode(list))?.indicators ?? [], hash, options),
    );

  test('is set aside as one finding that says so, and marks nobody', async () => {
    const findings = await seen('198.51.100.0/24');
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({
      answer: 'set-aside',
      title: 'Indicator too common to mark theft, 8 of 8 accounts: 198.51.100.0/24',
      count: 8,
      principal: null,
      summary: { accounts: 8, of: 8 },
    });
    expect(marksOf(findings, (id) => [id])).toEqual([]);
  });

  test('marks all the same where the user says so', async () => {
    const findings = await seen('198.51.100.0/24', { markCommon: true });
    expect(findings.map(({ answer }) => answer)).toEqual(Array(8).fill('raised'));
    expect(marksOf(findings, (id) => [id])).toHaveLength(8);
  });

  test('is none where few accounts bear it, or where it was only tried on them', async () => {
    const list = '192.0.2.66\n192.0.2.77';
    const findings = await seen(list);
    expect(new Set(findings.map(({ answer }) => answer))).toEqual(new Set(['raised']));
    expect(findings.filter(({ ip }) => ip === '192.0.2.66')).toHaveLength(1);
    expect(findings.filter(({ ip }) => ip === '192.0.2.77')).toHaveLength(8);
  });

  test('leaves the others of the same list alone', async () => {
    const findings = await seen('198.51.100.0/24\n192.0.2.66');
    expect(findings.map(({ answer, ip }) => [answer, ip]).sort()).toEqual([
      ['raised', '192.0.2.66'],
      ['set-aside', null],
    ]);
  });
});
