import type { Store } from '../../case/index.ts';
import type { Readiness } from './readiness.ts';
import { READINESS_MIGRATIONS } from './readiness-schema.ts';

/** Keeps what the last review found the logs able to answer, in place of an earlier review's. */
export function storeReadiness(store: Store, readiness: Readiness): void {
  store.migrate('readiness', READINESS_MIGRATIONS);
  store.run('INSERT OR REPLACE INTO readiness (one, content) VALUES (1, ?)', JSON.stringify(readiness));
}

/** As of the last review; null where there was none. */
export function readinessOf(store: Store): Readiness | null {
  if (store.get("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'readiness'") === null) return null;
  const row = store.get<{ content: string }>('SELECT content FROM readiness WHERE one = 1');
  return row === null ? null : (JSON.parse(row.content) as Readiness);
}
