import type { EventQueries } from '../event-queries.ts';

/** Logs whose records are one series each. */
const WHOLE = ['entra-audit', 'graph-activity', 'message-trace', 'azure-activity'] as const;

/**
 * The series of records whose rhythm is judged: sign-ins of users and those of applications apart (Entra exports them in separate
 * files), the unified audit log, MailItemsAccessed within it, and each other log as a whole.
 */
export type SeriesName = 'user-signin' | 'application-signin' | 'ual' | 'mail-access' | (typeof WHOLE)[number];

/** Records of one series in the whole tenant, by UTC hour. */
export interface HourSeries {
  /** Hours since 1970-01-01T00:00Z, to how many records they hold; hours without any are absent. */
  readonly hours: ReadonlyMap<number, number>;
  /** How many different principals the series names. */
  readonly principals: number;
}

const SERIES = `CASE
  WHEN source = 'entra-signin' AND principal_type = 'service-principal' THEN 'application-signin'
  WHEN source = 'entra-signin' THEN 'user-signin'
  WHEN source = 'ual' AND operation = 'MailItemsAccessed' THEN 'mail-access'
  ELSE source END`;
const COVERED = ['entra-signin', 'ual', ...WHOLE].map((source) => `'${source}'`).join(', ');

/** Counts the tenant's records by series and hour: at most 24 rows a day and series. */
export async function hourSeries(events: EventQueries): Promise<ReadonlyMap<SeriesName, HourSeries>> {
  const rows = await events.query<{ series: SeriesName; hour: number; records: number }>(
    `SELECT ${SERIES} AS series, CAST(floor(to_unixtime(date_trunc('hour', "at")) / 3600.0) AS BIGINT) AS hour, COUNT(*) AS records
     FROM events WHERE source IN (${COVERED}) GROUP BY 1, 2 ORDER BY 1, 2`,
  );
  const people = await events.query<{ series: SeriesName; principals: number }>(
    `SELECT ${SERIES} AS series, COUNT(DISTINCT principal) AS principals
     FROM events WHERE source IN (${COVERED}) GROUP BY 1`,
  );
  const hours = new Map<SeriesName, Map<number, number>>();
  const count = (series: SeriesName, hour: number, records: number): void => {
    const known = hours.get(series) ?? new Map<number, number>();
    hours.set(series, known.set(hour, (known.get(hour) ?? 0) + records));
  };
  for (const { series, hour, records } of rows) {
    count(series, hour, records);
    // Mail access is part of the unified audit log: it proves the log too.
    if (series === 'mail-access') count('ual', hour, records);
  }
  const principals = new Map(people.map((row) => [row.series, row.principals]));
  principals.set('ual', Math.max(principals.get('ual') ?? 0, principals.get('mail-access') ?? 0));
  return new Map([...hours].map(([name, map]) => [name, { hours: map, principals: principals.get(name) ?? 0 }]));
}
