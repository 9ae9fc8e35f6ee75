import { EVENT_COLUMNS, type EventColumn } from '../../logs/index.ts';
import type { DetectionPack } from './detection-pack.ts';
import { type EventSelector, selectorSql, WIDE_COLUMNS } from './event-selector.ts';
import { sqlTokens } from './sql-token.ts';

/** The columns that the packs' queries and selections name: what none reads need not be decoded. */
export function namedColumns(packs: readonly DetectionPack[]): readonly EventColumn[] {
  const words = wordsOf(packs);
  for (const name of ['source', 'day', 'category', 'operation']) words.add(name);
  return EVENT_COLUMNS.filter((column) => words.has(column.name));
}

/** The same for a SELECT. */
export function columnsOf(packs: readonly DetectionPack[]): string {
  return namedColumns(packs)
    .map((column) => `"${column.name}"`)
    .join(', ');
}

/** The events whose widest columns the pack's query looks at. */
export function wideReads(pack: DetectionPack): readonly EventSelector[] {
  return wideColumns(pack).length === 0 ? [] : pack.reads.filter(({ wide }) => wide !== false);
}

/** The columns of `events` for a SELECT, without what the pack says that it does not look at. */
export function columnsSeen(pack: DetectionPack): string {
  const columns = wideColumns(pack);
  if (columns.length === 0 || pack.reads.every(({ wide }) => wide !== false)) return '*';
  const among = selectorSql(wideReads(pack));
  return `* REPLACE (${columns.map((name) => `CASE WHEN ${among} THEN "${name}" END AS "${name}"`).join(', ')})`;
}

function wideColumns(pack: DetectionPack): readonly string[] {
  const words = wordsOf([pack]);
  return WIDE_COLUMNS.filter((name) => words.has(name));
}

function wordsOf(packs: readonly DetectionPack[]): Set<string> {
  return new Set(packs.flatMap((pack) => sqlTokens(pack.sql).map((token) => token.text.toLowerCase())));
}
