import { dayOf } from '../../core/index.ts';
import type { Finding } from '../detection/finding.ts';
import type { EventQueries } from '../event-queries.ts';
import { type AuditOf, mailboxAudits } from '../readiness/settings/mailbox-audit.ts';
import { cellId } from './cell-id.ts';
import {
  COVERAGE_SOURCES,
  type CoverageCell,
  type CoverageSource,
  type CoverageState,
  type CoveredSubject,
  isAlwaysCovered,
  type LogFacts,
} from './coverage-cell.ts';
import { findingIndex } from './finding-index.ts';
import type { SeriesName } from './hour-series.ts';
import { mailDay } from './mail-days.ts';
import { type PrincipalDays, principalDays } from './principal-days.ts';
import { type Tenant, tenantOf } from './tenant.ts';
import type { TenantDay } from './tenant-days.ts';
import { dayNumber, dayText } from './utc-day.ts';

/** An export with so few principals may be filtered to them. */
const FILTERED_PRINCIPALS = 2;

/**
 * For each subject, source and UTC day between its `from` and `until`: what the logs can say. No log is not no activity: a cell is clean
 * on positive evidence of logging only. Applications have no mailbox and so no cells for mail access and mail flow.
 * @param findings of `runDetections`; only raised ones count.
 * @returns sorted by subject, source and day.
 */
export async function coverage(
  events: EventQueries,
  subjects: readonly CoveredSubject[],
  findings: readonly Finding[],
  facts: LogFacts,
): Promise<readonly CoverageCell[]> {
  const tenant = await tenantOf(events, facts);
  const audits = mailboxAudits(facts.auditing);
  const ownDays = await principalDays(events, subjects);
  const findingsOf = findingIndex(subjects, findings);
  return [...subjects]
    .sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
    .flatMap((subject) => {
      const own = ownDays(subject);
      return sourcesOf(subject, tenant).flatMap((source) => {
        const id = cellId(facts.hash, subject.id, source);
        return daysOf(subject).map((day) => {
          const cell = { id: id(day), ...cellOf(subject, own, { tenant, auditOf: audits.of }, source, day) };
          return withFindings(cell, findingsOf(subject, source, day));
        });
      });
    });
}

const MAILBOX: ReadonlySet<CoverageSource> = new Set(['mail-access', 'message-trace']);

function sourcesOf(subject: CoveredSubject, { series }: Tenant): readonly CoverageSource[] {
  return COVERAGE_SOURCES.filter(
    (source) =>
      (subject.kind === 'user' || !MAILBOX.has(source)) &&
      (isAlwaysCovered(source) || series.has(seriesOf(subject, source))),
  );
}

function daysOf(subject: CoveredSubject): readonly string[] {
  const first = dayNumber(dayOf(subject.from));
  const count = Math.max(0, dayNumber(dayOf(subject.until)) - first + 1);
  return Array.from({ length: count }, (_, index) => dayText(first + index));
}

interface Known {
  readonly tenant: Tenant;
  readonly auditOf: AuditOf;
}

interface Base {
  readonly state: CoverageState;
  readonly reason: string;
}

function cellOf(
  subject: CoveredSubject,
  own: PrincipalDays,
  known: Known,
  source: CoverageSource,
  day: string,
): Omit<CoverageCell, 'id'> {
  const { tenant } = known;
  const name = seriesOf(subject, source);
  const tenantDay = tenant.day(name, day);
  const answer: Base =
    source === 'mail-access' ? mailBase(subject, own, known, day) : unfiltered(tenantDay, own, tenant, source, name);
  const base = recognised(answer, subject, own, source);
  return {
    principal: subject.id,
    source,
    day,
    state: base.state,
    reason: base.reason,
    tenantRecords: tenantDay.records,
    principalRecords: own.records(source, day),
    findings: [],
  };
}

function seriesOf(subject: CoveredSubject, source: CoverageSource): SeriesName {
  if (source !== 'entra-signin') return source;
  return subject.kind === 'user' ? 'user-signin' : 'application-signin';
}

function mailBase(subject: CoveredSubject, own: PrincipalDays, { tenant, auditOf }: Known, day: string): Base {
  return mailDay(
    subject,
    own,
    {
      ual: tenant.day('ual', day),
      mailAccess: tenant.day('mail-access', day),
      anyMailAccess: tenant.series.has('mail-access'),
      anyExchange: tenant.anyExchange,
      audit: auditOf([subject.id, ...subject.names]),
    },
    day,
  );
}

/** An export of one or two other people proves nothing about this one: it was likely asked for by name. */
function unfiltered(
  base: TenantDay,
  own: PrincipalDays,
  tenant: Tenant,
  source: CoverageSource,
  name: SeriesName,
): Base {
  const principals = tenant.series.get(name)?.principals ?? 0;
  if (base.state !== 'clean' || own.total(source) > 0 || principals > FILTERED_PRINCIPALS) return base;
  return {
    state: 'gap',
    reason: `The loaded log names ${principals} principals and never this one: it may be an export of theirs alone.`,
  };
}

/** A name that only a text gives, and no record of the source, need not be the one that logs use: their silence says nothing of it. */
function recognised(base: Base, subject: CoveredSubject, own: PrincipalDays, source: CoverageSource): Base {
  if (base.state !== 'clean' || subject.identity === 'resolved' || own.total(source) > 0) return base;
  const reason = 'No loaded log names this principal, nor does the directory: it may be recorded under another name.';
  return { state: 'gap', reason };
}

function withFindings(cell: CoverageCell, findings: readonly string[]): CoverageCell {
  if (findings.length === 0) return cell;
  const also = cell.state === 'clean' ? '' : ` Beside it: ${cell.reason}`;
  const reason = `${findings.length} raised ${findings.length === 1 ? 'finding' : 'findings'} that day.${also}`;
  return { ...cell, state: 'findings', reason, findings };
}
