import { readAzureActivity } from '../azure/read-azure-activity.ts';
import { readAlert } from '../defender/read-alert.ts';
import { readHunting } from '../defender/read-hunting.ts';
import { portalAudit } from '../entra/portal-audit.ts';
import { portalSignIn } from '../entra/portal-signin.ts';
import { readDirectoryAudit } from '../entra/read-directory-audit.ts';
import { readSignIn } from '../entra/read-signin.ts';
import type { EventFacts, UnreadRecord } from '../event/event-row.ts';
import { readGraphRequest } from '../graph/read-graph-request.ts';
import { readMessageTrace } from '../trace/read-message-trace.ts';
import { officeActivity } from '../ual/office-activity.ts';
import { readUal } from '../ual/read-ual.ts';
import { readUnknown } from '../unknown/read-unknown.ts';
import { integerOf, isObject, lower, objectOf, parseJson, type RawObject, textOf } from './raw-object.ts';
import { formOf } from './record-form.ts';
import { withKnownNames } from './restore-names.ts';

/** Reads one parsed record of any shape into the columns it fills. */
export function readRecord(record: RawObject): EventFacts | UnreadRecord {
  if ('CreationTime' in record && 'Operation' in record && !('AuditData' in record)) return readUal(record);
  switch (formOf(record).look) {
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
    case 'portal-sign-in':
      return readSignIn(portalSignIn(record));
    case 'directory-audit':
      return readDirectoryAudit(withKnownNames(record));
    case 'portal-audit':
      return readDirectoryAudit(portalAudit(record));
    case 'graph-request':
      return readGraphRequest(record);
    case 'azure-activity':
      return readAzureActivity(record);
    case 'message-trace':
      return readMessageTrace(record);
    case 'alert':
      return readAlert(record);
    case 'hunting':
      return readHunting(record);
    case null:
      return readUnknown(record);
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

/** A record of diagnostic settings or of Defender's streaming, whose category says what its properties are. */
function readDiagnostic(row: RawObject): EventFacts | UnreadRecord {
  const properties = objectOf(row.properties);
  const category = lower(textOf(row.category)) ?? '';
  if (properties === null) return isOfAzure(row) ? readAzureActivity(row) : readUnknown(row);
  const { look } = formOf(properties);
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
  if (category.endsWith('graphactivitylogs') || look === 'graph-request') return readGraphRequest(properties, row);
  if (category.startsWith('advancedhunting-') || look === 'hunting') return readHunting(properties, category);
  return isOfAzure(row) ? readAzureActivity(row) : readUnknown(row);
}

function isOfAzure(row: RawObject): boolean {
  const resource = textOf(row.resourceId);
  return (row.operationName ?? null) !== null && (resource === null || !/^\/tenants\//i.test(resource));
}
