import type { CorrelationRule } from '../rule/sigma-rule.ts';
import { correlationQuery, type RuleSource } from './correlation-query.ts';
import { IN_SCOPE } from './event-answer.ts';
import { ruleLiteral } from './literal.ts';
import { QueryParts } from './query-parts.ts';
import { partition, runsOf } from './window.ts';

/** What the columns of an answer say besides those that every detection has. */
export const CORRELATION_SUMMARY = {
  grouped: 'The values that the events have in common.',
  events_in_all: 'How many events of anyone stand behind it.',
} as const;

/**
 * The query of a correlation: its events in runs without a gap longer than the time span, a row for each principal in one, so that whoever
 * is concerned is found by name.
 */
export function correlationAnswer(rule: CorrelationRule, source: RuleSource): string {
  const parts = new QueryParts();
  const { relation, grouping } = correlationQuery(parts, rule, source);
  const hits = parts.add(`SELECT * FROM ${relation} WHERE hit AND ${IN_SCOPE}`);
  const [begun, run] = runsOf(hits, grouping);
  const numbered = parts.add(run(parts.add(begun)));
  const by = [...grouping.keys, 'run'].join(', ');
  const placed = parts.add(
    `SELECT *, COUNT(*) OVER (${partition(grouping, 'run')}) AS in_all, ROW_NUMBER() OVER (PARTITION BY ${by}, principal ORDER BY "at", event_id) AS place FROM ${numbered}`,
  );
  const one = (column: string) => `CASE WHEN COUNT(DISTINCT ${column}) = 1 THEN MIN(${column}) END`;
  return parts.query(`SELECT 'raised' AS answer, principal, ${one('mailbox')} AS mailbox, ${one('app_id')} AS application,
  MIN("at") AS "from", MAX("at") AS "until", ${one('ip')} AS ip,
  COUNT(DISTINCT event_id) AS "count", ARRAY_AGG(DISTINCT source) AS sources, ARRAY_AGG(DISTINCT day) AS days,
  ARRAY_AGG(DISTINCT event_id) FILTER (WHERE place <= 100) AS event_ids,
  ${groupedSql(rule, grouping.keys)} AS grouped, MAX(in_all) AS events_in_all
FROM ${placed} GROUP BY ${by}, principal`);
}

/** `field=value` of each key, which is the same in all rows of a group. */
function groupedSql({ correlation }: CorrelationRule, keys: readonly string[]): string {
  const pieces = keys.flatMap((key, at) => [
    ruleLiteral(`${at === 0 ? '' : ', '}${correlation.groupBy[at] ?? 'log'}=`),
    `MIN(${key})`,
  ]);
  return pieces.length === 0 ? 'CAST(NULL AS VARCHAR)' : `CONCAT(${pieces.join(', ')})`;
}
