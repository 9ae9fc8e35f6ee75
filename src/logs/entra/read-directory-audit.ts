import { categoryOf } from '../event/event-category.ts';
import { EventDetails } from '../event/event-details.ts';
import { eventIdOf } from '../event/event-id.ts';
import type { EventFacts, UnreadRecord } from '../event/event-row.ts';
import { addRest } from '../event/flatten-rest.ts';
import { NO_FACTS } from '../event/no-facts.ts';
import { addRoleName } from '../event/role-name.ts';
import { maskText } from '../record/mask-secret.ts';
import { applicationName } from '../record/public-names.ts';
import { firstText, guidIn, lower, objectOf, objectsOf, type RawObject, textOf } from '../record/raw-object.ts';
import { firstAddress } from '../record/read-address.ts';
import { readTime } from '../record/read-time.ts';

/**
 * One Entra directory audit as Microsoft Graph's `directoryAudit` resource has it
 * (learn.microsoft.com/graph/api/resources/directoryaudit), in a diagnostic record's `properties`, or in Sentinel's AuditLogs table.
 * @param outer what a diagnostic record says around it; empty for a bare one.
 */
export function readDirectoryAudit(record: RawObject, outer: RawObject = {}): EventFacts | UnreadRecord {
  const at = readTime(record.activityDateTime) ?? readTime(outer.time ?? record.timeGenerated ?? record.time);
  if (at === null) return { unread: 'damaged', detail: 'The directory audit has no readable time.' };
  const operation = firstText(record.activityDisplayName, record.operationName, outer.operationName) ?? 'unknown';
  const initiator = objectOf(record.initiatedBy);
  const user = objectOf(initiator?.user);
  const app = objectOf(initiator?.app);
  const address = firstAddress(user?.ipAddress, outer.callerIpAddress);
  const targets = objectsOf(record.targetResources);
  const details = readDetails(record, targets, initiator);
  const agent = firstText(details.get('User-Agent'), record.userAgent);
  return {
    ...NO_FACTS,
    event_id: eventIdOf(record.id, Object.keys(outer).length > 0 ? outer : record),
    source: 'entra-audit',
    at,
    category: directoryCategory(operation),
    operation,
    workload: 'AzureActiveDirectory',
    outcome: outcomeOf(lower(firstText(record.result, outer.result, outer.resultType))),
    ...principalOf(user, app),
    app_id: lower(textOf(app?.appId)),
    app_name: textOf(app?.displayName) ?? applicationName(lower(textOf(app?.appId))),
    ip: address?.ip ?? null,
    port: address?.port ?? null,
    user_agent: agent === null ? null : maskText(agent),
    correlation_id: lower(firstText(record.correlationId, outer.correlationId)),
    tenant_id: lower(firstText(record.aadTenantId, outer.tenantId, record.tenantId)),
    home_tenant_id: lower(textOf(user?.homeTenantId)),
    target: firstText(targets[0]?.userPrincipalName, targets[0]?.displayName, targets[0]?.id),
    target_id: guidIn(textOf(targets[0]?.id)),
    target_type: textOf(targets[0]?.type),
    details: details.toJson(),
  };
}

function directoryCategory(operation: string): EventFacts['category'] {
  const category = categoryOf(operation, null);
  return category === 'other' ? 'directory-change' : category;
}

function outcomeOf(result: string | null): EventFacts['outcome'] {
  if (result === null) return 'unknown';
  return result.startsWith('succ') ? 'success' : result.startsWith('fail') ? 'failure' : 'unknown';
}

function principalOf(
  user: RawObject | null,
  app: RawObject | null,
): Pick<EventFacts, 'principal' | 'principal_id' | 'principal_type'> {
  const userId = lower(textOf(user?.id));
  const upn = lower(textOf(user?.userPrincipalName));
  if (upn !== null || userId !== null)
    return { principal: upn ?? userId, principal_id: userId, principal_type: 'user' };
  const appId = lower(firstText(app?.servicePrincipalId, app?.appId, app?.displayName));
  return {
    principal: appId,
    principal_id: guidIn(appId),
    principal_type: appId === null ? 'unknown' : 'service-principal',
  };
}

const HELD_BY_COLUMNS: ReadonlySet<string> = new Set([
  'id',
  'activityDateTime',
  'activityDisplayName',
  'operationName',
  'timeGenerated',
  'time',
  'correlationId',
  'aadTenantId',
  'tenantId',
  'additionalDetails',
  'userAgent',
  'initiatedBy',
  'targetResources',
]);

const HELD_OF_PARTIES: ReadonlySet<string> = new Set([
  'initiatedBy.user.id',
  'initiatedBy.user.userPrincipalName',
  'initiatedBy.user.ipAddress',
  'initiatedBy.user.homeTenantId',
  'initiatedBy.app.appId',
  'initiatedBy.app.displayName',
  'targetResources.modifiedProperties',
]);

function readDetails(record: RawObject, targets: readonly RawObject[], initiatedBy: RawObject | null): EventDetails {
  const details = new EventDetails();
  for (const target of targets) details.addPairs(objectsOf(target.modifiedProperties));
  details.addPairs(objectsOf(record.additionalDetails));
  addRoleName(details);
  addRest(details, record, HELD_BY_COLUMNS);
  addRest(details, { initiatedBy, targetResources: targets }, HELD_OF_PARTIES);
  return details;
}
