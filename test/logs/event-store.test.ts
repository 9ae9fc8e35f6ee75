import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EVENT_COLUMNS, openEventStore } from '../../src/logs/index.ts';
import { committed, ingestText, scratch, searchCsv, ualRecord } from './log-kit.ts';

const lines = (from: number, until: number) =>
  Array.from({ length: until - from }, (_, index) => JSON.stringify(ualRecord((from + index) * 11))).join('\n');

describe('openEventStore', () => {
  it('counts a record once however many exports hold it, with the copies of all', async () => {
    await using folder = await scratch();
    const first = await ingestText(folder.path, lines(0, 100), 'a');
    const overlap = await ingestText(folder.path, `${lines(60, 160)}\n${lines(150, 160)}`, 'b');
    const again = await ingestText(folder.path, searchCsv([ualRecord(0)]), 'c');
    const store = await openEventStore(committed(folder.path, overlap, first, again), {
      tempDir: folder.file('spill'),
    });
    const [sums] = await store.query(
      'SELECT count(*) AS n, count(DISTINCT event_id) AS ids, sum(copies) AS copies FROM events',
    );
    expect(sums).toEqual({ n: 160, ids: 160, copies: 211 });
    const both = await store.query(`SELECT file_id, copies FROM events WHERE copies > 1 GROUP BY ALL ORDER BY ALL`);
    expect(both).toEqual([
      { file_id: 'a', copies: 2 },
      { file_id: 'b', copies: 2 },
    ]);
    store.close();
  });

  it('says of each file which of its rows are kept, so that a log which comes later and takes some of them is noticed', async () => {
    await using folder = await scratch();
    const logs = [
      await ingestText(folder.path, lines(0, 40), 'b'),
      await ingestText(folder.path, lines(30, 60), 'c'),
      await ingestText(folder.path, lines(100, 110), 'd'),
      await ingestText(folder.path, lines(35, 36), 'a'),
    ];
    const repeats = async (count: number) => {
      const files = committed(folder.path, ...logs.slice(0, count));
      const store = await openEventStore(files, { tempDir: folder.file('spill') });
      store.close();
      return (name: string) =>
        [...store.repeats].flatMap(([file, mark]) => (file.endsWith(`/${name}.parquet`) ? [mark] : []));
    };
    const [alone, two, three, four] = [await repeats(1), await repeats(2), await repeats(3), await repeats(4)];
    expect(alone('b')).toEqual([]);
    expect(two('b')).not.toEqual([]);
    expect([three('b'), three('c'), three('d')]).toEqual([two('b'), two('c'), []]);
    expect(four('b')).not.toEqual(two('b'));
    expect(four('c')).not.toEqual(two('c'));
    expect(four('d')).toEqual([]);
  });

  it('takes no folder above the files for a column', async () => {
    await using folder = await scratch();
    const below = join(folder.path, 'day=7', 'mailbox=x');
    mkdirSync(below, { recursive: true });
    const files = committed(below, await ingestText(below, lines(0, 30)));
    const store = await openEventStore(files, { tempDir: folder.file('spill') });
    const columns = await store.query<{ column_name: string }>('DESCRIBE events');
    expect(columns.map((column) => column.column_name)).toEqual(EVENT_COLUMNS.map(({ name }) => name));
    const [days] = await store.query(
      'SELECT count(*) AS n FROM events WHERE day = substring(CAST("at" AS VARCHAR), 1, 10)',
    );
    expect(days).toEqual({ n: 30 });
    store.close();
  });

  it('gives an empty table for no files, with every column', async () => {
    await using folder = await scratch();
    const store = await openEventStore([], { tempDir: folder.file('spill') });
    expect(await store.query('SELECT count(*) AS n FROM events')).toEqual([{ n: 0 }]);
    const columns = await store.query<{ column_name: string; column_type: string }>('DESCRIBE events');
    expect(columns.map((column) => [column.column_name, column.column_type])).toEqual(
      EVENT_COLUMNS.map(({ name, type }) => [name, type]),
    );
    store.close();
  });

  it('keeps the columns and types of EVENT_COLUMNS in Parquet', async () => {
    await using folder = await scratch();
    const store = await openEventStore(committed(folder.path, await ingestText(folder.path, lines(0, 3))), {
      tempDir: folder.file('spill'),
    });
    const columns = await store.query<{ column_name: string; column_type: string }>('DESCRIBE events');
    expect(columns.map((column) => [column.column_name, column.column_type])).toEqual(
      EVENT_COLUMNS.map(({ name, type }) => [name, type]),
    );
    store.close();
  });

  it('speaks the subset that Trino speaks, and gives plain values', async () => {
    await using folder = await scratch();
    const record = ualRecord(5, {
      Parameters: [{ Name: 'A', Value: 'x' }],
      Folders: [{ FolderItems: [{ InternetMessageId: '<1@x>' }, { InternetMessageId: '<2@x>' }] }],
    });
    const store = await openEventStore(committed(folder.path, await ingestText(folder.path, JSON.stringify(record))), {
      tempDir: folder.file('spill'),
    });
    const [row] = await store.query(
      `SELECT events.at, json_extract_scalar(details, '$.A') AS a, json_extract_scalar('no json', '$.A') AS b, json_extract_scalar(details, '$') AS c,
              regexp_like(principal, '^user[0-9]@') AS r, cardinality(message_ids) AS n, element_at(message_ids, 2) AS second, element_at(message_ids, 9) AS none,
              to_unixtime(events.at) AS u, from_unixtime(to_unixtime(events.at)) AS back, split(principal, '@') AS parts, sum(raw_end) OVER () AS total,
              date_trunc('hour', events.at) AS hour, count(*) FILTER (WHERE outcome = 'failure') OVER () AS failures
       FROM events WHERE events.at >= $from AND copies = $copies`,
      { from: '2024-03-01T00:00:00.000Z', copies: 1 },
    );
    expect(row).toEqual({
      at: '2024-03-01T00:05:00.000Z',
      a: 'x',
      b: null,
      c: null,
      r: true,
      n: 2,
      second: '<2@x>',
      none: null,
      u: 1709251500,
      back: '2024-03-01T00:05:00.000Z',
      parts: ['user2', 'agency.example'],
      total: JSON.stringify(record).length,
      hour: '2024-03-01T00:00:00.000Z',
      failures: 0,
    });
    expect(await store.query('SELECT id FROM events CROSS JOIN UNNEST(message_ids) AS t(id) ORDER BY 1')).toEqual([
      { id: '<1@x>' },
      { id: '<2@x>' },
    ]);
    store.close();
  });

  it('reads the listed files and nothing else, and locks its settings', async () => {
    await using folder = await scratch();
    const ingested = await ingestText(folder.path, lines(0, 3));
    const [file = ''] = committed(folder.path, ingested);
    const store = await openEventStore([file], { tempDir: folder.file('spill') });
    const refused = [
      `SELECT * FROM read_text('${folder.file('log-1.log')}')`,
      `SELECT * FROM read_csv('/etc/passwd')`,
      `COPY events TO '${folder.file('copy.csv')}'`,
      `SET memory_limit = '64GB'`,
      'SET enable_external_access = true',
      'INSTALL httpfs',
      `ATTACH '${folder.file('x.duckdb')}'`,
      'SELECT nonsense',
    ];
    for (const sql of refused) await expect(store.query(sql), sql).rejects.toMatchObject({ code: 'bad-query' });
    expect(await store.query('SELECT count(*) AS n FROM events')).toEqual([{ n: 3 }]);
    store.close();
  });

  it('spills to its own folder when memory is short', async () => {
    await using folder = await scratch();
    const ingested = await ingestText(folder.path, lines(0, 2000));
    const store = await openEventStore(committed(folder.path, ingested), {
      tempDir: folder.file('spill'),
      memoryMib: 64,
    });
    const [row] = await store.query(
      `SELECT count(*) AS n FROM (SELECT DISTINCT e.event_id, r.i, repeat('x', 100) || r.i AS pad FROM events e CROSS JOIN range(400) AS r(i))`,
    );
    expect(row).toEqual({ n: 800_000 });
    store.close();
  });

  it('says which file is missing', async () => {
    await using folder = await scratch();
    await expect(openEventStore([folder.file('gone.parquet')], { tempDir: folder.path })).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});
