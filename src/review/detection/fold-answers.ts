import type { AnswerRow } from './answer-row.ts';
import { MOST_ROWS } from './folded-query.ts';

/**
 * Where a detection answers more often than anybody can read (a proxy that gives each request another address, a log that is broken), one row
 * for each answer, principal and mailbox: nobody is left out, and `findings` says how many rows it stands for.
 */
export function foldedAnswers(rows: readonly AnswerRow[], most = MOST_ROWS): readonly AnswerRow[] {
  if (rows.length <= most) return rows;
  const groups = Map.groupBy(rows, ({ answer, principal, mailbox }) => JSON.stringify([answer, principal, mailbox]));
  return [...groups.values()].map(folded);
}

const MOST_EVENT_IDS = 100;

function folded(rows: readonly AnswerRow[]): AnswerRow {
  const [first, ...others] = rows.toSorted((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
  if (first === undefined || others.length === 0) return first ?? (rows[0] as AnswerRow);
  const only = (name: 'application' | 'ip') => (others.every((row) => row[name] === first[name]) ? first[name] : null);
  const [sources, days] = [new Set<string>(), new Set<string>()];
  let [until, count] = [first.until, 0];
  for (const row of [first, ...others]) {
    count += row.count;
    if (row.until > until) until = row.until;
    for (const source of row.sources) sources.add(source);
    for (const day of row.days) days.add(day);
  }
  return {
    ...first,
    application: only('application'),
    ip: only('ip'),
    until,
    count,
    sources: [...sources].sort(),
    days: [...days].sort(),
    eventIds: firstIds([first, ...others]),
    summary: { findings: rows.length },
  };
}

/** By time, then by what no two rows have in common. */
function orderOf({ from, eventIds, application, ip }: AnswerRow): string {
  return [from, eventIds[0], application, ip].map((one) => one ?? '').join('\0');
}

function firstIds(rows: readonly AnswerRow[]): readonly string[] {
  const ids: string[] = [];
  for (const row of rows) {
    if (ids.length >= MOST_EVENT_IDS) break;
    for (const id of row.eventIds) ids.push(id);
  }
  return [...new Set(ids.slice(0, MOST_EVENT_IDS))].sort();
}
