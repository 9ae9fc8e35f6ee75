import { expect, test } from 'vitest';
import type { Instant } from '../../src/core/index.ts';
import {
  type AuditSettings,
  type KnownMailbox,
  mailboxGroups,
  NO_SETTINGS,
  readAuditSettings,
  readiness,
  readinessPack,
} from '../../src/review/index.ts';
import { auditLicence } from '../../src/review/readiness/readiness-pack.ts';
import { mergeSettings } from '../../src/review/readiness/settings/audit-settings.ts';
import { type StatedEvent, withEvents } from './memory-events.ts';

const pack = readinessPack();
const NOW = '2024-04-08T00:00:00.000Z' as Instant;

const EVENTS: readonly StatedEvent[] = [
  {
    at: '2024-03-01T08:00:00Z',
    operation: 'MailItemsAccessed',
    category: 'mail-access',
    mailbox: 'Ana@agency.example',
  },
  {
    at: '2024-03-02T08:00:00Z',
    operation: 'MailItemsAccessed',
    category: 'mail-access',
    mailbox: 'ana@agency.example',
  },
  { at: '2024-03-02T09:00:00Z', operation: 'HardDelete', category: 'mailbox-change', mailbox: 'bo@agency.example' },
  { at: '2024-03-03T09:00:00Z', source: 'entra-signin', category: 'sign-in', sign_in_kind: 'interactive' },
];
const KNOWN: readonly KnownMailbox[] = [
  { address: 'ana@agency.example', licences: ['SPE_E5'] },
  { address: 'bo@agency.example', licences: ['SPE_E3'] },
  { address: 'cy@agency.example', licences: [] },
];

const asked = (rows: readonly StatedEvent[], known = KNOWN, settings: AuditSettings = NO_SETTINGS) =>
  withEvents(rows, (events) => readiness(events, pack, known, settings, NOW));

test('each mailbox: is its reading written down, and what to do', async () => {
  const { mailboxes } = await asked(EVENTS);
  expect(
    mailboxes.map(({ mailbox, licence, accesses, others, state }) => [mailbox, licence, accesses, others, state]),
  ).toEqual([
    ['ana@agency.example', 'premium', 2, 0, 'recorded'],
    ['bo@agency.example', 'standard', 0, 1, 'silent'],
    ['cy@agency.example', 'unknown', 0, 0, 'not-seen'],
  ]);
  expect(mailboxes.map(({ advice }) => advice?.split(' ')[0] ?? null)).toEqual([null, 'Set-Mailbox', 'Get-Mailbox']);
});

test('each log: what is held, what is missing, and since when it can still be had', async () => {
  const { sources } = await asked(EVENTS);
  const of = (id: string) => sources.find(({ source }) => source === id);
  expect(of('ual')).toMatchObject({ events: 3, days: 2, keptSince: '2023-04-09', advice: null, missingKinds: [] });
  expect(of('entra-signin')).toMatchObject({
    events: 1,
    keptSince: '2024-03-09',
    missingKinds: ['non-interactive', 'service-principal', 'managed-identity'],
  });
  expect(of('entra-signin')?.advice).toContain('ServicePrincipalSignInLogs');
  expect(of('graph-activity')).toMatchObject({ events: 0, from: null, keptSince: '2024-04-08' });
});

test('without the better licence the unified audit log goes back half as far', async () => {
  const { sources } = await asked(EVENTS, [{ address: 'bo@agency.example', licences: ['SPE_E3'] }]);
  expect(sources.find(({ source }) => source === 'ual')?.keptSince).toBe('2023-10-11');
});

test('without a unified audit log nothing is said of mailboxes', async () => {
  const { mailboxes } = await asked([]);
  expect(new Set(mailboxes.map(({ state, advice }) => `${state} ${advice}`))).toEqual(new Set(['none-loaded null']));
});

test.each([
  [['06EBC4EE-1bb5-47dd-8120-11324bc54e06'], 'premium'],
  [['SPE_E3', 'SPE_E5'], 'premium'],
  [['ENTERPRISEPACK'], 'standard'],
  [['POWER_BI_STANDARD'], 'unknown'],
  [[], 'unknown'],
] as const)('licences %j give %s auditing', (licences, expected) => {
  expect(auditLicence(pack, licences)).toBe(expected);
});

const settingsOf = (rows: readonly object[]) =>
  readAuditSettings(new TextEncoder().encode(JSON.stringify(rows)))?.settings ?? NO_SETTINGS;
const LISTS = { AuditDelegate: ['MailItemsAccessed'], AuditAdmin: ['MailItemsAccessed', 'Send'], AuditEnabled: true };
const OFF = { ...LISTS, DefaultAuditSet: ['Admin'], AuditOwner: ['Update'] };
const ON = { ...LISTS, AuditOwner: ['MailItemsAccessed', 'Send', 'SearchQueryInitiated'] };

test('settings: a mailbox whose reading is not written down is off though some of it was recorded; one that is on is as the logs say', async () => {
  const settings = settingsOf([
    { ...OFF, UserPrincipalName: 'ana@agency.example' },
    { ...ON, UserPrincipalName: 'bo@agency.example' },
    { ...ON, UserPrincipalName: 'new@agency.example' },
  ]);
  const { mailboxes, tenant } = await asked(EVENTS, KNOWN, settings);
  expect(mailboxes.map(({ mailbox, state, keptDays }) => [mailbox, state, keptDays])).toEqual([
    ['ana@agency.example', 'off', 365],
    ['bo@agency.example', 'silent', 180],
    ['cy@agency.example', 'not-seen', 180],
    ['new@agency.example', 'not-seen', 180],
  ]);
  expect(mailboxes[0]?.advice).toBe(
    'Set-Mailbox -Identity ana@agency.example -AuditOwner @{Add="MailItemsAccessed","Send","SearchQueryInitiated"}',
  );
  expect(mailboxes[1]?.advice).toMatch(/Its settings have its reading written down/);
  expect(tenant).toEqual({ organisationOff: null, ingestion: null, bypassed: [], mailboxes: 3 });
});

test('settings of the tenant: off for everybody, and who is exempted', async () => {
  const settings = settingsOf([
    { AuditDisabled: true },
    { UnifiedAuditLogIngestionEnabled: false },
    { Identity: 'svc@agency.example', AuditBypassEnabled: true },
    { Identity: 'ana@agency.example', AuditBypassEnabled: false },
  ]);
  const { mailboxes, tenant } = await asked(EVENTS, KNOWN, settings);
  expect(tenant).toMatchObject({ organisationOff: true, ingestion: false, bypassed: ['svc@agency.example'] });
  expect(new Set(mailboxes.map(({ state }) => state))).toEqual(new Set(['off']));
});

test('mailboxes of which the same is to be said are one group, with one command for all', async () => {
  const names = ['ana', 'bo', 'cy'].map((name) => `${name}@agency.example`);
  const settings = settingsOf(names.map((name) => ({ ...OFF, UserPrincipalName: name })));
  const { mailboxes } = await asked([], [], settings);
  const groups = mailboxGroups(mailboxes);
  expect(groups).toHaveLength(1);
  expect(groups[0]).toMatchObject({
    state: 'off',
    mailboxes: names,
    logged: { MailItemsAccessed: 'delegate, admin', Send: 'admin', SearchQueryInitiated: 'none' },
    commands: [
      `'ana@agency.example','bo@agency.example','cy@agency.example' | ForEach-Object { Set-Mailbox -Identity $_ -AuditOwner @{Add="MailItemsAccessed","Send","SearchQueryInitiated"} }`,
    ],
  });
  const other = settingsOf([{ ...ON, UserPrincipalName: 'ana@agency.example' }]);
  expect(mailboxGroups((await asked([], [], mergeSettings(settings, other))).mailboxes)).toHaveLength(2);
});
