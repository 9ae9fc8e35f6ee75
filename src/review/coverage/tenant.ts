import type { EventQueries } from '../event-queries.ts';
import type { CoveredLog, LogFacts } from './coverage-cell.ts';
import { type HourSeries, hourSeries, type SeriesName } from './hour-series.ts';
import { type TenantDay, tenantDays } from './tenant-days.ts';

/** What the logs hold of the tenant as a whole. */
export interface Tenant {
  readonly series: ReadonlyMap<SeriesName, HourSeries>;
  readonly day: (name: SeriesName, day: string) => TenantDay;
  /** Whether the unified audit log holds any record of Exchange. */
  readonly anyExchange: boolean;
}

/** The log each series belongs to, and how reasons name it. */
const SERIES: { readonly [Name in SeriesName]: { readonly log: CoveredLog; readonly what: string } } = {
  'user-signin': { log: 'entra-signin', what: 'sign-ins of users' },
  'application-signin': { log: 'entra-signin', what: 'sign-ins of applications' },
  ual: { log: 'ual', what: 'unified audit records' },
  'mail-access': { log: 'ual', what: 'MailItemsAccessed records' },
  'entra-audit': { log: 'entra-audit', what: 'directory audits' },
  'graph-activity': { log: 'graph-activity', what: 'requests to Microsoft Graph' },
  'message-trace': { log: 'message-trace', what: 'message traces' },
  'azure-activity': { log: 'azure-activity', what: 'Azure activity records' },
};

/** Reads the tenant's rhythm out of the events. */
export async function tenantOf(events: EventQueries, facts: LogFacts): Promise<Tenant> {
  const series = await hourSeries(events);
  const names = Object.keys(SERIES) as readonly SeriesName[];
  const answers = new Map(
    names.map((name) => [name, tenantDays(series.get(name), SERIES[name].log, SERIES[name].what, facts)]),
  );
  const none = tenantDays(undefined, 'ual', 'records', facts);
  return { series, day: (name, day) => (answers.get(name) ?? none)(day), anyExchange: await hasExchange(events) };
}

async function hasExchange(events: EventQueries): Promise<boolean> {
  const rows = await events.query<{ n: number }>(
    `SELECT COUNT(*) AS n FROM events WHERE source = 'ual' AND (workload = 'Exchange'
       OR category IN ('mail-access', 'mail-send', 'mail-rule', 'mailbox-change'))`,
  );
  return (rows[0]?.n ?? 0) > 0;
}
