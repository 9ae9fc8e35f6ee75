import { BOUND_OPERATORS, type Bound, type CorrelationType } from '../rule/correlation.ts';
import { EVENT_PARTS, nothingFor, type QueryParts } from './query-parts.ts';
import { type Grouping, interval, partition, runsOf, spanAfter, spanBefore } from './window.ts';

/** What a correlation found: a relation with `hit` (the event belongs to a time span that holds) and `completes` (one ends with it). */
export interface Holding {
  readonly relation: string;
}

/** A number per time span, and what it must be. */
export interface Measured {
  readonly type: CorrelationType;
  readonly bounds: readonly Bound[];
  readonly percentile: number | null;
  /** Column of the value, where the type has one. */
  readonly value: string;
}

/**
 * Correlations over a number. Counts and sums are judged by the fullest time span that holds the event, so that an upper bound means "never
 * more"; averages and the like by any time span that holds it.
 */
export function measuredHolding(parts: QueryParts, members: string, grouping: Grouping, measured: Measured): Holding {
  const { type, bounds, value } = measured;
  const before = spanBefore(grouping);
  if (type === 'event_count')
    return byFullest(parts, withMeasure(parts, members, `COUNT(*) OVER ${before}`), grouping, bounds);
  if (type === 'value_sum')
    return byFullest(parts, withMeasure(parts, members, `SUM(${value}) OVER ${before}`), grouping, bounds);
  if (type === 'value_count') return byFullest(parts, distinctCount(parts, members, grouping, value), grouping, bounds);
  const percentile = type === 'value_median' ? 50 : measured.percentile;
  if (type === 'value_percentile' && percentile === null) return byShare(parts, members, grouping, measured);
  const holds =
    percentile !== null && !SIMPLE.has(type)
      ? bounds.map((bound) => percentileHolds(bound, percentile, value, before))
      : bounds.map((bound) => boundSql(`${type.replace('value_', '').toUpperCase()}(${value}) OVER ${before}`, bound));
  const judged = parts.add(`SELECT *, CASE WHEN ${holds.join(' AND ')} THEN 1 ELSE 0 END AS holds FROM ${members}`);
  return anySpan(parts, judged, grouping);
}

const SIMPLE: ReadonlySet<CorrelationType> = new Set(['value_avg', 'value_min', 'value_max']);

/** Spreads `holds` (1 where the time span that ends with the event holds) over the events of that span. */
export function anySpan(parts: QueryParts, judged: string, grouping: Grouping): Holding {
  return {
    relation: parts.add(
      `SELECT *, MAX(holds) OVER ${spanAfter(grouping)} = 1 AS hit, holds = 1 AS completes FROM ${judged}`,
    ),
  };
}

export function boundSql(measure: string, { operator, value }: Bound): string {
  return `${measure} ${BOUND_OPERATORS[operator]} ${value}`;
}

function withMeasure(parts: QueryParts, members: string, measure: string): string {
  return parts.add(`SELECT *, ${measure} AS measure FROM ${members}`);
}

function byFullest(parts: QueryParts, measured: string, grouping: Grouping, bounds: readonly Bound[]): Holding {
  const peaked = parts.add(`SELECT *, MAX(measure) OVER ${spanAfter(grouping)} AS peak FROM ${measured}`);
  const hit = bounds.map((bound) => boundSql('peak', bound)).join(' AND ');
  const onlyLower = bounds.every(({ operator }) => operator === 'gt' || operator === 'gte');
  const completes = onlyLower ? bounds.map((bound) => boundSql('measure', bound)).join(' AND ') : hit;
  return { relation: parts.add(`SELECT *, ${hit} AS hit, ${completes} AS completes FROM ${peaked}`) };
}

/** How many of the events of the time span have this event's value, in percent. */
function byShare(parts: QueryParts, members: string, grouping: Grouping, { bounds, value }: Measured): Holding {
  const share = `100.0 * COUNT(*) OVER ${spanBefore(grouping, value)} / CAST(COUNT(*) OVER ${spanBefore(grouping)} AS DOUBLE)`;
  const shared = withMeasure(parts, members, share);
  const hit = bounds.map((bound) => boundSql('measure', bound)).join(' AND ');
  return { relation: parts.add(`SELECT *, ${hit} AS hit, ${hit} AS completes FROM ${shared}`) };
}

/** By nearest rank: the percentile is below a bound where enough of the values are. */
function percentileHolds({ operator, value: bound }: Bound, percentile: number, value: string, before: string): string {
  const enough = (comparison: string) =>
    `100.0 * SUM(CASE WHEN ${value} ${comparison} ${bound} THEN 1 ELSE 0 END) OVER ${before} >= ${percentile} * COUNT(*) OVER ${before}`;
  const [below, atMost] = [enough('<'), enough('<=')];
  switch (operator) {
    case 'lt':
      return below;
    case 'lte':
      return atMost;
    case 'gt':
      return `NOT ${atMost}`;
    case 'gte':
      return `NOT ${below}`;
    case 'eq':
      return `(${atMost} AND NOT ${below})`;
    case 'neq':
      return `NOT (${atMost} AND NOT ${below})`;
  }
}

/**
 * Windows cannot count distinct values in every engine, so each value's run of events becomes a step up at its start and a step down one
 * time span after its end: the sum of the steps is how many values the time span holds.
 */
function distinctCount(parts: QueryParts, members: string, grouping: Grouping, value: string): string {
  const [begun, run] = runsOf(members, grouping, value);
  const numbered = parts.add(run(parts.add(begun)));
  const keys = grouping.keys.map((key) => `${key}, `).join('');
  const runs = parts.add(
    `SELECT ${keys}${value}, run, MIN("at") AS first_at, MAX("at") AS last_at FROM ${numbered} GROUP BY ${keys}${value}, run`,
  );
  const step = (moment: string, size: number, place: number) =>
    `SELECT ${EVENT_PARTS.map(nothingFor).join(', ')}, ${keys}${value}, ${moment} AS moment, ${size} AS step, ${place} AS place FROM ${runs}`;
  const steps = parts.add(
    [
      `SELECT ${EVENT_PARTS.join(', ')}, ${keys}${value}, "at" AS moment, 0 AS step, 1 AS place FROM ${members}`,
      step('first_at', 1, 0),
      step(`last_at + ${interval(grouping)}`, -1, 2),
    ].join(' UNION ALL '),
  );
  const levels = parts.add(
    `SELECT *, SUM(step) OVER (${partition(grouping)}ORDER BY moment, place, event_id ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS measure FROM ${steps}`,
  );
  return parts.add(`SELECT * FROM ${levels} WHERE event_id IS NOT NULL`);
}
