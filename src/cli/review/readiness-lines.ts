import { count } from '../../core/index.ts';
import { LOGONS, type MailboxReadiness, type Readiness } from '../../review/index.ts';
import { printable, tableLines } from '../terminal/table.ts';

const SOURCES = [
  { title: 'LOG', max: 28 },
  { title: 'EVENTS', align: 'right' },
  { title: 'FROM' },
  { title: 'UNTIL' },
  { title: 'DAYS', align: 'right' },
  { title: 'STILL KEPT SINCE' },
  { title: 'NOT LOADED', max: 60 },
] as const;

const MAILBOXES = [
  { title: 'MAILBOX', max: 48 },
  { title: 'LICENCE' },
  { title: 'KEPT', align: 'right' },
  { title: 'READING' },
  { title: 'SENDING' },
  { title: 'SEARCHES' },
  { title: 'ACCESSES', align: 'right' },
  { title: 'OTHER', align: 'right' },
  { title: 'LAST ACCESS' },
  { title: 'STATE' },
] as const;

const LISTED = 200;

/** What the logs can answer at all, and what to switch on, for a terminal. */
export function readinessLines({ sources, tenant, licenceNeeded, mailboxes }: Readiness): readonly string[] {
  const logs = sources.map((one) => [
    one.title,
    count(one.events),
    one.from?.slice(0, 10) ?? '–',
    one.until?.slice(0, 10) ?? '–',
    count(one.days),
    one.keptSince,
    one.events === 0 ? 'all of it' : one.missingKinds.join(', '),
  ]);
  const advice = sources.flatMap((one) =>
    one.advice === null ? [] : [`  ${one.title}: ${one.advice}`, `    It answers: ${one.answers}`],
  );
  return [
    ...tableLines(SOURCES, logs),
    ...(advice.length === 0 ? [] : ['', 'To load or to switch on:', ...advice]),
    '',
    ...tenantLines(tenant),
    '',
    ...mailboxLines(mailboxes),
    ...(mailboxes.length === 0 ? [] : ['', licenceNeeded]),
  ];
}

const GET_SETTINGS =
  'To know what each mailbox has written down, add what these say, as JSON: Get-Mailbox -ResultSize Unlimited, Get-OrganizationConfig, Get-AdminAuditLogConfig, Get-MailboxAuditBypassAssociation -ResultSize Unlimited (each | ConvertTo-Json -Depth 4).';

function tenantLines({ organisationOff, ingestion, bypassed, mailboxes }: Readiness['tenant']): readonly string[] {
  const named = bypassed.slice(0, 20).map(printable).join(', ');
  const more = bypassed.length > 20 ? `, and ${count(bypassed.length - 20)} more` : '';
  return [
    `Auditing of mailboxes by the organisation (AuditDisabled): ${stateOf(organisationOff === null ? null : !organisationOff)}`,
    `Unified audit log (UnifiedAuditLogIngestionEnabled): ${stateOf(ingestion)}`,
    ...(bypassed.length === 0 ? [] : [`Accounts whose acts in mailboxes are not written down: ${named}${more}`]),
    ...(mailboxes === 0 ? [GET_SETTINGS] : []),
  ];
}

function stateOf(on: boolean | null): string {
  return on === null ? 'not known' : on ? 'on' : 'OFF';
}

function mailboxLines(mailboxes: Readiness['mailboxes']): readonly string[] {
  if (mailboxes.length === 0) return ['No mailbox is known: add a directory export or a unified audit log.'];
  // What is lacking first.
  const rank = { off: 0, silent: 1, 'not-seen': 2, 'none-loaded': 3, recorded: 4 } as const;
  const sorted = mailboxes.toSorted((a, b) => rank[a.state] - rank[b.state]);
  const rows = sorted
    .slice(0, LISTED)
    .map((one) => [
      one.mailbox,
      one.licence,
      `${one.keptDays} d`,
      ...(['MailItemsAccessed', 'Send', 'SearchQueryInitiated'] as const).map((action) => loggedText(one, action)),
      count(one.accesses),
      count(one.others),
      one.lastAccess?.slice(0, 10) ?? '–',
      one.state.replaceAll('-', ' '),
    ]);
  const more = sorted.length > LISTED ? [`… and ${count(sorted.length - LISTED)} more; --json gives all.`] : [];
  return [...tableLines(MAILBOXES, rows), ...more, ...switchOnLines(sorted), ...silentLines(sorted)];
}

/** `all`, who of owner, delegate and admin (o, d, a) is written down, `none`, or a question mark where no export of settings says. */
function loggedText(
  { audit }: MailboxReadiness,
  action: keyof NonNullable<MailboxReadiness['audit']>['logged'],
): string {
  if (audit === null) return '?';
  const by = audit.logged[action];
  const of = LOGONS.filter((logon) => by[logon] !== 'never');
  const logged = of.filter((logon) => by[logon] === 'logged');
  const unknown = of.some((logon) => by[logon] === 'unknown') ? '?' : '';
  if (logged.length === of.length) return 'all';
  return logged.length === 0 ? unknown || 'none' : `${logged.join(', ')}${unknown}`;
}

const EXPLAINED = 20;

function switchOnLines(mailboxes: Readiness['mailboxes']): readonly string[] {
  const off = mailboxes.filter(({ audit }) => (audit?.commands.length ?? 0) > 0 && audit !== null);
  if (off.length === 0) return [];
  const lines = off
    .slice(0, EXPLAINED)
    .flatMap(({ mailbox, audit }) => [
      `  ${printable(mailbox)}: ${printable((audit?.why ?? []).join(' ') || 'Searches or sending are not written down.')}`,
      ...(audit?.commands ?? []).map((command) => `    ${printable(command)}`),
    ]);
  const more = off.length > EXPLAINED ? [`  … and ${count(off.length - EXPLAINED)} more; --json gives all.`] : [];
  return ['', 'To switch on, in Exchange Online PowerShell:', ...lines, ...more];
}

function silentLines(mailboxes: Readiness['mailboxes']): readonly string[] {
  const first = mailboxes.find(({ state, audit, advice }) => state === 'silent' && audit === null && advice !== null);
  if (first === undefined) return [];
  return ['', `To have the reading of a silent mailbox written down: ${printable(first.advice ?? '')}`];
}
