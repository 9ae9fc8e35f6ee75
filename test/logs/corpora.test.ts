import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openEventStore, readRawRecord } from '../../src/logs/index.ts';
import { committed, type Ingested, ingest, ingestText, scratch } from './log-kit.ts';

const CORPORA = new URL('../../../shared/corpora/logs/', import.meta.url).pathname;
const here = existsSync(CORPORA);
if (!here) console.warn('skipped: ../shared/corpora/logs is not here');

const files = () => [
  ...readdirSync(join(CORPORA, 'det-eng-samples/dataset'))
    .sort()
    .map((name) => join(CORPORA, 'det-eng-samples/dataset', name)),
  join(CORPORA, 'otrf/AADAuditEvents.json'),
  join(CORPORA, 'otrf/OfficeActivityEvents.json'),
];

describe.skipIf(!here)('real logs', () => {
  it('reads every record of every file, each with a time and a known or other category', async () => {
    await using folder = await scratch();
    const all: Ingested[] = [];
    for (const [index, path] of files().entries()) {
      const ingested = await ingest(path, { outDir: folder.file('events') }, `log-${index}`);
      expect(ingested.losses, path).toEqual([]);
      expect(ingested.result.state, path).toBe('ingested');
      all.push(ingested);
    }
    const tallies = all.flatMap(({ result }) => (result.state === 'ingested' ? [result.tally] : []));
    expect(tallies.every((tally) => tally.expected === tally.read && tally.unreadable === 0)).toBe(true);
    expect(tallies.reduce((sum, tally) => sum + tally.read, 0)).toBe(130);
    const store = await openEventStore(committed(folder.path, ...all), { tempDir: folder.file('spill') });
    expect(
      await store.query(
        `SELECT count(*) AS n FROM events WHERE events.at IS NULL OR category IS NULL OR operation = 'unknown'`,
      ),
    ).toEqual([{ n: 0 }]);
    expect(await store.query('SELECT sum(copies) AS n FROM events')).toEqual([{ n: 130 }]);
    expect(
      await store.query(
        `SELECT count(*) AS n FROM events WHERE operation = 'UserLoginFailed' AND (outcome <> 'failure' OR error_code IS NULL)`,
      ),
    ).toEqual([{ n: 0 }]);
    const [mail] = await store.query<Record<string, unknown>>(`SELECT * FROM events WHERE category = 'mail-access'`);
    expect(mail).toMatchObject({
      mail_access_type: 'Bind',
      throttled: false,
      item_count: 7,
      app_id: '5a95e683-08ad-424e-a441-1d1aec52c02c',
      mailbox: 'pgustavo@simulandlabs.com',
      external_access: false,
      logon_type: 0,
    });
    const rows = await store.query<{ file_id: string; event_id: string; raw_start: number; raw_end: number }>(
      'SELECT file_id, event_id, raw_start, raw_end FROM events',
    );
    for (const row of rows) {
      const path = files()[Number(row.file_id.slice(4))] ?? '';
      expect(
        Buffer.from(await readRawRecord(path, { start: row.raw_start, end: row.raw_end })).toString('utf8'),
      ).toContain(row.event_id);
    }
    store.close();
  });

  it('does not take a wrapped test event for a record, and reads what is in the wrapping', async () => {
    await using folder = await scratch();
    let read = 0;
    for (const name of ['azure_signin_rules', 'microsoft_rules']) {
      const path = join(CORPORA, `panther_tests/${name}.ndjson`);
      expect((await ingest(path, { outDir: folder.file('events') })).result.state).toBe('unrecognised');
      const wanted = /^(Azure\.Audit|Microsoft365\.Audit)/;
      const wrapped = readFileSync(path, 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line));
      const events = wrapped
        .filter(({ logTypes, event }) => wanted.test(logTypes[0]) && Object.keys(event).length > 3)
        .map(({ event }) => event);
      const ingested = await ingestText(folder.path, events.map((event) => JSON.stringify(event)).join('\n'), name);
      if (ingested.result.state !== 'ingested') throw new Error(name);
      const { tally } = ingested.result;
      expect([tally.expected, tally.unreadable, ingested.losses]).toEqual([events.length, 0, []]);
      read += tally.read;
    }
    expect(read).toBeGreaterThan(50);
  });
});
