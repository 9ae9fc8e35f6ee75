import type { RawObject } from './raw-object.ts';

/** Unified audit log. */
const UAL_NAMES = `
  Actor ActorIpAddress AffectedItems AppAccessContext AppId ApplicationDisplayName ApplicationId AppPoolName AuditData
  ClientAppId ClientApplication ClientInfoString ClientIP ClientIPAddress CreationDate CreationTime DeviceProperties
  ErrorNumber ExtendedProperties ExternalAccess Folder Folders Id Item LogonError LogonType MailboxOwnerUPN
  ModifiedProperties ObjectId Operation OperationCount OperationProperties Operations Parameters RecordType
  ResultReason ResultStatus ResultStatusDetail SessionId SiteUrl SourceFileName Target TokenObjectId UserAgent UserId
  UserIds UserKey UserType Workload
`;

/** Entra sign-ins, directory audits and the diagnostic records around them. */
const ENTRA_NAMES = `
  activityDateTime activityDisplayName additionalDetails appDisplayName appId appliedConditionalAccessPolicies
  authenticationDetails authenticationProtocol authenticationRequirement autonomousSystemNumber callerIpAddress
  category clientAppUsed clientCredentialType conditionalAccessStatus correlationId createdDateTime
  crossTenantAccessType deviceDetail homeTenantId id incomingTokenType initiatedBy ipAddress isInteractive location
  locationDetails loggedByService operationName operationType properties resourceDisplayName resourceId
  resourceServicePrincipalId resourceTenantId result resultReason resultType riskDetail riskLevelAggregated
  riskLevelDuringSignIn riskState servicePrincipalCredentialKeyId servicePrincipalCredentialThumbprint
  servicePrincipalId servicePrincipalName sessionId signInEventTypes status targetResources time tokenIssuerType
  uniqueTokenIdentifier userAgent userId userPrincipalName userType
`;

const byLower = (names: string): ReadonlyMap<string, string> =>
  new Map(
    names
      .trim()
      .split(/\s+/)
      .map((name) => [name.toLowerCase(), name]),
  );

const UAL = byLower(UAL_NAMES);
const ENTRA = byLower(ENTRA_NAMES);

/**
 * Some pipelines change the case of keys on the way. Gives a record whose keys are written as Microsoft documents them, so that the
 * readers can use exact names; where two keys differ in case only, the one with the documented case wins.
 */
export function withKnownNames(record: RawObject): RawObject {
  const keys = Object.keys(record);
  const lowerKeys = new Set(keys.map((key) => key.toLowerCase()));
  const isUal = lowerKeys.has('auditdata') || lowerKeys.has('creationtime');
  const names = isUal ? UAL : ENTRA;
  const renamed: Record<string, unknown> = {};
  let changed = false;
  for (const key of keys) {
    const name = names.get(key.toLowerCase());
    if (name === undefined || name === key || name in record) continue;
    renamed[name] = record[key];
    changed = true;
  }
  return changed ? { ...record, ...renamed } : record;
}
