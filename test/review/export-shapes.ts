import type { RawRecord, RecordLog } from './fixture-records.ts';

/** One way a log is exported. */
export interface ExportShape {
  readonly name: string;
  readonly render: (records: readonly RawRecord[]) => string;
}

const json = (value: unknown): string => JSON.stringify(value, null, 1);
const lines = (records: readonly unknown[]): string => records.map((one) => `${JSON.stringify(one)}\n`).join('');
const cell = (value: unknown): string => `"${textIn(value).replaceAll('"', '""')}"`;
const textIn = (value: unknown): string =>
  value === undefined || value === null ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value);
const csv = (header: readonly string[], rows: readonly (readonly unknown[])[]): string =>
  [header, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
const columnsOf = (records: readonly RawRecord[]): readonly string[] => [...new Set(records.flatMap(Object.keys))];
const table = (records: readonly RawRecord[]): string =>
  csv(
    columnsOf(records),
    records.map((one) => columnsOf(records).map((name) => one[name])),
  );

/** `5/18/2021 9:13:33 PM`, as Search-UnifiedAuditLog writes the outer date. */
function americanDate(value: unknown): string {
  const at = new Date(`${String(value).replace(/Z$/, '')}Z`);
  const hour = at.getUTCHours();
  const two = (number: number) => String(number).padStart(2, '0');
  const time = `${hour % 12 === 0 ? 12 : hour % 12}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())}`;
  return `${at.getUTCMonth() + 1}/${at.getUTCDate()}/${at.getUTCFullYear()} ${time} ${hour < 12 ? 'AM' : 'PM'}`;
}

const searchRow = (record: RawRecord, index: number, count: number): RawRecord => ({
  RecordType: 'ExchangeAdmin',
  CreationDate: americanDate(record.CreationTime),
  UserIds: record.UserId,
  Operations: record.Operation,
  AuditData: JSON.stringify(record),
  ResultIndex: index + 1,
  ResultCount: count,
  Identity: record.Id,
  IsValid: 'True',
  ObjectState: 'Unchanged',
});
const searchRows = (records: readonly RawRecord[]): readonly RawRecord[] =>
  records.map((one, index) => searchRow(one, index, records.length));

const UAL: readonly ExportShape[] = [
  { name: 'management-api', render: json },
  {
    name: 'purview-csv',
    render: (records) =>
      csv(
        ['RecordId', 'CreationDate', 'RecordType', 'Operation', 'UserId', 'AuditData', 'AssociatedAdminUnits'],
        records.map((one) => [one.Id, one.CreationTime, one.RecordType, one.Operation, one.UserId, one, '']),
      ),
  },
  { name: 'search-ual-csv', render: (records) => `#TYPE Selected.Record\r\n${table(searchRows(records))}` },
  { name: 'search-ual-json', render: (records) => json(searchRows(records)) },
  {
    name: 'graph-audit-query',
    render: (records) =>
      json({
        '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#security/auditLog/queries/records',
        value: records.map((one) => ({
          id: one.Id,
          createdDateTime: `${String(one.CreationTime).replace(/Z$/, '')}Z`,
          auditLogRecordType: 'exchangeAdmin',
          operation: one.Operation,
          userId: one.UserId,
          userPrincipalName: one.UserId,
          service: one.Workload,
          auditData: { '@odata.type': '#microsoft.graph.security.defaultAuditData', ...one },
        })),
      }),
  },
  {
    name: 'defender-cloud-app-events',
    render: (records) =>
      table(
        records.map((one) => ({
          Timestamp: `${String(one.CreationTime).replace(/Z$/, '')}Z`,
          ActionType: one.Operation,
          Application: 'Microsoft Exchange Online',
          ReportId: one.Id,
          RawEventData: JSON.stringify(one),
        })),
      ),
  },
];

const SIGN_IN_CATEGORY: Readonly<Record<string, string>> = {
  interactiveUser: 'SignInLogs',
  nonInteractiveUser: 'NonInteractiveUserSignInLogs',
  servicePrincipal: 'ServicePrincipalSignInLogs',
  managedIdentity: 'ManagedIdentitySignInLogs',
};

function signInCategory(record: RawRecord): string {
  const [type] = Array.isArray(record.signInEventTypes) ? record.signInEventTypes : [];
  return SIGN_IN_CATEGORY[String(type)] ?? 'SignInLogs';
}

const member = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as RawRecord)[name] : undefined;

const diagnosticSignIn = (record: RawRecord): RawRecord => ({
  time: record.createdDateTime,
  resourceId: '/tenants/aaaaaaaa-0000-4000-8000-00000000000a/providers/Microsoft.aadiam',
  operationName: 'Sign-in activity',
  category: signInCategory(record),
  resultType: textIn(member(record.status, 'errorCode') ?? 0),
  callerIpAddress: record.ipAddress,
  correlationId: record.correlationId,
  location: member(record.location, 'countryOrRegion'),
  properties: record,
});

const place = (location: unknown): string =>
  ['city', 'state', 'countryOrRegion'].map((name) => textIn(member(location, name))).join(', ');

const PORTAL: Readonly<Record<string, (record: RawRecord) => unknown>> = {
  'Date (UTC)': (one) => one.createdDateTime,
  'Request ID': (one) => one.id,
  'User agent': (one) => one.userAgent,
  'Correlation ID': (one) => one.correlationId,
  'User ID': (one) => one.userId,
  User: (one) => one.userDisplayName,
  Username: (one) => one.userPrincipalName,
  'User type': (one) => one.userType,
  'Cross tenant access type': (one) => one.crossTenantAccessType,
  'Incoming token type': (one) => one.incomingTokenType,
  'Authentication Protocol': (one) => one.authenticationProtocol,
  'Unique token identifier': (one) => one.uniqueTokenIdentifier,
  'Original transfer method': (one) => one.originalTransferMethod,
  'Client credential type': (one) => one.clientCredentialType,
  Application: (one) => one.appDisplayName,
  'Application ID ': (one) => one.appId,
  Resource: (one) => one.resourceDisplayName,
  'Resource ID ': (one) => one.resourceId,
  'Resource tenant ID': (one) => one.resourceTenantId,
  'Home tenant ID': (one) => one.homeTenantId,
  'IP address': (one) => one.ipAddress,
  Location: (one) => place(one.location),
  Status: (one) => (textIn(member(one.status, 'errorCode') ?? 0) === '0' ? 'Success' : 'Failure'),
  'Sign-in error code': (one) => member(one.status, 'errorCode') ?? '',
  'Failure reason': (one) => member(one.status, 'failureReason') ?? 'Other.',
  'Client app': (one) => one.clientAppUsed,
  'Device ID': (one) => member(one.deviceDetail, 'deviceId'),
  Browser: (one) => member(one.deviceDetail, 'browser'),
  'Operating System': (one) => member(one.deviceDetail, 'operatingSystem'),
  Compliant: (one) => member(one.deviceDetail, 'isCompliant'),
  Managed: (one) => member(one.deviceDetail, 'isManaged'),
  'Join Type': (one) => member(one.deviceDetail, 'trustType'),
  'Authentication requirement': (one) => one.authenticationRequirement,
  'Conditional Access': (one) => one.conditionalAccessStatus,
  'Session ID': (one) => one.sessionId,
  'Autonomous system  number': (one) => one.autonomousSystemNumber,
  'Service principal ID': (one) => one.servicePrincipalId,
  'Service principal name': (one) => one.servicePrincipalName,
  'Credential key ID': (one) => one.servicePrincipalCredentialKeyId,
};

const ENTRA_SIGN_IN: readonly ExportShape[] = [
  { name: 'graph-signin', render: (records) => json({ value: records }) },
  { name: 'diagnostic-signin', render: (records) => lines(records.map(diagnosticSignIn)) },
  { name: 'diagnostic-signin-records', render: (records) => json({ records: records.map(diagnosticSignIn) }) },
  {
    name: 'portal-signin-csv',
    render: (records) =>
      csv(
        Object.keys(PORTAL),
        records.map((one) => Object.values(PORTAL).map((column) => column(one))),
      ),
  },
];

const diagnosticAudit = (record: RawRecord): RawRecord => ({
  time: record.activityDateTime,
  resourceId: '/tenants/aaaaaaaa-0000-4000-8000-00000000000a/providers/Microsoft.aadiam',
  operationName: record.activityDisplayName,
  category: 'AuditLogs',
  resultType: '',
  resultSignature: 'None',
  correlationId: record.correlationId,
  properties: record,
});

const ENTRA_AUDIT: readonly ExportShape[] = [
  { name: 'graph-audit', render: (records) => json({ value: records }) },
  { name: 'diagnostic-audit', render: (records) => lines(records.map(diagnosticAudit)) },
  { name: 'diagnostic-audit-records', render: (records) => json({ records: records.map(diagnosticAudit) }) },
];

const rows: ExportShape = { name: 'json-array', render: json };
const rowLines: ExportShape = { name: 'json-lines', render: lines };
const rowTable: ExportShape = { name: 'csv', render: table };

const diagnosticRequest = (record: RawRecord): RawRecord => ({
  time: record.TimeGenerated,
  resourceId: '/TENANTS/AAAAAAAA-0000-4000-8000-00000000000A/PROVIDERS/MICROSOFT.AADIAM',
  operationName: 'Microsoft Graph Activity',
  category: 'MicrosoftGraphActivityLogs',
  callerIpAddress: record.IPAddress,
  properties: record,
});

const GRAPH_ACTIVITY: readonly ExportShape[] = [
  rows,
  rowTable,
  { name: 'diagnostic-graph-activity', render: (records) => lines(records.map(diagnosticRequest)) },
];

const AZURE_ACTIVITY: readonly ExportShape[] = [rowLines, { name: 'records', render: (records) => json({ records }) }];

/** Every export of a log that the records of a fixture are rendered in. */
export const EXPORT_SHAPES: Readonly<Record<RecordLog, readonly ExportShape[]>> = {
  ual: UAL,
  'entra-signin': ENTRA_SIGN_IN,
  'entra-audit': ENTRA_AUDIT,
  'graph-activity': GRAPH_ACTIVITY,
  'azure-activity': AZURE_ACTIVITY,
  'message-trace': [rows, rowTable],
  defender: [rows, rowLines, rowTable],
};
