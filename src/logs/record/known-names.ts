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

const UAL = byLower(UAL_NAMES);
const ENTRA = byLower(ENTRA_NAMES);

/**
 * Of the names of a record's fields, those that are written in another way than Microsoft documents them, and how it does; null where there is none.
 * Where two names stand for one, the one that is as documented counts.
 * @param isAudit whether the record is one of the unified audit log.
 */
export function knownNamesOf(keys: readonly string[], isAudit: boolean): ReadonlyMap<string, string> | null {
  const own = new Set(keys);
  const names = isAudit ? UAL : ENTRA;
  const documented = new Map<string, string>();
  for (const key of keys) {
    const name = names.get(bareName(key));
    if (name === undefined || own.has(name)) continue;
    own.add(name);
    documented.set(key, name);
  }
  return documented.size === 0 ? null : documented;
}
