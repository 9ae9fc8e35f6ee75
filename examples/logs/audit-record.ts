import type { Random } from '../random.ts';

/** A record of the unified audit log: what stands in AuditData (Office 365 Management Activity API schema), and its record type's name. */
export interface AuditRecord {
  readonly typeName: string;
  readonly data: Readonly<Record<string, unknown>> & {
    readonly Id: string;
    readonly CreationTime: string;
    readonly Operation: string;
    readonly UserId: string;
  };
}

/** Record types (AuditLogRecordType) the story uses: inner number, outer name. */
const TYPES = {
  exchangeAdmin: [1, 'ExchangeAdmin', 'Exchange'],
  exchangeItem: [2, 'ExchangeItem', 'Exchange'],
  sharePointFile: [6, 'SharePointFileOperation', 'SharePoint'],
  directory: [8, 'AzureActiveDirectory', 'AzureActiveDirectory'],
  logon: [15, 'AzureActiveDirectoryStsLogon', 'AzureActiveDirectory'],
  itemsAccessed: [50, 'ExchangeItemAggregated', 'Exchange'],
} as const;

export interface AuditFrame {
  readonly type: keyof typeof TYPES;
  readonly at: number;
  readonly operation: string;
  readonly userId: string;
  readonly userKey: string;
  readonly userType: number;
  readonly resultStatus: string;
  readonly organisationId: string;
}

/** The fields every record has, then its own. */
export function auditRecord(frame: AuditFrame, own: Readonly<Record<string, unknown>>, random: Random): AuditRecord {
  const [number, typeName, workload] = TYPES[frame.type];
  return {
    typeName,
    data: {
      CreationTime: new Date(frame.at).toISOString().slice(0, 19),
      Id: random.uuid(),
      Operation: frame.operation,
      OrganizationId: frame.organisationId,
      RecordType: number,
      ResultStatus: frame.resultStatus,
      UserKey: frame.userKey,
      UserType: frame.userType,
      Version: 1,
      Workload: workload,
      UserId: frame.userId,
      ...own,
    },
  };
}
