import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EVENT_COLUMNS } from '../../src/logs/index.ts';
import { DuckEngine } from '../../src/logs/store/duck-engine.ts';
import { EVENT_MACROS } from '../../src/logs/store/event-macros.ts';
import type { EventQueries } from '../../src/review/index.ts';

/** A row of the event table as a test states it: the columns that matter, `at` in RFC 3339. */
export type StatedEvent = Readonly<Record<string, unknown>> & { readonly at: string };

const SHAPE = JSON.stringify([
  Object.fromEntries(EVENT_COLUMNS.map((one) => [one.name, one.type === 'VARCHAR[]' ? ['VARCHAR'] : one.type])),
]);

const tempDir = mkdtempSync(join(tmpdir(), 'review-'));
process.on('exit', () => rmSync(tempDir, { recursive: true, force: true }));
const engine = await DuckEngine.open({ tempDir, memoryMib: 512, threads: 1 });
for (const macro of EVENT_MACROS) await engine.rows(macro);
const events: EventQueries = {
  query: async <T extends object>(sql: string, parameters?: Parameters<DuckEngine['rows']>[1]) =>
    (await engine.rows(sql, parameters, 'bad-query')) as readonly T[],
};

let last: Promise<unknown> = Promise.resolve();

/** Runs `work` on an event table that holds exactly the stated rows. One engine and one table serve a whole test file, one call after another. */
export async function withEvents<T>(
  rows: readonly StatedEvent[],
  work: (events: EventQueries) => Promise<T>,
): Promise<T> {
  const mine = last.then(async () => {
    await engine.rows(
      `CREATE OR REPLACE TABLE events AS SELECT one.* FROM (SELECT unnest(from_json($1::JSON, '${SHAPE}')) AS one)`,
      [JSON.stringify(rows.map(fullRow))],
    );
    return work(events);
  });
  last = mine.catch(() => null);
  return mine;
}

/**
 * Runs `work` on event tables that hold the rows of some files, told by their `file_id`. The rows are given to the engine once.
 * @param work gets a function that makes the table hold these files, and no others, from then on.
 */
export async function withEventFiles<T>(
  rows: readonly StatedEvent[],
  work: (holding: (files: readonly string[]) => Promise<EventQueries>) => Promise<T>,
): Promise<T> {
  return withEvents(rows, async () => {
    await engine.rows('CREATE OR REPLACE TABLE held AS SELECT * FROM events');
    await engine.rows('DROP TABLE events');
    try {
      return await work(async (files) => {
        await engine.rows(
          'CREATE OR REPLACE TABLE chosen AS SELECT unnest(from_json($1::JSON, \'["VARCHAR"]\')) AS file_id',
          [JSON.stringify(files)],
        );
        await engine.rows(
          'CREATE OR REPLACE VIEW events AS SELECT * FROM held WHERE file_id IN (SELECT file_id FROM chosen)',
        );
        return events;
      });
    } finally {
      await engine.rows('DROP VIEW IF EXISTS events');
    }
  });
}

function fullRow(stated: StatedEvent, index: number): Readonly<Record<string, unknown>> {
  const at = new Date(stated.at).toISOString();
  const row: Readonly<Record<string, unknown>> = {
    event_id: `event-${String(index).padStart(6, '0')}`,
    source: 'ual',
    shape: 'test',
    category: 'other',
    operation: 'Something',
    outcome: 'success',
    principal_type: 'user',
    copies: 1,
    file_id: 'file',
    raw_row: index,
    raw_start: 0,
    raw_end: 0,
    ...stated,
    at: at.slice(0, 23).replace('T', ' '),
    day: at.slice(0, 10),
  };
  return Object.fromEntries(EVENT_COLUMNS.map((one) => [one.name, row[one.name] ?? null]));
}
