import { answerColumns, groupedQuery } from '../detection/answer-query.ts';
import { textLiteral } from '../detection/bind-sql.ts';
import type { DetectionPack } from '../detection/detection-pack.ts';

/** A finding as far as one UTC day is concerned: the columns of `answerQuery`, the day, and the SQL types of what it takes the greatest of. */
export type DayRow = Readonly<Record<string, unknown>> & { readonly row_day: string };

/** Name of the column that holds the SQL type of another. */
export function typeColumn(name: string): string {
  return `type of ${name}`;
}

/** The columns of a pack with `group-by` that are the greatest of their rows. */
export function greatestColumns(pack: DetectionPack): readonly string[] {
  const together = pack['group-by'] ?? [];
  return ['application', ...Object.keys(pack.summary)].filter((name) => !together.includes(name));
}

/**
 * The query for a detection's answers about some days, day by day, so that `mergeDays` over all days gives the rows of `answerQuery`.
 * @param commonTable the WITH list that names the events of these days, and of as many around them as decide about them.
 * @param sql a bound detection.
 */
export function dayQuery(pack: DetectionPack, commonTable: string, sql: string, days: readonly string[]): string {
  const among = `IN (${days.map(textLiteral).join(', ')})`;
  const together = pack['group-by'];
  if (together === undefined) {
    const placed = `SELECT *, substring(CAST("from" AS VARCHAR), 1, 10) AS row_day FROM (${sql}) AS answers`;
    return `${commonTable} SELECT ${answerColumns(pack)}, row_day FROM (${placed}) AS placed WHERE row_day ${among}`;
  }
  const judged = `SELECT * FROM (${sql}) AS judged WHERE "day" ${among}`;
  const grouped = groupedQuery(judged, Object.keys(pack.summary), together, ['day']);
  const types = greatestColumns(pack).map((name) => `, typeof("${name}") AS "${typeColumn(name)}"`);
  return `${commonTable} SELECT ${answerColumns(pack)}, "day" AS row_day${types.join('')} FROM (${grouped}) AS answers`;
}

/** The row with its lists in an order that threads do not decide. Ids of events are in order of time where the pack groups. */
export function sortedRow(pack: DetectionPack, row: DayRow): DayRow {
  const free = pack['group-by'] === undefined ? ['sources', 'days', 'event_ids'] : ['sources', 'days'];
  const lists = free.map((name) => [name, Array.isArray(row[name]) ? row[name].toSorted() : row[name]]);
  return { ...row, ...Object.fromEntries(lists) };
}
