import type { Case } from '../case/index.ts';
import { EVENT_COLUMNS, type Mapping } from '../logs/index.ts';

const STEP = 'log-table';

/**
 * Where the event table has other columns than when the logs were read, or the case has other mappings, forgets the logs, so that they are
 * read anew: files of two kinds do not make one table.
 */
export function forgetOldTable(kase: Case, mappings: readonly Mapping[]): void {
  const now = tableOf(kase, mappings);
  const before = kase.store.get<{ input: string }>('SELECT input FROM steps WHERE name = ?', STEP)?.input ?? null;
  if (before === now) return;
  kase.store.transaction(() => {
    kase.store.run('DELETE FROM log_files');
    kase.store.run("DELETE FROM tallies WHERE source_id IN (SELECT id FROM sources WHERE kind = 'logs')");
    const values = [STEP, now, kase.clock.now()];
    kase.store.run('INSERT OR REPLACE INTO steps (name, input, finished_at) VALUES (?, ?, ?)', ...values);
  });
}

function tableOf(kase: Case, mappings: readonly Mapping[]): string {
  const columns = EVENT_COLUMNS.map(({ name, type }) => `${name} ${type}`);
  return kase.hash.hex('log-table', ...columns, ...mappings.map((mapping) => JSON.stringify(mapping)));
}
