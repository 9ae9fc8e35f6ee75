import type { Store } from '../../case/index.ts';
import type { Instant } from '../../core/index.ts';
import { REVIEW_MIGRATIONS } from '../review-schema.ts';
import type { Comparison, Indicator, IndicatorList, UnusableIndicator } from './indicator.ts';

interface Row {
  readonly id: string;
  readonly name: string | null;
  readonly any_of: string | null;
  readonly from_at: Instant | null;
  readonly until_at: Instant | null;
  readonly unusable: string | null;
}

/** Keeps what a list of indicators holds, in place of what an earlier reading of it left. */
export function storeIndicators(store: Store, sourceId: string, list: IndicatorList): void {
  store.migrate('review', REVIEW_MIGRATIONS);
  store.run('DELETE FROM indicators WHERE source_id = ?', sourceId);
  const insert =
    'INSERT OR IGNORE INTO indicators (source_id, id, name, any_of, from_at, until_at, unusable) VALUES (?, ?, ?, ?, ?, ?, ?)';
  for (const { id, name, any, from, until } of list.indicators)
    store.run(insert, sourceId, id, name, JSON.stringify(any), from, until, null);
  for (const { id, why } of list.unusable) store.run(insert, sourceId, id, null, null, null, null, why);
}

/** All indicators of the case, by source and id; one that several lists give under one id counts once. */
export function indicatorsOf(store: Store): IndicatorList {
  if (store.get("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'indicators'") === null)
    return { indicators: [], unusable: [] };
  const rows = store.all<Row>(
    'SELECT id, name, any_of, from_at, until_at, unusable FROM indicators ORDER BY source_id, rowid',
  );
  const read = rows.map(indicatorOf);
  return {
    indicators: read.filter((one): one is Indicator => 'any' in one),
    unusable: read.filter((one): one is UnusableIndicator => 'why' in one),
  };
}

function indicatorOf(row: Row): Indicator | UnusableIndicator {
  if (row.any_of === null) return { id: row.id, why: row.unusable ?? 'It cannot be compared with events.' };
  const any = JSON.parse(row.any_of) as readonly (readonly Comparison[])[];
  return { id: row.id, name: row.name ?? row.id, any, from: row.from_at, until: row.until_at };
}
