import type { Scope } from '../scope.ts';
import { timestampLiteral } from './bind-sql.ts';

/** More rows of one detection than this are no list that anybody reads. */
export const MOST_ROWS = 1000;
const MOST_EVENT_IDS = 100;

/**
 * The answers within the scope's time; where they are more than {@link MOST_ROWS}, one row for each answer, principal and mailbox, with
 * `findings`, how many it stands for: what `foldedAnswers` would make of them, so that a hundred thousand rows need not leave the engine.
 * @param commonTable a WITH list.
 * @param answers a query with the columns of ANSWER_COLUMNS.
 * @param summary names of further columns.
 */
export function foldedQuery(
  commonTable: string,
  answers: string,
  summary: readonly string[],
  { from, until }: Scope,
): string {
  const rest = summary.map((name) => `, "${name}"`).join('');
  const columns = `answer, principal, mailbox, application, "from", "until", ip, "count", sources, days, event_ids${rest}`;
  return `${commonTable}, all_answers AS MATERIALIZED (
      SELECT ${columns} FROM (${answers}) AS answers
      WHERE ${MOMENT('"from"')} <= ${timestampLiteral(until, LAST)} AND ${MOMENT('"until"')} >= ${timestampLiteral(from, FIRST)}),
    how_many AS (SELECT COUNT(*) AS n FROM all_answers)
    SELECT ${columns}, NULL AS findings FROM all_answers WHERE (SELECT n FROM how_many) <= ${MOST_ROWS}
    UNION ALL
    SELECT ${folded(summary)} FROM all_answers WHERE (SELECT n FROM how_many) > ${MOST_ROWS} GROUP BY answer, principal, mailbox`;
}

const FIRST = '0001-01-01 00:00:00';
const LAST = '9999-12-31 23:59:59.999';
/** Answers are read to the millisecond. */
const MOMENT = (column: string) => `date_trunc('millisecond', ${column})`;

function folded(summary: readonly string[]): string {
  const order = `${MOMENT('"from"')}, COALESCE(list_min(event_ids), ''), COALESCE(application, ''), COALESCE(ip, '')`;
  return [
    'answer, principal, mailbox',
    common('application'),
    'MIN("from") AS "from", MAX("until") AS "until"',
    common('ip'),
    'SUM("count") AS "count"',
    'list_distinct(flatten(list(sources))) AS sources, list_distinct(flatten(list(days))) AS days',
    `list_distinct(flatten(list(list_sort(event_ids) ORDER BY ${order}))[1:${MOST_EVENT_IDS}]) AS event_ids`,
    ...summary.map((name) => `CASE WHEN COUNT(*) = 1 THEN MIN("${name}") END AS "${name}"`),
    'CASE WHEN COUNT(*) > 1 THEN COUNT(*) END AS findings',
  ].join(', ');
}

/** What all rows agree in. */
function common(name: string): string {
  return `CASE WHEN COUNT(${name}) = COUNT(*) AND MIN(${name}) = MAX(${name}) THEN MIN(${name}) END AS ${name}`;
}
