import { readDirectoryAudit } from '../entra/read-directory-audit.ts';
import { readSignIn } from '../entra/read-signin.ts';
import type { EventFacts, UnreadRecord } from '../event/event-row.ts';
import { readUal } from '../ual/read-ual.ts';
import { integerOf, isObject, lower, objectOf, parseJson, type RawObject, textOf } from './raw-object.ts';
import { withKnownNames } from './restore-names.ts';

/** What a record looks like, told by its keys. */
export type RecordLook = 'ual-export' | 'ual' | 'office-activity' | 'diagnostic' | 'sign-in' | 'directory-audit';

/** Tells a record's kind from the names of its keys, whatever their case; null where it is none we know. */
export function lookOf(keys: Iterable<string>): RecordLook | null {
  const has = new Set<string>();
  for (const key of keys) has.add(key.toLowerCase());
  const any = (...names: readonly string[]) => names.some((name) => has.has(name));
  if (has.has('auditdata'))
    return any('recordtype', 'operation', 'operations', 'userids', 'auditlogrecordtype') ? 'ual-export' : null;
  if (any('officeworkload', 'office_workload') && has.has('operation')) return 'office-activity';
  if (has.has('creationtime') && has.has('operation') && any('recordtype', 'workload', 'usertype', 'userkey'))
    return 'ual';
  if (has.has('category') && has.has('properties') && any('time', 'operationname')) return 'diagnostic';
  if (
    has.has('createddatetime') &&
    any('appid', 'appdisplayname', 'serviceprincipalid') &&
    any('ipaddress', 'status', 'signineventtypes', 'clientappused')
  ) {
    return 'sign-in';
  }
  return has.has('activitydatetime') && has.has('activitydisplayname') ? 'directory-audit' : null;
}

/** Reads one parsed record of any shape into the columns it fills. */
export function readRecord(record: RawObject): EventFacts | UnreadRecord {
  if ('CreationTime' in record && 'Operation' in record && !('AuditData' in record)) return readUal(record);
  switch (lookOf(Object.keys(record))) {
    case 'ual-export':
      return readExportRow(withKnownNames(record));
    case 'ual':
      return readUal(withKnownNames(record));
    case 'office-activity':
      return readUal(officeActivity(record));
    case 'diagnostic':
      return readDiagnostic(withKnownNames(record));
    case 'sign-in':
      return readSignIn(withKnownNames(record));
    case 'directory-audit':
      return readDirectoryAudit(withKnownNames(record));
    case null:
      return { unread: 'unsupported', detail: 'The record is of no kind this program knows.' };
  }
}

/** A row of Search-UnifiedAuditLog, a Purview export or Graph's audit query around an inner record. */
function readExportRow(row: RawObject): EventFacts | UnreadRecord {
  const data = row.AuditData;
  const inner = typeof data === 'string' ? parseJson(data) : data;
  if (!isObject(inner)) {
    return {
      unread: 'damaged',
      detail: 'AuditData is no JSON object; a spreadsheet program may have cut it. Export it again.',
    };
  }
  return readUal(withKnownNames(inner), {
    createdAt: row.CreationDate ?? row.CreationTime ?? row.createdDateTime,
    operation: row.Operation ?? row.Operations,
    user: row.UserId ?? row.UserIds ?? row.userPrincipalName,
    recordType: integerOf(row.RecordType),
  });
}

function readDiagnostic(row: RawObject): EventFacts | UnreadRecord {
  const properties = objectOf(row.properties);
  const category = lower(textOf(row.category)) ?? '';
  if (properties === null) return { unread: 'damaged', detail: 'The diagnostic record has no properties.' };
  const look = lookOf(Object.keys(properties));
  if (category.endsWith('signinlogs') || look === 'sign-in') {
    return readSignIn(withKnownNames(properties), {
      time: row.time,
      category,
      location: row.location,
      resultType: row.resultType,
      resultDescription: row.resultDescription,
      tenantId: row.tenantId,
    });
  }
  if (category === 'auditlogs' || look === 'directory-audit' || 'initiatedBy' in properties) {
    return readDirectoryAudit(withKnownNames(properties), row);
  }
  return { unread: 'unsupported', detail: 'A diagnostic record of a category this program does not read yet.' };
}

/** Sentinel's OfficeActivity table renames columns of the unified audit log and writes arrays as text. */
function officeActivity(row: RawObject): RawObject {
  return {
    ...row,
    Id: row.OfficeId ?? row.SourceRecordId,
    CreationTime: row.TimeGenerated ?? row.Start_Time,
    Workload: row.OfficeWorkload,
    ObjectId: row.OfficeObjectId,
    LogonType: row.Logon_Type,
    ClientIP: row.ClientIP ?? row.Client_IPAddress,
    ActorIpAddress: row.Actor_IpAddress,
  };
}
