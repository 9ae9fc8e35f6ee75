import { counted, type Instant } from '../../core/index.ts';
import { textLiteral, timestampLiteral } from '../detection/bind-sql.ts';
import type { EventQueries } from '../event-queries.ts';
import { bearsTrace, type Trace } from '../pivot/trace.ts';
import type { Scope } from '../scope.ts';

/** Like events of one hour, as one line of a timeline. */
export interface TimelineRow {
  readonly from: Instant;
  readonly until: Instant;
  readonly source: string;
  readonly category: string;
  readonly operation: string;
  readonly outcome: string;
  /** AADSTS number of a failed sign-in. */
  readonly errorCode: string | null;
  readonly principal: string | null;
  /** How many principals the line is about; `principal` is the first of them. */
  readonly principals: number;
  /** The mailbox touched, where it is not the actor's own. */
  readonly mailbox: string | null;
  readonly application: string | null;
  readonly target: string | null;
  readonly ip: string | null;
  readonly country: string | null;
  readonly count: number;
  /** The first of the events: where to look on. */
  readonly eventId: string;
  /** The line as a sentence. */
  readonly text: string;
}

/** A timeline, bounded; `more` says whether rows were left off at its end. */
export interface Timeline {
  readonly rows: readonly TimelineRow[];
  readonly more: boolean;
}

type Row = Omit<TimelineRow, 'text'>;

/**
 * What the scope's principals and applications did, and what was done to their mailboxes, in order of time. Events of one hour that are
 * alike in actor, operation, outcome, application and address are one row.
 * @param limit the most rows given; 1,000 unless told.
 */
export async function timelineOf(events: EventQueries, scope: Scope, limit = 1000): Promise<Timeline> {
  return query(events, scope, { clause: subjectsClause(scope), who: 'principal' }, limit);
}

/** What was done under any of the traces, likewise. */
export async function timelineOfTraces(
  events: EventQueries,
  traces: readonly Trace[],
  limit = 1000,
): Promise<Timeline> {
  return query(events, { from: null, until: null }, { clause: bearsTrace(traces), who: TOGETHER }, limit);
}

/** Which events, and what stands for who acted where like events become one line. */
interface Told {
  readonly clause: string;
  readonly who: string;
}

async function query(events: EventQueries, window: Window, told: Told, limit: number): Promise<Timeline> {
  const rows = await events.query<Row>(timelineQuery(window, told, limit + 1));
  return { rows: rows.slice(0, limit).map((row) => ({ ...row, text: sentence(row) })), more: rows.length > limit };
}

type Window = Pick<Scope, 'from' | 'until'>;

/** A spray's failures are one line, whomever they were tried on. */
const TOGETHER = "CASE WHEN category = 'sign-in' AND outcome = 'failure' THEN 'any' ELSE principal END";

function timelineQuery(window: Window, { clause, who }: Told, limit: number): string {
  return `
    SELECT MIN("at") AS "from", MAX("at") AS "until", source, category, operation, outcome, error_code AS "errorCode", MIN(principal) AS principal,
           CASE WHEN MIN(principal) = MAX(principal) THEN 1 ELSE COUNT(DISTINCT principal) END AS principals,
           NULLIF(mailbox, MIN(principal)) AS mailbox, COALESCE(MIN(app_name), app_id) AS application, target, ip,
           MIN(country) AS country, COUNT(*) AS count, MIN_BY(event_id, "at") AS "eventId"
    FROM events
    WHERE "at" >= ${timestampLiteral(window.from, '0001-01-01 00:00:00')}
      AND "at" <= ${timestampLiteral(window.until, '9999-12-31 23:59:59.999')} AND ${clause}
    GROUP BY source, category, operation, outcome, error_code, ${who}, mailbox, app_id, target, ip, date_trunc('hour', "at")
    ORDER BY MIN("at"), MIN(event_id)
    LIMIT ${Math.max(1, Math.trunc(limit))}`;
}

function subjectsClause(scope: Scope): string {
  if (scope.kind === 'tenant') return 'TRUE';
  const people = listOf(scope.principals.flatMap((one) => [one.id, ...one.names]));
  const all = listOf([...scope.principals, ...scope.applications].flatMap((one) => [one.id, ...one.names]));
  return `(lower(principal) IN (${all}) OR principal_id IN (${all}) OR app_id IN (${listOf(
    scope.applications.flatMap((one) => [one.id, ...one.names]),
  )}) OR mailbox IN (${people}) OR target_id IN (${all}))`;
}

/** An empty list would be a syntax error; an empty text matches nothing. */
function listOf(names: readonly string[]): string {
  const distinct = [...new Set(names.map((name) => name.toLowerCase()))].sort();
  return distinct.length === 0 ? "''" : distinct.map(textLiteral).join(', ');
}

function sentence(row: Row): string {
  const times = row.count === 1 ? '' : ` ${row.count} times`;
  const failed = row.outcome === 'failure' ? `failed${row.errorCode === null ? '' : ` (${row.errorCode})`}` : '';
  return [
    `${row.principals > 1 ? counted(row.principals, 'account') : (row.principal ?? 'somebody')}: ${row.operation}${times}`,
    failed,
    row.mailbox === null ? '' : `in the mailbox of ${row.mailbox}`,
    row.target === null ? '' : `on ${row.target.slice(0, 120)}`,
    row.application === null ? '' : `with ${row.application}`,
    row.ip === null ? '' : `from ${row.ip}${row.country === null ? '' : ` (${row.country})`}`,
  ]
    .filter((part) => part !== '')
    .join(' ');
}
