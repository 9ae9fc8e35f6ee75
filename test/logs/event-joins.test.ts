import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { type EventStoreOptions, ingestLog, openEventStore } from '../../src/logs/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'joins-'));
afterAll(() => rmSync(folder, { recursive: true }));

const SID = 'S-1-5-21-1-2-3-1104';
const record = (id: number, userId: string, mailbox: string) => ({
  Id: `aaaa0000-0000-4000-8000-00000000000${id}`,
  CreationTime: '2024-03-05T10:00:00',
  Operation: 'MailItemsAccessed',
  RecordType: 50,
  Workload: 'Exchange',
  UserId: userId,
  MailboxOwnerUPN: mailbox,
});
const RECORDS = [
  record(1, SID, 'ana@agency.example'),
  record(2, 'a.old@agency.example', 'a.old@agency.example'),
  record(3, 'bo@agency.example', 'ana@agency.example'),
];

async function rowsWith(options: Partial<EventStoreOptions>) {
  const path = join(folder, 'log.json');
  writeFileSync(path, JSON.stringify(RECORDS));
  const outDir = join(folder, 'table');
  const files: string[] = [];
  for await (const event of ingestLog({ path, fileId: 'log' }, { outDir })) {
    if (event.type === 'result' && event.result.state === 'ingested')
      files.push(...event.result.files.map((file) => join(outDir, file.path)));
  }
  const store = await openEventStore(files, { tempDir: folder, ...options });
  const rows = await store.query<{ principal: string; mailbox: string }>(
    'SELECT principal, mailbox FROM events ORDER BY event_id',
  );
  store.close();
  return rows.map(({ principal, mailbox }) => [principal, mailbox]);
}

const NAMES: Readonly<Record<string, string>> = {
  [SID.toLowerCase()]: 'ana@agency.example',
  'a.old@agency.example': 'ana@agency.example',
};

test('whoever logs record by several names has one', async () => {
  expect(await rowsWith({ principals: (name) => NAMES[name] ?? null })).toEqual([
    ['ana@agency.example', 'ana@agency.example'],
    ['ana@agency.example', 'ana@agency.example'],
    ['bo@agency.example', 'ana@agency.example'],
  ]);
});

test('and the recorded one where nobody knows another', async () => {
  expect(await rowsWith({ principals: () => null })).toEqual([
    [SID.toLowerCase(), 'ana@agency.example'],
    ['a.old@agency.example', 'a.old@agency.example'],
    ['bo@agency.example', 'ana@agency.example'],
  ]);
});
