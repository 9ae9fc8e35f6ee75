import { eventRelation } from './event-relation.ts';
import { QueryParts } from './query-parts.ts';
import type { SetCondition } from './rule-sql.ts';

/** What the columns of an answer say besides those that every detection has. */
export const EVENT_SUMMARY = {
  operation: 'The first operation that matched.',
  target: 'What that operation was done to.',
} as const;

const BY = 'principal, mailbox, app_id, ip';
export const IN_SCOPE = '"at" >= {{scope_from}} AND "at" <= {{scope_until}}';

/** The query of a rule that single events match: a row for each principal, mailbox, application and address. */
export function eventAnswer(conditions: readonly SetCondition[]): string {
  const parts = new QueryParts();
  const matched = parts.add(eventRelation(conditions, []));
  const placed = parts.add(
    `SELECT *, ROW_NUMBER() OVER (PARTITION BY ${BY} ORDER BY "at", event_id) AS place FROM ${matched} WHERE ${IN_SCOPE}`,
  );
  return parts.query(`SELECT 'raised' AS answer, principal, mailbox, app_id AS application, MIN("at") AS "from", MAX("at") AS "until", ip,
  COUNT(*) AS "count", ARRAY_AGG(DISTINCT source) AS sources, ARRAY_AGG(DISTINCT day) AS days,
  ARRAY_AGG(event_id) FILTER (WHERE place <= 100) AS event_ids,
  MIN_BY(operation, place) AS operation, MIN_BY(target, place) AS target
FROM ${placed} GROUP BY ${BY}`);
}
