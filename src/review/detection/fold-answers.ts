import type { AnswerRow } from './answer-row.ts';

/** More rows of one detection than this are no list that anybody reads. */
const MOST_ROWS = 1000;

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
  const [first, ...others] = rows.toSorted((a, b) => (a.from < b.from ? -1 : 1));
  if (first === undefined || others.length === 0) return first ?? (rows[0] as AnswerRow);
  const only = (name: 'application' | 'ip') => (others.every((row) => row[name] === first[name]) ? first[name] : null);
  const eventIds = new Set<string>();
  const [sources, days] = [new Set<string>(), new Set<string>()];
  let [until, count] = [first.until, 0];
  for (const row of [first, ...others]) {
    count += row.count;
    if (row.until > until) until = row.until;
    for (const source of row.sources) sources.add(source);
    for (const day of row.days) days.add(day);
    for (const id of row.eventIds) if (eventIds.size < MOST_EVENT_IDS) eventIds.add(id);
  }
  return {
    ...first,
    application: only('application'),
    ip: only('ip'),
    until,
    count,
    sources: [...sources].sort(),
    days: [...days].sort(),
    eventIds: [...eventIds].sort(),
    summary: { findings: rows.length },
  };
}
