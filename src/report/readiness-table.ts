import { count } from '../core/index.ts';
import type { MailboxGroup } from '../review/index.ts';
import type { ReportedReadiness } from './status-report.ts';
import type { ReportTable } from './table-shape.ts';

const NAMED = 3;
const MOST_GROUPS = 40;

/** What was being written down at all: each log, the tenant's auditing, and mailboxes, those of which the same is to be said in one row. */
export function readinessTable(readiness: ReportedReadiness | null): ReportTable {
  const { sources, tenant, licenceNeeded, groups } = readiness ?? NOTHING;
  const lacking = sources.filter(({ advice }) => advice !== null);
  return {
    id: 'readiness',
    title: 'What is written down at all',
    caption: `Logs that are missing in whole or in part, and what mailboxes have written down of reading, sending and searching. ${licenceNeeded}`,
    columns: ['What', 'How many', 'State', 'Reading', 'Sending', 'Searches', 'Kept (days)', 'Why', 'What to do'],
    rows: [
      ...lacking.map((one) => [
        one.title,
        one.events,
        one.events === 0 ? 'not loaded' : `without ${one.missingKinds.join(', ')}`,
        ...[null, null, null, null],
        one.answers,
        one.advice,
      ]),
      ...tenantRows(tenant),
      ...groups.slice(0, MOST_GROUPS).map(mailboxRow),
    ],
    empty: 'No review has been run.',
    more:
      groups.length > MOST_GROUPS
        ? `${groups.length - MOST_GROUPS} more groups of mailboxes: postbreach review CASE --readiness lists them.`
        : null,
  };
}

const NOTHING: ReportedReadiness = {
  sources: [],
  tenant: { organisationOff: null, ingestion: null, bypassed: [], mailboxes: 0 },
  licenceNeeded: '',
  groups: [],
};

type Row = ReportTable['rows'][number];

function tenantRows({ organisationOff, ingestion, bypassed }: ReportedReadiness['tenant']): readonly Row[] {
  const row = (what: string, state: string, why: string, command: string): Row => [
    what,
    ...[null, state, null, null, null, null, why, command],
  ];
  const [organisation, log] = ['AuditDisabled of the organisation', 'UnifiedAuditLogIngestionEnabled'];
  return [
    ...(organisationOff === true
      ? [
          row(
            organisation,
            'True',
            'Nothing done in a mailbox is written down.',
            'Set-OrganizationConfig -AuditDisabled $false',
          ),
        ]
      : []),
    ...(ingestion === false
      ? [
          row(
            log,
            'False',
            'Nothing reaches the unified audit log.',
            'Set-AdminAuditLogConfig -UnifiedAuditLogIngestionEnabled $true',
          ),
        ]
      : []),
    ...(bypassed.length > 0
      ? [
          row(
            'AuditBypassEnabled',
            namesText(bypassed),
            'What these accounts do in any mailbox is not written down.',
            'Set-MailboxAuditBypassAssociation -AuditBypassEnabled $false for each',
          ),
        ]
      : []),
  ];
}

function mailboxRow({ mailboxes, state, licence, keptDays, logged, why, commands }: MailboxGroup): Row {
  return [
    `Mailboxes (licence ${licence}): ${namesText(mailboxes)}`,
    mailboxes.length,
    state.replaceAll('-', ' '),
    logged.MailItemsAccessed,
    logged.Send,
    logged.SearchQueryInitiated,
    keptDays,
    why === '' ? null : why,
    commands.join('\n') || null,
  ];
}

function namesText(names: readonly string[]): string {
  const more = names.length - NAMED;
  return `${names.slice(0, NAMED).join(', ')}${more > 0 ? ` and ${count(more)} more` : ''}`;
}
