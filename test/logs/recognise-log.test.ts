import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recogniseLog } from '../../src/logs/index.ts';
import { gzip, searchCsv, ualRecord } from './log-kit.ts';

const signIn = {
  id: 'x',
  createdDateTime: '2024-03-05T06:07:08Z',
  userPrincipalName: 'a@b.example',
  appId: 'y',
  ipAddress: '192.0.2.1',
  status: { errorCode: 0 },
};
const diagnostic = { time: '2024-03-05T06:07:08Z', category: 'SignInLogs', properties: signIn };
const exported = {
  RecordType: 'ExchangeAdmin',
  CreationDate: '5/18/2021 9:13:33 PM',
  UserIds: 'a',
  Operations: 'b',
  AuditData: JSON.stringify(ualRecord(1)),
};
const json = (value: unknown) => JSON.stringify(value);
const ndjson = (...values: readonly unknown[]) => values.map(json).join('\n');

const KNOWN: readonly (readonly [string, string, string, string])[] = [
  ['Management API lines', ndjson(ualRecord(1), ualRecord(2)), 'management-api', 'lines'],
  ['Management API array', json([ualRecord(1)]), 'management-api', 'array'],
  ['one pretty record', JSON.stringify(ualRecord(1), null, 2), 'management-api', 'array'],
  ['search JSON array', JSON.stringify([exported], null, 4), 'search-ual-json', 'array'],
  ['search JSON in value', json({ value: [exported] }), 'search-ual-json', 'envelope'],
  ['search JSON lines', ndjson(exported), 'search-ual-json', 'lines'],
  [
    'Graph audit query',
    json({ value: [{ id: 'x', auditLogRecordType: 'exchangeItem', auditData: ualRecord(1) }] }),
    'search-ual-json',
    'envelope',
  ],
  ['search CSV', searchCsv([ualRecord(1)]), 'search-ual-csv', 'csv'],
  ['search CSV with a type line', `#TYPE Selected.System\r\n${searchCsv([ualRecord(1)])}`, 'search-ual-csv', 'csv'],
  [
    'Purview CSV',
    'RecordId,CreationDate,RecordType,Operation,UserId,AuditData,AssociatedAdminUnits\r\n',
    'purview-csv',
    'csv',
  ],
  ['semicolons', 'RecordId;CreationDate;RecordType;Operation;UserId;AuditData\r\n', 'purview-csv', 'csv'],
  [
    'Graph sign-ins',
    json({ '@odata.context': 'https://x/$metadata#auditLogs/signIns', value: [signIn] }),
    'graph-signin',
    'envelope',
  ],
  ['sign-in array', json([signIn]), 'graph-signin', 'array'],
  ['sign-in lines', ndjson(signIn, signIn), 'graph-signin', 'lines'],
  ['diagnostic lines', ndjson(diagnostic, diagnostic), 'diagnostic-signin', 'lines'],
  ['diagnostic records', json({ records: [diagnostic] }), 'diagnostic-signin', 'envelope'],
  [
    'portal CSV',
    'Date (UTC),Request ID,User agent,User,Username,IP address,Location,Status,Sign-in error code\n',
    'portal-signin-csv',
    'csv',
  ],
  [
    'Azure activity, streamed',
    ndjson({ time: 'x', category: 'Administrative', operationName: 'y', properties: {} }),
    'diagnostic-azure',
    'lines',
  ],
  [
    'Azure activity of the command line',
    json([{ eventTimestamp: 'x', operationName: { value: 'y' }, caller: 'z' }]),
    'azure-activity-json',
    'array',
  ],
  [
    'Azure activity of the portal',
    'Correlation id,Operation name,Status,Event category,Level,Time,Subscription,Event initiated by,Resource type,Resource group,Resource\n',
    'azure-activity-csv',
    'csv',
  ],
  [
    'Graph activity rows',
    'TimeGenerated [UTC],RequestId,RequestMethod,RequestUri,AppId\n',
    'graph-activity-csv',
    'csv',
  ],
  [
    'Graph activity, streamed',
    ndjson({ time: 'x', category: 'MicrosoftGraphActivityLogs', properties: { requestMethod: 'GET' } }),
    'diagnostic-graph-activity',
    'lines',
  ],
  [
    'message trace',
    '"Received","SenderAddress","RecipientAddress","Subject","Status","ToIP","FromIP","Size","MessageId","MessageTraceId"\n',
    'message-trace-csv',
    'csv',
  ],
  [
    'a historical message trace',
    'origin_timestamp_utc,sender_address,recipient_status,message_subject,total_bytes,message_id\n',
    'message-trace-csv',
    'csv',
  ],
  [
    'an extended message trace',
    'date_time_utc,client_ip,source,event_id,message_id,recipient_address,recipient_status,sender_address\n',
    'message-trace-csv',
    'csv',
  ],
  [
    'hunting rows',
    'Timestamp,Application,ApplicationId,LogonType,ErrorCode,RequestId,ReportId\n',
    'defender-hunting-csv',
    'csv',
  ],
  [
    'hunting, streamed',
    ndjson({ time: 'x', category: 'AdvancedHunting-EmailEvents', properties: {} }),
    'diagnostic-defender',
    'lines',
  ],
  [
    'hunting through Graph',
    json({ schema: [{ name: 'Timestamp', type: 'DateTime' }], results: [{ Timestamp: 'x', ActionType: 'y' }] }),
    'defender-hunting-json',
    'envelope',
  ],
  [
    'alerts',
    json({ value: [{ id: 'x', title: 't', severity: 'high', serviceSource: 's', createdDateTime: 'x' }] }),
    'defender-alert-json',
    'envelope',
  ],
  [
    'the audit CSV of the portal',
    'Date (UTC),CorrelationId,Service,Category,Activity,Result,ActorType,Target1Type\n',
    'portal-audit-csv',
    'csv',
  ],
];

const UNKNOWN: readonly (readonly [string, string])[] = [
  ['nothing', ''],
  ['prose', 'Dear all,\n\nplease find attached the audit log.'],
  ['another CSV', 'name,password\njo,x\n'],
  ['other JSON', json({ hello: 'world' })],
  [
    'a directory export',
    json({
      value: [
        { id: 'x', createdDateTime: '2024-03-05T06:07:08Z', userPrincipalName: 'a@b.example', accountEnabled: true },
      ],
    }),
  ],
  [
    'mail as Graph exports it',
    json({
      value: [
        {
          id: 'x',
          createdDateTime: '2024-03-05T06:07:08Z',
          receivedDateTime: '2024-03-05T06:07:08Z',
          subject: 's',
          internetMessageId: '<a@b>',
          sender: {},
        },
      ],
    }),
  ],
  [
    'a list of stolen messages',
    'Message-ID,Sender,Recipient,Received,Subject,Status\n<a@b>,a@b.example,c@d.example,2024-03-05,s,stolen\n',
  ],
  ['wrapped test events', ndjson({ rule: 'x', expected: true, event: ualRecord(1) })],
  ['a mailbox', 'From a@b.example Thu Jan  1 00:00:00 2024\nSubject: AuditData\n\n'],
  ['bare brackets', '[[[[{{{{'],
];

describe('recogniseLog', () => {
  for (const [title, text, name, container] of KNOWN) {
    it(`knows ${title}, plain, gzipped, with a byte order mark and in UTF-16`, () => {
      const plain = recogniseLog(Buffer.from(text));
      expect([plain?.name, plain?.container.kind]).toEqual([name, container]);
      expect(recogniseLog(Buffer.from(`\uFEFF${text}`))?.name).toBe(name);
      expect(recogniseLog(gzip(text))).toMatchObject({ name, compression: 'gzip' });
      expect(recogniseLog(gzip(text.padEnd(text.length + 100_000)).subarray(0, -9))?.name).toBe(name);
      expect(recogniseLog(Buffer.from(`\uFEFF${text}`, 'utf16le'))).toMatchObject({ name, encoding: 'utf-16le' });
      expect(recogniseLog(Buffer.from(text, 'utf16le'))?.name).toBe(name);
      expect(recogniseLog(Buffer.from(`\uFEFF${text}`, 'utf16le').swap16())?.encoding).toBe('utf-16be');
    });
  }

  it('knows a log by its first bytes though the first record is cut', () => {
    const long = ualRecord(1, { Padding: 'x'.repeat(10_000) });
    expect(recogniseLog(Buffer.from(json([long])).subarray(0, 4000))?.name).toBe('management-api');
    expect(recogniseLog(Buffer.from(ndjson(long)).subarray(0, 4000))).toMatchObject({ container: { kind: 'lines' } });
  });

  for (const [title, text] of UNKNOWN)
    it(`does not know ${title}`, () => expect(recogniseLog(Buffer.from(text))).toBeNull());

  it('never throws', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => recogniseLog(bytes) === null || true));
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 200 }),
        (bytes) => recogniseLog(Buffer.concat([Buffer.of(0x1f, 0x8b, 8, 0), bytes])) === null,
      ),
    );
    fc.assert(fc.property(fc.json(), (text) => recogniseLog(Buffer.from(text)) === null || true));
  });
});
