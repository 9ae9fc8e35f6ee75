import type { Instant } from '../../core/index.ts';
import { textLiteral, timestampLiteral } from '../detection/bind-sql.ts';
import type { Finding } from '../detection/finding.ts';
import type { EventQueries } from '../event-queries.ts';
import { bearsTrace, TRACE_COLUMN, TRACE_KINDS, type Trace, traceKey } from './trace.ts';

/** A trace, how it was come to, and who bore it. */
export interface PivotStep extends Trace {
  /** 0: borne by the events of a finding; each pivot is one further. */
  readonly depth: number;
  /** The finding, or the trace, that led here. */
  readonly via: string;
  /** Different principals with successful events that bear it, and the first of their names. */
  readonly principals: number;
  readonly names: readonly string[];
  readonly events: number;
  readonly from: Instant;
  readonly until: Instant;
  /** too-common: so many bear it that it tells nobody apart (an office's own address), so it was not followed. */
  readonly standing: 'followed' | 'too-common';
}

export interface PivotOptions {
  /** How many pivots away from the findings to go; at most 4. */
  readonly depth: number;
  /** A trace borne by more principals than this is not followed. */
  readonly mostPrincipals: number;
  readonly from: Instant | null;
  readonly until: Instant | null;
}

export const PIVOT_DEFAULTS: PivotOptions = { depth: 1, mostPrincipals: 10, from: null, until: null };

const MOST_DEPTH = 4;
const MOST_TRACES = 2000;
/** Different combinations of traces that are looked at for one pivot. */
const MOST_BEARERS = 100_000;

/**
 * From the findings to everything that bears the same address, session or device, and on from there: events of one trace show others. A
 * principal is never a pivot: a victim's own addresses are not the thief's.
 * @returns in the order found; bounded by depth, by commonness, and by 2,000 traces.
 */
export async function pivot(
  events: EventQueries,
  findings: readonly Finding[],
  options: PivotOptions = PIVOT_DEFAULTS,
): Promise<readonly PivotStep[]> {
  const steps = new Map<string, PivotStep>();
  let ahead = await tracesOfFindings(events, findings);
  const depth = Math.min(options.depth, MOST_DEPTH);
  for (let at = 0; at <= depth && ahead.size > 0; at++) {
    const fresh = [...ahead].filter(([key]) => !steps.has(key)).slice(0, MOST_TRACES - steps.size);
    for (const step of await weighed(events, fresh, at, options)) steps.set(traceKey(step), step);
    const followed = fresh.map(([key]) => steps.get(key)).filter((step) => step?.standing === 'followed');
    ahead = at === depth ? new Map() : await tracesBeside(events, followed as readonly PivotStep[], options);
  }
  return [...steps.values()];
}

/** A trace not yet weighed, and what led to it. */
type Ahead = ReadonlyMap<string, Trace & { readonly via: string }>;

async function tracesOfFindings(events: EventQueries, findings: readonly Finding[]): Promise<Ahead> {
  const raised = findings.filter(({ answer }) => answer === 'raised');
  const of = new Map(raised.flatMap(({ id, eventIds }) => eventIds.map((event) => [event, id] as const)));
  if (of.size === 0) return new Map();
  const rows = await events.query<Bearer>(
    `SELECT event_id AS via, ${traceColumns()} FROM events WHERE event_id IN (${[...of.keys()].map(textLiteral).join(', ')}) ORDER BY "at", event_id`,
  );
  return collected(rows.map((row) => ({ ...row, via: of.get(row.via) ?? row.via })));
}

type Bearer = { readonly via: string } & { readonly [Kind in Trace['kind']]: string | null };

const traceColumns = () => TRACE_KINDS.map((kind) => `${TRACE_COLUMN[kind]} AS ${kind}`).join(', ');

function collected(rows: readonly Bearer[]): Ahead {
  const found = new Map<string, Trace & { readonly via: string }>();
  for (const row of rows) {
    for (const kind of TRACE_KINDS) {
      const value = row[kind];
      if (value === null || found.has(traceKey({ kind, value }))) continue;
      found.set(traceKey({ kind, value }), { kind, value, via: row.via });
    }
  }
  return found;
}

/** The traces that stand in one event with a followed one. Failures prove nobody's presence: a spray's victims are no pivot. */
async function tracesBeside(
  events: EventQueries,
  followed: readonly PivotStep[],
  options: PivotOptions,
): Promise<Ahead> {
  const keys = new Set(followed.map(traceKey));
  const found = new Map<string, Trace & { readonly via: string }>();
  if (followed.length === 0) return found;
  const rows = await events.query<Omit<Bearer, 'via'>>(
    `SELECT DISTINCT ${traceColumns()} FROM events
     WHERE ${bearsTrace(followed)} AND outcome <> 'failure' AND ${within(options)} ORDER BY 1, 2, 3 LIMIT ${MOST_BEARERS}`,
  );
  for (const row of rows) {
    const via = TRACE_KINDS.map((kind) => traceKey({ kind, value: row[kind] ?? '' })).find((key) => keys.has(key));
    if (via === undefined) continue;
    for (const [key, trace] of collected([{ ...row, via } as Bearer])) if (!found.has(key)) found.set(key, trace);
  }
  return found;
}

interface Weight {
  readonly principals: number;
  readonly names: readonly string[] | null;
  readonly events: number;
  readonly from: Instant;
  readonly until: Instant;
}

async function weighed(
  events: EventQueries,
  traces: readonly (readonly [string, Trace & { readonly via: string }])[],
  depth: number,
  options: PivotOptions,
): Promise<readonly PivotStep[]> {
  const weights = new Map<string, Weight>();
  for (const kind of TRACE_KINDS) {
    const of = traces.flatMap(([, trace]) => (trace.kind === kind ? [trace] : []));
    if (of.length === 0) continue;
    const rows = await events.query<Weight & { readonly value: string }>(weightQuery(kind, of, options));
    for (const { value, ...weight } of rows) weights.set(traceKey({ kind, value }), weight);
  }
  return traces.flatMap(([key, trace]): readonly PivotStep[] => {
    const weight = weights.get(key);
    // A session that only failed leads nowhere; an address that only failed is still where the spray came from.
    if (weight === undefined || (weight.principals === 0 && trace.kind !== 'ip')) return [];
    const { names, ...counts } = weight;
    const standing = weight.principals > options.mostPrincipals ? 'too-common' : 'followed';
    return [{ ...trace, ...counts, depth, standing, names: [...(names ?? [])].sort().slice(0, MOST_NAMES) }];
  });
}

const MOST_NAMES = 20;

/** One row for each trace of a kind that events bear. Names are gathered by principal first, so that no list of all events is. */
function weightQuery(kind: Trace['kind'], traces: readonly Trace[], options: PivotOptions): string {
  const column = TRACE_COLUMN[kind];
  return `WITH borne AS (
      SELECT ${column} AS value, CASE WHEN outcome <> 'failure' THEN principal ELSE NULL END AS name, COUNT(*) AS events,
             MIN("at") AS first_at, MAX("at") AS last_at
      FROM events WHERE ${bearsTrace(traces)} AND ${within(options)}
      GROUP BY ${column}, CASE WHEN outcome <> 'failure' THEN principal ELSE NULL END),
    ranked AS (SELECT *, ROW_NUMBER() OVER (PARTITION BY value ORDER BY name NULLS LAST) AS place FROM borne)
    SELECT value, COUNT(name) AS principals, CAST(SUM(events) AS BIGINT) AS events, MIN(first_at) AS "from", MAX(last_at) AS "until",
           array_agg(name) FILTER (WHERE name IS NOT NULL AND place <= ${MOST_NAMES}) AS names
    FROM ranked GROUP BY value`;
}

function within({ from, until }: PivotOptions): string {
  return `"at" >= ${timestampLiteral(from, '0001-01-01 00:00:00')} AND "at" <= ${timestampLiteral(until, '9999-12-31 23:59:59.999')}`;
}
