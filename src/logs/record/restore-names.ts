import type { RawObject } from './raw-object.ts';
import { bareName } from './record-fields.ts';

/** Unified audit log. */
const UAL_NAMES = `
  Actor ActorContextId ActorIpAddress AffectedItems AppAccessContext AppId ApplicationDisplayName ApplicationId AppPoolName AuditData
  ClientAppId ClientApplication ClientInfoString ClientIP ClientIPAddress CreationDate CreationTime DestFolder
  DeviceProperties  ErrorNumber ExtendedProperties ExternalAccess Folder Folders Id InterSystemsId IntraSystemId Item LogonError LogonType MailboxOwnerUPN
  ModifiedProperties ObjectId Operation OperationCount OperationProperties Operations OrganizationId Parameters RecordType
  ResultReason ResultStatus ResultStatusDetail SessionId SiteUrl SourceFileName Target TargetContextId TokenObjectId UserAgent UserId
  UserIds UserKey UserType Workload
`;

/** Entra sign-ins, directory audits and the diagnostic records around them. */
const ENTRA_NAMES = `
  aadTenantId activityDateTime activityDisplayName additionalDetails appDisplayName appId appliedConditionalAccessPolicies
  authenticationDetails authenticationProtocol authenticationRequirement autonomousSystemNumber callerIpAddress
  category city clientAppUsed clientCredentialType conditionalAccessPolicies conditionalAccessStatus correlationId createdDateTime
  crossTenantAccessType deviceDetail homeTenantId id incomingTokenType initiatedBy ipAddress isInteractive location
  locationDetails loggedByService operationName operationType properties resourceDisplayName resourceId
  resourceServicePrincipalId resourceTenantId result resultReason resultType riskDetail riskLevelAggregated
  riskLevelDuringSignIn riskState servicePrincipalCredentialKeyId servicePrincipalCredentialThumbprint
  servicePrincipalId servicePrincipalName sessionId signInEventTypes status targetResources tenantId time timeGenerated tokenIssuerType
  uniqueTokenIdentifier userAgent userId userPrincipalName userType
`;

const byLower = (names: string): ReadonlyMap<string, string> =>
  new Map(
    names
      .trim()
      .split(/\s+/)
      .map((name) => [name.toLowerCase(), name]),
  );

const IS_UAL: ReadonlySet<string> = new Set(['auditdata', 'creationtime']);
const UAL = byLower(UAL_NAMES);
const ENTRA = byLower(ENTRA_NAMES);

/**
 * Some pipelines change the case of keys on the way, or add to them. Gives a record whose keys are written as Microsoft documents them, so that the
 * readers can use exact names; where two keys differ in case only, the one with the documented case wins.
 */
export function withKnownNames(record: RawObject): RawObject {
  const keys = Object.keys(record);
  const names = keys.some((key) => IS_UAL.has(bareName(key))) ? UAL : ENTRA;
  const restored: Record<string, unknown> = {};
  let changed = false;
  for (const key of keys) {
    const name = names.get(bareName(key));
    const isOwn = name === undefined || name === key || name in record || name in restored;
    restored[isOwn ? key : name] = record[key];
    changed ||= !isOwn;
  }
  if (!changed) return record;
  if (names === ENTRA) for (const key in restored) restored[key] = withSmallInitials(restored[key], MAX_DEPTH);
  return restored;
}

const MAX_DEPTH = 5;

/** PowerShell writes nested names with a capital too (`Status.ErrorCode`), where Graph writes `status.errorCode`. */
function withSmallInitials(value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null || depth === 0) return value;
  if (Array.isArray(value)) return value.map((element) => withSmallInitials(element, depth - 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [smallInitial(name), withSmallInitials(part, depth - 1)]),
  );
}

function smallInitial(name: string): string {
  return /^[A-Z]{1,2}[a-z]/.test(name) ? name.replace(/^[A-Z]{1,2}/, (initials) => initials.toLowerCase()) : name;
}
