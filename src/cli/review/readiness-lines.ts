import { count } from '../../core/index.ts';
import { type MailboxGroup, mailboxGroups, type Readiness } from '../../review/index.ts';
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
  const groups = mailboxGroups(mailboxes);
  const loggedOf = new Map(groups.flatMap((group) => group.mailboxes.map((mailbox) => [mailbox, group.logged])));
  const known = new Map(mailboxes.map((one) => [one.mailbox, one]));
  // What is lacking first.
  const sorted = groups.flatMap((group) => group.mailboxes.flatMap((mailbox) => known.get(mailbox) ?? []));
  const rows = sorted
    .slice(0, LISTED)
    .map((one) => [
      one.mailbox,
      one.licence,
      `${one.keptDays} d`,
      ...Object.values(loggedOf.get(one.mailbox) ?? {}),
      count(one.accesses),
      count(one.others),
      one.lastAccess?.slice(0, 10) ?? '–',
      one.state.replaceAll('-', ' '),
    ]);
  const more = sorted.length > LISTED ? [`… and ${count(sorted.length - LISTED)} more; --json gives all.`] : [];
  return [...tableLines(MAILBOXES, rows), ...more, ...remedyLines(groups)];
}

const EXPLAINED = 20;

/** What is to be done, once for all mailboxes of which the same is to be said. */
function remedyLines(groups: readonly MailboxGroup[]): readonly string[] {
  const lacking = groups.filter(({ commands }) => commands.length > 0);
  if (lacking.length === 0) return [];
  const lines = lacking.slice(0, EXPLAINED).flatMap(({ mailboxes, state, why, commands }) => {
    const more = mailboxes.length > 3 ? ` and ${count(mailboxes.length - 3)} more` : '';
    const who = `${mailboxes.slice(0, 3).map(printable).join(', ')}${more}`;
    const said = why === '' ? state.replaceAll('-', ' ') : printable(why);
    return [`  ${who}: ${said}`, ...commands.map((command) => `    ${printable(command)}`)];
  });
  const more =
    lacking.length > EXPLAINED ? [`  … and ${count(lacking.length - EXPLAINED)} more; --json gives all.`] : [];
  return ['', 'To do, in Exchange Online PowerShell:', ...lines, ...more];
}
