import type { Scope } from '../scope.ts';
import { ANSWER_COLUMNS } from './answer.ts';
import type { DetectionPack } from './detection-pack.ts';
import { foldedQuery } from './folded-query.ts';

const LISTS = new Set(['sources', 'days', 'event_ids']);

/**
 * The query whose every column is text or a list of texts: so that one reader understands the rows of any engine.
 * @param commonTable the WITH list that names the events the detection reads.
 * @param sql a bound detection.
 */
export function answerQuery(pack: DetectionPack, commonTable: string, sql: string): string {
  return `${commonTable} SELECT ${answerColumns(pack)} FROM (${answersOf(pack, sql)}) AS answers`;
}

/**
 * The same where the scope is the whole tenant: only answers within its time, and few rows however many there are. A scope of some subjects
 * has to look at each row.
 */
export function answerQueryWithin(pack: DetectionPack, commonTable: string, sql: string, scope: Scope): string {
  if (scope.kind !== 'tenant') return answerQuery(pack, commonTable, sql);
  const rows = foldedQuery(commonTable, answersOf(pack, sql), Object.keys(pack.summary), scope);
  return `SELECT ${answerColumns(pack)}, CAST(findings AS VARCHAR) AS findings FROM (${rows}) AS answers`;
}

function answersOf(pack: DetectionPack, sql: string): string {
  const together = pack['group-by'];
  return together === undefined ? sql : groupedQuery(sql, Object.keys(pack.summary), together);
}

/** The columns of answers as texts and lists of texts, for a SELECT. */
export function answerColumns(pack: DetectionPack): string {
  const names = [...ANSWER_COLUMNS, ...Object.keys(pack.summary)];
  return names.map((name) => (LISTS.has(name) ? `"${name}"` : `CAST("${name}" AS VARCHAR) AS "${name}"`)).join(', ');
}

/**
 * Findings of a query that gives one row for each event: the rows that agree in who, whose mailbox and `together` are one. Of the addresses
 * it takes the earliest; ids of events are in order of time.
 * @param also further columns that rows must agree in; they are given too.
 */
export function groupedQuery(
  sql: string,
  summary: readonly string[],
  together: readonly string[],
  also: readonly string[] = [],
): string {
  const keys = ['answer', 'principal', 'mailbox', ...together, ...also].map((name) => `"${name}"`).join(', ');
  const rest = ['application', ...summary].filter((name) => !together.includes(name));
  const ip = together.includes('ip') ? [] : [EARLIEST_IP];
  const columns = [
    ...ip,
    'MIN("at") AS "from", MAX("at") AS "until", COUNT(*) AS "count"',
    'array_agg(DISTINCT source) AS sources, array_agg(DISTINCT day) AS days',
    'array_agg(event_id ORDER BY place) FILTER (WHERE place <= 100) AS event_ids',
    ...rest.map((name) => `MAX("${name}") AS "${name}"`),
  ];
  return `SELECT ${keys}, ${columns.join(', ')}
    FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY ${keys} ORDER BY "at", event_id) AS place FROM (${sql}) AS found) AS placed
    GROUP BY ${keys}`;
}

/** Events of one moment are in order of their ids, so that the same events give the same address. */
const EARLIEST_IP = 'MIN_BY(ip, CASE WHEN ip IS NOT NULL THEN place END) AS ip';
