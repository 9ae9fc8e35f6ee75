import type { KeyedHash } from '../../core/index.ts';
import type { EventQueries } from '../event-queries.ts';
import type { Remembered } from './remembered.ts';

/**
 * Event queries that are not run where an earlier review asked the same of the same table. Only for queries of `events` alone, by callers
 * to whom the order of rows that are in none says nothing.
 * @param table equal only for tables of the same events.
 */
export function rememberedQueries(
  events: EventQueries,
  remembered: Remembered,
  { table, hash }: { readonly table: string; readonly hash: KeyedHash },
): EventQueries {
  return {
    query: async <T extends object>(sql: string, parameters: Parameters<EventQueries['query']>[1] = []) => {
      const name = `query ${hash.hex('query', sql, JSON.stringify(parameters)).slice(0, 32)}`;
      const known = remembered.recall<readonly T[]>(name, '', table);
      if (known !== undefined) return known;
      const rows = await events.query<T>(sql, parameters);
      const answer = /\bORDER BY\b/.test(sql) ? rows : inOneOrder(rows);
      remembered.keep(name, '', table, answer);
      return answer;
    },
  };
}

/** Rows in an order that threads do not decide. */
export function inOneOrder<T>(rows: readonly T[]): readonly T[] {
  return rows
    .map((row) => ({ row, text: JSON.stringify(row) }))
    .sort((a, b) => (a.text < b.text ? -1 : 1))
    .map(({ row }) => row);
}
