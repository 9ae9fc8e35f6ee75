import { expect, test } from 'vitest';
import type { Instant } from '../../src/core/index.ts';
import { type Finding, marksOf, type StolenAccess, stolenAccess, type TheftMark } from '../../src/review/index.ts';
import { type StatedEvent, withEvents } from './memory-events.ts';

const read = {
  category: 'mail-access',
  operation: 'MailItemsAccessed',
  mailbox: 'ana@agency.example',
  principal: 'ana@agency.example',
};
const thief = { ...read, ip: '192.0.2.7', app_id: 'bad-app' };

const EVENTS: readonly StatedEvent[] = [
  { ...thief, at: '2024-01-05T08:00:00Z', mail_access_type: 'Bind', message_ids: ['<a@x>', '<b@x>'] },
  { ...thief, at: '2024-01-05T10:00:00Z', mail_access_type: 'Bind', message_ids: ['<b@x>'] },
  { ...thief, at: '2024-01-05T11:00:00Z', mail_access_type: 'Sync', folders: ['\\Inbox'] },
  { ...thief, at: '2024-01-05T11:30:00Z', mail_access_type: 'Sync' },
  { ...thief, at: '2024-01-05T12:00:00Z', mail_access_type: 'Bind', throttled: true },
  { ...thief, at: '2024-01-05T13:00:00Z', operation: 'AttachmentAccess', target: 'plan.docx' },
  { ...thief, at: '2024-01-05T14:00:00Z', operation: 'SearchQueryInitiatedExchange', details: '{"QueryText":"vpn"}' },
  { ...read, at: '2024-01-05T08:30:00Z', ip: '198.51.100.1', app_id: 'outlook', message_ids: ['<own@x>'] },
  { ...thief, at: '2024-01-05T09:00:00Z', category: 'sign-in', message_ids: ['<no@x>'] },
];

const MARK: TheftMark = {
  because: 'fnd-1',
  principals: null,
  mailboxes: ['ana@agency.example'],
  applications: ['bad-app'],
  ip: null,
  session: null,
  from: '2024-01-05T00:00:00.000Z' as Instant,
  until: '2024-01-06T00:00:00.000Z' as Instant,
};

async function taken(marks: readonly TheftMark[]): Promise<readonly StolenAccess[]> {
  return withEvents(EVENTS, (events) => Array.fromAsync(stolenAccess(events, marks)));
}

test('what the marked access took, each with its first record', async () => {
  const rows = await taken([MARK]);
  expect(rows.map(({ taken: what }) => what)).toEqual([
    { kind: 'message', messageId: '<a@x>' },
    { kind: 'message', messageId: '<b@x>' },
    { kind: 'folder', folder: '\\Inbox' },
    { kind: 'folder', folder: null },
    { kind: 'mailbox' },
    { kind: 'attachment', name: 'plan.docx' },
    { kind: 'search', query: 'vpn' },
  ]);
  expect(rows[1]).toMatchObject({
    mailbox: 'ana@agency.example',
    records: 2,
    from: '2024-01-05T08:00:00.000Z',
    until: '2024-01-05T10:00:00.000Z',
    because: 'fnd-1',
    rawRow: 0,
  });
});

test.each([
  ['another application', { applications: ['outlook-web'] }],
  ['another address', { ip: '192.0.2.8' }],
  ['another mailbox', { mailboxes: ['bo@agency.example'] }],
  ['another session', { session: 's' }],
  ['an earlier time', { until: '2024-01-04T00:00:00.000Z' as Instant }],
])('%s took nothing', async (_name, other) => {
  expect(await taken([{ ...MARK, ...other }])).toEqual([]);
});

const NOTHING: TheftMark = { ...MARK, mailboxes: null, applications: null, from: null, until: null };

test.each<[string, Partial<TheftMark>]>([
  ['the name of who acted', { principals: ['ana@agency.example'] }],
  ['the object id of who acted', { principals: ['nobody', 'aaaa0000-0000-4000-8000-000000000001'] }],
  ['the mailbox', { mailboxes: ['bo@agency.example', 'ana@agency.example'] }],
  ['the application', { applications: ['bad-app'] }],
  ['the address', { ip: '192.0.2.7' }],
  ['the session', { session: 'stolen' }],
  ['several of these', { principals: ['ana@agency.example'], ip: '192.0.2.7', session: 'stolen' }],
])('a mark that names %s finds the access', async (_name, named) => {
  const access = {
    ...{ ...thief, at: '2024-01-05T08:00:00Z', message_ids: ['<a@x>'], session_id: 'stolen' },
    principal_id: 'aaaa0000-0000-4000-8000-000000000001',
  };
  const rows = await withEvents([access], (events) =>
    Array.fromAsync(stolenAccess(events, [{ ...NOTHING, ...named }])),
  );
  expect(rows.map((row) => row.taken)).toEqual([{ kind: 'message', messageId: '<a@x>' }]);
});

test.each<[string, Partial<TheftMark>]>([
  ['nothing', {}],
  ['nobody', { principals: [] }],
  ['a name made to break the query', { principals: ["' OR 1=1 --", '\0', '\\u0000', '\ud800'] }],
])('a mark that names %s is true of nothing', async (_name, named) => {
  expect(await taken([{ ...NOTHING, ...named }])).toEqual([]);
});

test('of several marks of one access the first is the reason', async () => {
  const marks = ['fnd-9', 'fnd-1', 'fnd-5'].map((because) => ({ ...MARK, because, ip: '192.0.2.7' }));
  expect(new Set((await taken(marks)).map((row) => row.because))).toEqual(new Set(['fnd-9']));
});

test('two who look at once do not disturb each other', async () => {
  const both = await withEvents(EVENTS, (events) =>
    Promise.all(
      [MARK, { ...MARK, applications: ['outlook'] }].map((mark) => Array.fromAsync(stolenAccess(events, [mark]))),
    ),
  );
  expect(both.map((rows) => rows.length)).toEqual([7, 1]);
});

test('no marks, no theft', async () => {
  expect(await taken([])).toEqual([]);
});

const FINDING: Finding = {
  id: 'fnd-2',
  detection: 'x',
  title: 'x',
  severity: 'high',
  attack: [],
  answer: 'raised',
  principal: 'Ana@agency.example',
  mailbox: null,
  application: null,
  from: '2024-01-05T08:00:00.000Z' as Instant,
  until: '2024-01-05T09:00:00.000Z' as Instant,
  ip: '192.0.2.7',
  count: 1,
  sources: [],
  days: [],
  mailAccess: false,
  summary: {},
  eventIds: [],
};
const own = (id: string) => [id];

test('a serious finding marks what the account did to mail from that address afterwards', () => {
  expect(marksOf([FINDING], own)).toMatchObject([{ principals: ['ana@agency.example'], ip: '192.0.2.7', until: null }]);
});

test.each<[string, Partial<Finding>]>([
  ['not raised', { answer: 'set-aside' }],
  ['of medium severity', { severity: 'medium' }],
  ['without an address', { ip: null }],
  ['without an account', { principal: null }],
  ['about mail, naming nobody', { mailAccess: true, principal: null, ip: null }],
])('a finding %s marks nothing', (_name, other) => {
  expect(marksOf([{ ...FINDING, ...other }], own)).toEqual([]);
});

test('more than is held at once comes whole and in order', async () => {
  const message_ids = Array.from({ length: 10_050 }, (_, index) => `<${String(index).padStart(5, '0')}@mail.example>`);
  const read = {
    at: '2024-01-05T08:00:00Z',
    category: 'mail-access',
    mailbox: 'ana@agency.example',
    ip: '192.0.2.7',
    message_ids,
  };
  const mark = {
    because: 'fnd-1',
    principals: null,
    mailboxes: null,
    applications: null,
    ip: '192.0.2.7',
    session: null,
    from: null,
    until: null,
  };
  const taken = await withEvents([read], (events) => Array.fromAsync(stolenAccess(events, [mark])));
  expect(taken.map(({ taken: one }) => (one.kind === 'message' ? one.messageId : null))).toEqual(message_ids);
});
