import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { Tenant } from './tenant/tenant.ts';

/**
 * Writes generated unified audit log records as NDJSON, with the fields and the mix of a working tenant's log: one user for each two
 * thousand records, over thirty days from a Monday, in the order of arrival, a few minutes out of time. Seeded: the same counts give the
 * same bytes. About 1.5 kB a record.
 */
export async function writeAuditLog(path: string, records: number, days = 30): Promise<void> {
  const out = createWriteStream(path);
  const tenant = new Tenant(records, days);
  let lines = '';
  for (let index = 0; index < records; index++) {
    lines += `${JSON.stringify(tenant.record(index))}\n`;
    if (lines.length < 1_000_000) continue;
    if (!out.write(lines)) await once(out, 'drain');
    lines = '';
  }
  out.end(lines);
  await once(out, 'finish');
}

/** Every field of the records that {@link writeAuditLog} writes. */
export const AUDIT_FIELDS: readonly string[] = `
  Actor ActorContextId ActorIpAddress AppAccessContext ApplicationDisplayName ApplicationId
  AzureActiveDirectoryEventType ClientAppId ClientIP ClientIPAddress ClientInfoString CorrelationId CreationTime
  DeviceProperties ErrorNumber EventSource ExtendedProperties ExternalAccess Folders HighPriorityMediaProcessing
  Id InterSystemsId InternalLogonType IntraSystemId IsManagedDevice Item ItemType ListId ListItemUniqueId
  LogonError LogonType LogonUserSid MailboxGuid MailboxOwnerSid MailboxOwnerUPN ModifiedProperties ObjectId
  Operation OperationCount OperationProperties OrganizationId OrganizationName OriginatingServer Parameters Platform
  RecordType ResultStatus SaveToSentItems Site SiteUrl SourceFileExtension SourceFileName SourceRelativeUrl
  SupportTicketId Target TargetContextId UserAgent UserId UserKey UserType Version WebId Workload
`
  .trim()
  .split(/\s+/);
