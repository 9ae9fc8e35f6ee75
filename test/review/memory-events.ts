import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { EVENT_COLUMNS, type EventStore, openEventStore } from '../../src/logs/index.ts';

/** A row of the event table as a test states it: the columns that matter, `at` in RFC 3339. */
export type StatedEvent = Readonly<Record<string, unknown>> & { readonly at: string };

const SHAPE = JSON.stringify([
  Object.fromEntries(EVENT_COLUMNS.map((one) => [one.name, one.type === 'VARCHAR[]' ? ['VARCHAR'] : one.type])),
]);

const connection = await (await DuckDBInstance.create(':memory:')).connect();

/** Runs `work` on an event store that holds exactly the stated rows. */
export async function withEvents<T>(
  rows: readonly StatedEvent[],
  work: (events: EventStore) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'review-'));
  const file = join(folder, 'events.parquet');
  await connection.run(
    `COPY (SELECT one.* FROM (SELECT unnest(from_json($1::JSON, '${SHAPE}')) AS one)) TO '${file}' (FORMAT parquet)`,
    [JSON.stringify(rows.map(fullRow))],
  );
  const events = await openEventStore([file], { tempDir: folder });
  try {
    return await work(events);
  } finally {
    events.close();
    rmSync(folder, { recursive: true });
  }
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
