import { expect, test } from 'vitest';
import { readinessTable } from '../../src/report/readiness-table.ts';
import type { ReportedReadiness } from '../../src/report/status-report.ts';

const READY: ReportedReadiness = {
  sources: [
    {
      source: 'ual',
      title: 'Unified audit log',
      answers: 'What was done.',
      events: 3,
      from: null,
      until: null,
      days: 1,
      missingKinds: [],
      keptSince: '2024-01-01',
      advice: null,
    },
    {
      source: 'graph-activity',
      title: 'Microsoft Graph activity',
      answers: 'What was asked.',
      events: 0,
      from: null,
      until: null,
      days: 0,
      missingKinds: [],
      keptSince: '2024-01-01',
      advice: 'Make a diagnostic setting.',
    },
  ],
  tenant: { organisationOff: false, ingestion: true, bypassed: [], mailboxes: 4 },
  licenceNeeded: 'Audit (Premium).',
  groups: [
    {
      state: 'off',
      licence: 'standard',
      keptDays: 180,
      logged: { MailItemsAccessed: 'delegate, admin', Send: 'admin', SearchQueryInitiated: 'none' },
      why: 'MailItemsAccessed is not among the actions written down of: owner.',
      commands: ['Set-Mailbox one', 'Set-Mailbox two'],
      mailboxes: ['a@x.example', 'b@x.example', 'c@x.example', 'd@x.example'],
    },
  ],
};

test('a report says what is lacking: logs that are not loaded, and mailboxes of which the same is to be said in one row', () => {
  const { rows, columns, more } = readinessTable(READY);
  expect(rows.every((row) => row.length === columns.length)).toBe(true);
  expect(rows.map(([what, many, state]) => [what, many, state])).toEqual([
    ['Microsoft Graph activity', 0, 'not loaded'],
    ['Mailboxes (licence standard): a@x.example, b@x.example, c@x.example and 1 more', 4, 'off'],
  ]);
  expect(rows[1]?.at(-1)).toBe('Set-Mailbox one\nSet-Mailbox two');
  expect(more).toBeNull();
});

test('and what is off for everybody, with the command that switches it on', () => {
  const tenant = { organisationOff: true, ingestion: false, bypassed: ['svc@x.example'], mailboxes: 0 };
  const { rows, columns } = readinessTable({ ...READY, sources: [], groups: [], tenant });
  expect(rows.every((row) => row.length === columns.length)).toBe(true);
  expect(rows.map((row) => row.at(-1))).toEqual([
    'Set-OrganizationConfig -AuditDisabled $false',
    'Set-AdminAuditLogConfig -UnifiedAuditLogIngestionEnabled $true',
    'Set-MailboxAuditBypassAssociation -AuditBypassEnabled $false for each',
  ]);
});

test('without a review it says that there was none', () => {
  expect(readinessTable(null)).toMatchObject({ rows: [], empty: 'No review has been run.' });
});
