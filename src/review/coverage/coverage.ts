import { dayOf } from '../../core/index.ts';
import type { Finding } from '../detection/finding.ts';
import type { EventQueries } from '../event-queries.ts';
import { subjectIndex } from '../scope.ts';
import {
  COVERAGE_SOURCES,
  type CoverageCell,
  type CoverageSource,
  type CoverageState,
  type CoveredSubject,
  type LogFacts,
} from './coverage-cell.ts';
import { type HourSeries, hourSeries, type SeriesName } from './hour-series.ts';
import { mailDay } from './mail-days.ts';
import { type PrincipalDays, principalDays } from './principal-days.ts';
import { type TenantDay, tenantDays } from './tenant-days.ts';
import { dayNumber, dayText } from './utc-day.ts';

/** An export with so few principals may be filtered to them. */
const FILTERED_PRINCIPALS = 2;

/**
 * For each subject, source and UTC day between its `from` and `until`: what the logs can say. No log is not no activity: a cell is clean
 * on positive evidence of logging only. Applications have no mailbox and so no cells for mail access.
 * @param findings of `runDetections`; only raised ones count.
 * @returns sorted by subject, source and day.
 */
export async function coverage(
  events: EventQueries,
  subjects: readonly CoveredSubject[],
  findings: readonly Finding[],
  facts: LogFacts,
): Promise<readonly CoverageCell[]> {
  const series = await hourSeries(events);
  const tenant = tenantOf(series, facts, await hasExchange(events));
  const ownDays = await principalDays(events, subjects);
  const findingsOf = findingIndex(subjects, findings);
  return [...subjects]
    .sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
    .flatMap((subject) => {
      const own = ownDays(subject);
      return sourcesOf(subject).flatMap((source) =>
        daysOf(subject).map((day) =>
          withFindings(cellOf(subject, own, tenant, source, day), findingsOf(subject, source, day)),
        ),
      );
    });
}

interface Tenant {
  readonly series: ReadonlyMap<SeriesName, HourSeries>;
  readonly day: (name: SeriesName, day: string) => TenantDay;
  readonly anyExchange: boolean;
}

function tenantOf(series: ReadonlyMap<SeriesName, HourSeries>, facts: LogFacts, anyExchange: boolean): Tenant {
  const answers: Readonly<Record<SeriesName, (day: string) => TenantDay>> = {
    'user-signin': tenantDays(series.get('user-signin'), 'entra-signin', 'sign-ins of users', facts),
    'application-signin': tenantDays(
      series.get('application-signin'),
      'entra-signin',
      'sign-ins of applications',
      facts,
    ),
    ual: tenantDays(series.get('ual'), 'ual', 'unified audit records', facts),
    'mail-access': tenantDays(series.get('mail-access'), 'ual', 'MailItemsAccessed records', facts),
  };
  return { series, day: (name, day) => answers[name](day), anyExchange };
}

async function hasExchange(events: EventQueries): Promise<boolean> {
  const rows = await events.query<{ n: number }>(
    `SELECT COUNT(*) AS n FROM events WHERE source = 'ual' AND (workload = 'Exchange'
       OR category IN ('mail-access', 'mail-send', 'mail-rule', 'mailbox-change'))`,
  );
  return (rows[0]?.n ?? 0) > 0;
}

function sourcesOf(subject: CoveredSubject): readonly CoverageSource[] {
  return subject.kind === 'user' ? COVERAGE_SOURCES : COVERAGE_SOURCES.filter((source) => source !== 'mail-access');
}

function daysOf(subject: CoveredSubject): readonly string[] {
  const first = dayNumber(dayOf(subject.from));
  const count = Math.max(0, dayNumber(dayOf(subject.until)) - first + 1);
  return Array.from({ length: count }, (_, index) => dayText(first + index));
}

interface Base {
  readonly state: CoverageState;
  readonly reason: string;
}

function cellOf(
  subject: CoveredSubject,
  own: PrincipalDays,
  tenant: Tenant,
  source: CoverageSource,
  day: string,
): CoverageCell {
  const name = seriesOf(subject, source);
  const tenantDay = tenant.day(name, day);
  const answer: Base =
    source === 'mail-access' ? mailBase(subject, own, tenant, day) : unfiltered(tenantDay, own, tenant, source, name);
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

function mailBase(subject: CoveredSubject, own: PrincipalDays, tenant: Tenant, day: string): Base {
  return mailDay(
    subject,
    own,
    {
      ual: tenant.day('ual', day),
      mailAccess: tenant.day('mail-access', day),
      anyMailAccess: tenant.series.has('mail-access'),
      anyExchange: tenant.anyExchange,
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

type FindingsOfCell = (subject: CoveredSubject, source: CoverageSource, day: string) => readonly string[];

function findingIndex(subjects: readonly CoveredSubject[], findings: readonly Finding[]): FindingsOfCell {
  const subjectOf = subjectIndex(subjects);
  const index = new Map<string, Set<string>>();
  for (const finding of findings.filter((one) => one.answer === 'raised')) {
    for (const name of [finding.principal, finding.mailbox, finding.application]) {
      const subject = subjectOf(name);
      if (subject === null) continue;
      for (const source of sourcesOfFinding(finding)) {
        for (const day of finding.days) {
          const key = `${subject.id} ${source} ${day}`;
          index.set(key, (index.get(key) ?? new Set()).add(finding.id));
        }
      }
    }
  }
  return (subject, source, day) => [...(index.get(`${subject.id} ${source} ${day}`) ?? [])].sort();
}

/** Entra's directory audit is the same record as the unified audit log's; an application has no mail access cells. */
function sourcesOfFinding(finding: Finding): ReadonlySet<CoverageSource> {
  const sources = new Set<CoverageSource>(
    finding.sources.map((one) => (one === 'entra-signin' ? 'entra-signin' : 'ual')),
  );
  if (finding.mailAccess) sources.add('mail-access');
  return sources;
}
