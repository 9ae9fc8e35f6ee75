import { expect, test } from 'vitest';
import { openEventStore, recogniseLog } from '../../src/logs/index.ts';
import { committed, ingestText, scratch } from './log-kit.ts';

const FIELDS =
  'date-time,client-ip,client-hostname,server-hostname,source,event-id,internal-message-id,message-id,network-message-id,recipient-address,recipient-status,total-bytes,recipient-count,message-subject,sender-address,original-client-ip,log-id';
const HEAD = `#Software: Microsoft Exchange Server\r\n#Version: 15.02.1118.040\r\n#Log-type: Message Tracking Log\r\n#Date: 2024-03-01T08:00:00.123Z\r\n#Fields: ${FIELDS}\r\n`;
const RECEIVED =
  '2024-03-01T08:00:01.000Z,198.51.100.4,EX01,EX01,SMTP,RECEIVE,12,<a@x>,11111111-1111-4111-8111-111111111111,Ana@agency.example;bo@agency.example,,5120,2,"Offer, the last",Eve@vendor.example,192.0.2.9,aaaa\r\n';
const DELIVERED =
  '2024-03-01T08:00:01.000Z,198.51.100.4,EX01,EX01,STOREDRIVER,DELIVER,12,<a@x>,11111111-1111-4111-8111-111111111111,ana@agency.example,,5120,1,"Offer, the last",eve@vendor.example,192.0.2.9,bbbb\r\n';
const FAILED =
  '2024-03-01T08:00:03.000Z,198.51.100.4,EX02,EX02,ROUTING,FAIL,13,<b@x>,11111111-1111-4111-8111-111111111112,nobody@agency.example,550 5.1.1 unknown,99,1,x,ana@agency.example,,cccc\r\n';

test("the message tracking log of Exchange's own servers is a message trace, told by the line that names its fields", () => {
  const shape = recogniseLog(new TextEncoder().encode(`${HEAD}${RECEIVED}`));
  expect(shape).toMatchObject({
    name: 'message-trace-csv',
    container: { kind: 'csv', headerRecords: 5, delimiter: ',' },
  });
});

test('and no other text with such a line is', () => {
  for (const text of ['#Fields: date time s-ip cs-method\n', '# Fields\na,b\n', '#Software: x\n#Version: 1\n'])
    expect(recogniseLog(new TextEncoder().encode(text))).toBeNull();
});

test('its steps are events; a log begun anew in it says again what it is, and loses nothing', async () => {
  await using folder = await scratch();
  const done = await ingestText(folder.path, `${HEAD}${RECEIVED}${DELIVERED}${HEAD}${FAILED}`);
  const { result, losses } = done;
  expect(losses).toEqual([]);
  expect(result).toMatchObject({ state: 'ingested', tally: { expected: 3, read: 3, unreadable: 0 } });
  const events = await openEventStore(committed(folder.path, done), { tempDir: folder.path });
  const rows = await events.query<{ readonly details: string }>(
    'SELECT operation, outcome, principal, ip, recipients, target, details FROM events ORDER BY raw_row',
  );
  events.close();
  expect(rows.map(({ details: _, ...row }) => row)).toEqual([
    {
      operation: 'RECEIVE',
      outcome: 'success',
      principal: 'eve@vendor.example',
      ip: '192.0.2.9',
      recipients: ['ana@agency.example', 'bo@agency.example'],
      target: 'ana@agency.example',
    },
    {
      operation: 'DELIVER',
      outcome: 'success',
      principal: 'eve@vendor.example',
      ip: '192.0.2.9',
      recipients: ['ana@agency.example'],
      target: 'ana@agency.example',
    },
    {
      operation: 'FAIL',
      outcome: 'failure',
      principal: 'ana@agency.example',
      ip: '198.51.100.4',
      recipients: ['nobody@agency.example'],
      target: 'nobody@agency.example',
    },
  ]);
  expect(JSON.stringify(rows)).not.toContain('Offer');
});

test('one that ends in the middle of a row keeps the rows before', async () => {
  await using folder = await scratch();
  const { result, losses } = await ingestText(folder.path, `${HEAD}${RECEIVED}${DELIVERED.slice(0, 60)}`);
  expect(result).toMatchObject({ state: 'ingested', tally: { read: 1, unreadable: 1 } });
  expect(losses).toHaveLength(1);
});
