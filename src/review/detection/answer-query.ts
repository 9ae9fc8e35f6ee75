import { ANSWER_COLUMNS } from './answer.ts';
import type { DetectionPack } from './detection-pack.ts';

const LISTS = new Set(['sources', 'days', 'event_ids']);

/**
 * The query whose every column is text or a list of texts: so that one reader understands the rows of any engine.
 * @param commonTable the WITH list that names the events the detection reads.
 * @param sql a bound detection.
 */
export function answerQuery(pack: DetectionPack, commonTable: string, sql: string): string {
  const columns = [...ANSWER_COLUMNS, ...Object.keys(pack.summary)].map((name) =>
    LISTS.has(name) ? `"${name}"` : `CAST("${name}" AS VARCHAR) AS "${name}"`,
  );
  const together = pack['group-by'];
  const answers = together === undefined ? sql : groupedQuery(sql, Object.keys(pack.summary), together);
  return `${commonTable} SELECT ${columns.join(', ')} FROM (${answers}) AS answers`;
}

/** Findings of a query that gives one row for each event: the rows that agree in who, whose mailbox and `together` are one. */
function groupedQuery(sql: string, summary: readonly string[], together: readonly string[]): string {
  const keys = ['answer', 'principal', 'mailbox', ...together].map((name) => `"${name}"`).join(', ');
  const rest = ['application', ...summary].filter((name) => !together.includes(name));
  const ip = together.includes('ip') ? [] : ['MIN_BY(ip, "at") AS ip'];
  const columns = [
    ...ip,
    'MIN("at") AS "from", MAX("at") AS "until", COUNT(*) AS "count"',
    'array_agg(DISTINCT source) AS sources, array_agg(DISTINCT day) AS days',
    'array_agg(event_id) FILTER (WHERE place <= 100) AS event_ids',
    ...rest.map((name) => `MAX("${name}") AS "${name}"`),
  ];
  return `SELECT ${keys}, ${columns.join(', ')}
    FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY ${keys} ORDER BY "at", event_id) AS place FROM (${sql}) AS found) AS placed
    GROUP BY ${keys}`;
}
