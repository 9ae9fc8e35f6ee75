import { afterAll, describe, expect, it } from 'vitest';
import { sourcesOf } from '../../src/case/index.ts';
import { CaseKit } from './case-kit.ts';

const kits: CaseKit[] = [];
afterAll(() => {
  for (const kit of kits) kit.remove();
});

const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le');
const bom = (text: string) => `\ufeff${text}`;
const lines = (...rows: readonly object[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join('');
const table = (...rows: readonly Readonly<Record<string, string>>[]) => {
  const cell = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const names = Object.keys(rows[0] ?? {});
  return bom([names, ...rows.map((row) => Object.values(row))].map((row) => `${row.map(cell).join(',')}\r\n`).join(''));
};

const minute = (at: number) => String(at).padStart(2, '0');
const audit = (at: number) => ({
  CreationTime: `2024-03-01T08:${minute(at)}:00`,
  Id: `3f2a9c1b-0000-4000-8000-0000000000${minute(at)}`,
  Operation: 'MailItemsAccessed',
  RecordType: 50,
  UserId: 'ana@agency.example',
  MailboxOwnerUPN: 'ana@agency.example',
  Workload: 'Exchange',
});
const auditRow = (at: number) => ({
  RecordType: 'ExchangeItemAggregated',
  CreationDate: `3/1/2024 8:${minute(at)}:00 AM`,
  UserIds: 'ana@agency.example',
  Operations: 'MailItemsAccessed',
  AuditData: JSON.stringify(audit(at)),
  ResultIndex: String(at),
  Identity: `row ${at}`,
});
const signIn = (at: number, more: object) => ({
  id: `5a1f0000-0000-4000-8000-0000000000${minute(at)}`,
  createdDateTime: `2024-03-01T07:${minute(at)}:00Z`,
  appId: '00000002-0000-0ff1-ce00-000000000000',
  ipAddress: '192.0.2.7',
  status: { errorCode: 0 },
  ...more,
});
const capitals = (record: object) =>
  Object.fromEntries(
    Object.entries(record).map(([name, value]) => [name.charAt(0).toUpperCase() + name.slice(1), value]),
  );
const directoryAudit = {
  id: 'Directory_1',
  activityDateTime: '2024-03-01T06:00:00Z',
  activityDisplayName: 'Add application',
  category: 'ApplicationManagement',
  result: 'success',
  initiatedBy: { user: { id: '0b1', userPrincipalName: 'ana@agency.example' } },
  targetResources: [{ id: 'a1', displayName: 'Bot', type: 'Application', modifiedProperties: [] }],
};
const user = (id: string, name: string) => ({ id, userPrincipalName: name, mail: name, accountEnabled: true });

/** Microsoft-Extractor-Suite's output folder, by its public documentation. */
const EXTRACTOR: Readonly<Record<string, string | Buffer>> = {
  'Output/LogFile.txt': '[INFO] Done\r\n',
  'Output/UnifiedAuditLog/20240308/UAL-1.csv': table(auditRow(1), auditRow(2)),
  'Output/UnifiedAuditLog/20240308/UAL-2.json': utf16(JSON.stringify([auditRow(2), auditRow(3)], null, 2)),
  'Output/UnifiedAuditLog/20240308/UAL-3.csv': table(auditRow(4), auditRow(5)).slice(0, -120),
  'Output/UnifiedAuditLog/20240308/UAL-4.csv': '',
  'Output/EntraID/20240308-SignInLogs/SignInLogs.json': bom(
    JSON.stringify([capitals(signIn(1, { userPrincipalName: 'ana@agency.example', isInteractive: true }))], null, 4),
  ),
  'Output/EntraID/20240308-Auditlogs/AuditLogs.json': bom(JSON.stringify([capitals(directoryAudit)])),
  'Output/MessageTrace/ana@agency.example-MTL.csv': table({
    MessageId: '<a@x>',
    Received: '3/1/2024 8:00:00 AM',
    SenderAddress: 'bo@vendor.example',
    RecipientAddress: 'ana@agency.example',
    Subject: 'Hello',
    Status: 'Delivered',
    FromIP: '192.0.2.9',
    MessageTraceId: '11111111-1111-4111-8111-111111111111',
  }),
  'Output/Audit Status/20240308-MailboxAuditStatus.csv': table({
    UserPrincipalName: 'ana@agency.example',
    AuditEnabled: 'True',
    AuditBypassEnabled: 'False',
    DefaultAuditSet: 'Admin, Delegate',
    OwnerAuditActions: 'HardDelete, Update',
    DelegateAuditActions: 'MailItemsAccessed',
    AdminAuditActions: 'MailItemsAccessed, Send',
  }),
  'Output/Rules/20240308-MailboxRules.csv': table({ UserName: 'ana@agency.example', RuleName: '.', Enabled: 'True' }),
};

/** Untitled Goose Tool's, likewise: one record a line. */
const GOOSE: Readonly<Record<string, string | Buffer>> = {
  'output/entraid/signin_rt/rt_signin_log_2024-03-01.json': lines(
    signIn(3, { userPrincipalName: 'ana@agency.example', signInEventTypes: ['nonInteractiveUser'] }),
  ),
  'output/entraid/signin_sp/sp_signin_log_2024-03-01.json': `${lines(signIn(4, { servicePrincipalId: 'sp1', signInEventTypes: ['servicePrincipal'] }))}{"id":"5a1f`,
  'output/entraid/.rt_signin_state': 'time\n2024-03-01T23:59:59.999999Z',
  'output/entraid/entraid_audit_logs/entraidauditlog_2024-03-01.json': lines(directoryAudit),
  'output/entraid/users.json': lines(user('0b1', 'ana@agency.example'), user('0b2', 'bo@agency.example')),
  'output/entraid/applications.json': lines({ id: 'ap1', appId: 'a1', passwordCredentials: [] }),
  'output/entraid/riskyUsers.json': '',
  'output/m365/EXO_AdminAuditLogConfig.json': lines({ UnifiedAuditLogIngestionEnabled: true, Name: 'Settings' }),
  'output/m365/EXO_RoleGroupMembers.json': `${JSON.stringify([{ Name: 'Ana' }, { GroupName: 'Management' }])}\n`,
  'output/m365/ual/ual_2024-03-01.json': lines(auditRow(6), auditRow(7)),
  'reports/_no_results.json': 'No output file: groups\n',
};

const caseOf = async (files: Readonly<Record<string, string | Buffer>>, as: 'logs' | null) => {
  const kit = new CaseKit();
  kits.push(kit);
  for (const [name, content] of Object.entries(files)) kit.write(`evidence/${name}`, content);
  await kit.addAs(as, kit.at('evidence'));
  await kit.run();
  return kit.open(({ store }) => {
    const events = store.all<{ source: string; rows: number }>(
      'SELECT source, sum(rows) AS rows FROM log_files GROUP BY source',
    );
    const losses = store.all<{ reason: string }>('SELECT reason FROM losses');
    const kinds = sourcesOf(store).map(({ kind, shape, relative }) => [
      relative.replace(/^.*\//, ''),
      `${kind} ${shape}`,
    ]);
    const users = store.all<{ content: Uint8Array }>('SELECT content FROM snapshots').length;
    return {
      kinds: Object.fromEntries(kinds),
      events: Object.fromEntries(events.map(({ source, rows }) => [source, rows])),
      losses: losses.map(({ reason }) => reason).sort(),
      users,
    };
  });
};

describe("a folder of Microsoft-Extractor-Suite's", () => {
  it('is read file by file: byte order marks, UTF-16, an empty file, a cut one', async () => {
    const { kinds, events, losses } = await caseOf(EXTRACTOR, null);
    expect(kinds).toEqual({
      'LogFile.txt': 'mail text',
      'UAL-1.csv': 'logs search-ual-csv',
      'UAL-2.json': 'logs search-ual-json',
      'UAL-3.csv': 'logs search-ual-csv',
      'UAL-4.csv': 'mail text',
      'SignInLogs.json': 'logs graph-signin',
      'AuditLogs.json': 'logs graph-audit',
      'ana@agency.example-MTL.csv': 'logs message-trace-csv',
      '20240308-MailboxAuditStatus.csv': 'settings audit-settings',
      '20240308-MailboxRules.csv': 'mail text',
    });
    expect(events).toEqual({ 'entra-audit': 1, 'entra-signin': 1, 'message-trace': 1, ual: 5 });
    expect(losses).toEqual(['truncated']);
  });

  it('given as logs is the same, but that what is no log is a loss; what says itself what it is, and what is empty, is none', async () => {
    const { kinds, events, losses } = await caseOf(EXTRACTOR, 'logs');
    expect(kinds).toMatchObject({
      'LogFile.txt': 'logs unrecognised',
      'UAL-4.csv': 'logs empty',
      '20240308-MailboxAuditStatus.csv': 'settings audit-settings',
    });
    expect(events).toEqual({ 'entra-audit': 1, 'entra-signin': 1, 'message-trace': 1, ual: 5 });
    expect(losses).toEqual(['truncated', 'unrecognised', 'unrecognised']);
  });
});

describe("a folder of Untitled Goose Tool's", () => {
  it('is read file by file, one record a line, the directory too', async () => {
    const { kinds, events, losses, users } = await caseOf(GOOSE, null);
    expect(kinds).toMatchObject({
      'rt_signin_log_2024-03-01.json': 'logs graph-signin',
      'entraidauditlog_2024-03-01.json': 'logs graph-audit',
      'users.json': 'directory graph-export',
      'applications.json': 'directory graph-export',
      'EXO_AdminAuditLogConfig.json': 'settings audit-settings',
      'ual_2024-03-01.json': 'logs search-ual-json',
      'riskyUsers.json': 'mail text',
    });
    expect(events).toEqual({ 'entra-audit': 1, 'entra-signin': 2, ual: 2 });
    expect(losses).toEqual(['damaged']);
    expect(users).toBe(2);
  });
});
