import { afterAll, beforeAll, expect, it } from 'vitest';
import { coverageOf, readinessOf } from '../../src/review/index.ts';
import { CaseKit } from './case-kit.ts';

const kit = new CaseKit();
afterAll(() => kit.remove());

const PEOPLE = ['ana', 'bo', 'cy', 'di'].map((name) => `${name}@agency.example`);
const HOUR = 3_600_000;

/** Every hour of ten days somebody reads, each in turn. */
const RECORDS = Array.from({ length: 240 }, (_, hour) => {
  const user = PEOPLE[hour % PEOPLE.length] ?? '';
  return {
    CreationTime: new Date(Date.UTC(2024, 2, 1) + hour * HOUR).toISOString().slice(0, 19),
    Id: `3f2a9c1b-0000-4000-8000-${String(hour).padStart(12, '0')}`,
    Operation: 'MailItemsAccessed',
    RecordType: 50,
    Workload: 'Exchange',
    UserId: user,
    MailboxOwnerUPN: user,
    // Of Ana's mailbox only what a delegate reads is there.
    LogonType: user.startsWith('ana') ? 2 : 0,
    OperationProperties: [{ Name: 'MailAccessType', Value: 'Bind' }],
  };
});
const mail = (to: string, value: string) =>
  `From: it@agency.example\nTo: ${to}\nDate: Fri, 1 Mar 2024 01:00:00 +0000\nSubject: Access\nMessage-ID: <${to}>\n\nYour login is ${to} and the password is ${value}\n`;
const LISTS = { AuditEnabled: true, AuditDelegate: ['MailItemsAccessed'], AuditAdmin: ['MailItemsAccessed'] };
const MAILBOXES = [
  { ...LISTS, UserPrincipalName: PEOPLE[0], DefaultAuditSet: ['Admin', 'Delegate'], AuditOwner: ['Update'] },
  { ...LISTS, UserPrincipalName: PEOPLE[1], AuditOwner: ['MailItemsAccessed'] },
];

beforeAll(async () => {
  await kit.add(
    kit.write('logs/ual.json', JSON.stringify(RECORDS)),
    kit.write('settings/mailboxes.json', Buffer.from(`\ufeff${JSON.stringify(MAILBOXES)}`, 'utf16le')),
    kit.write(
      'users.json',
      JSON.stringify({
        users: PEOPLE.map((name) => ({ id: name, userPrincipalName: name, mail: name, accountEnabled: true })),
      }),
    ),
    kit.write('ana.eml', mail(PEOPLE[0] ?? '', 'Vq7-plumHarbour31')),
    kit.write('bo.eml', mail(PEOPLE[1] ?? '', 'Kt5-ferryLantern88')),
    kit.write('accounts.csv', 'Address\nit@agency.example\n'),
  );
  await kit.run();
});

it('a mailbox whose settings leave its owner’s reading unrecorded has gaps with that reason, another is clean', async () => {
  await kit.open(({ store }) => {
    const cells = coverageOf(store).filter(({ source, day }) => source === 'mail-access' && day <= '2024-03-10');
    const of = (name: string) => cells.filter(({ principal }) => principal === name);
    const [ana = '', bo = ''] = PEOPLE;
    expect(of(ana).length).toBeGreaterThan(5);
    expect(new Set(of(ana).map(({ state }) => state))).toEqual(new Set(['gap']));
    expect(of(ana)[0]?.reason).toMatch(/not written down of: owner/);
    expect(of(bo).length).toBeGreaterThan(5);
    expect(new Set(of(bo).map(({ state }) => state))).toEqual(new Set(['clean']));
    expect(cells.every(({ id, day }) => /^cov-[0-9a-f]{10}@/.test(id) && id.endsWith(day))).toBe(true);
  });
});

it('and readiness, kept with the review, says how to switch it on', async () => {
  await kit.open(({ store }) => {
    const ready = readinessOf(store);
    const ana = ready?.mailboxes.find(({ mailbox }) => mailbox === PEOPLE[0]);
    expect(ana).toMatchObject({ state: 'off', accesses: 60 });
    expect(ana?.advice).toContain('Set-Mailbox -Identity ana@agency.example -AuditOwner @{Add="MailItemsAccessed"');
    expect(ready?.tenant.mailboxes).toBe(2);
  });
});
