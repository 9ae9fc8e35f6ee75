/**
 * Logon error names of the unified audit log and their AADSTS numbers.
 * Source: "Microsoft Entra authentication and authorization error codes", learn.microsoft.com/entra/identity-platform/reference-error-codes.
 */
const AADSTS_OF_NAME: Readonly<Record<string, string>> = {
  SelectUserAccount: '16000',
  UserAccountSelectionInvalid: '16001',
  InvalidReplyTo: '50011',
  InvalidAssertion: '50013',
  UserUnauthorized: '50020',
  UserAccountNotFound: '50034',
  IdsLocked: '50053',
  InvalidPasswordExpiredPassword: '50055',
  UserDisabled: '50057',
  UserInformationNotProvided: '50058',
  MissingTenantRealmAndNoUserInformationProvided: '50059',
  CredentialAuthenticationError: '50064',
  UserStrongAuthEnrollmentRequiredInterrupt: '50072',
  UserStrongAuthClientAuthNRequiredInterrupt: '50074',
  UserStrongAuthClientAuthNRequired: '50076',
  UserStrongAuthExpired: '50078',
  UserStrongAuthEnrollmentRequired: '50079',
  FlowTokenExpired: '50089',
  DeviceAuthenticationRequired: '50097',
  EntitlementGrantsNotFound: '50105',
  PasswordResetRegistrationRequiredInterrupt: '50125',
  InvalidUserNameOrPassword: '50126',
  BrokerAppNotInstalled: '50127',
  InvalidDomainName: '50128',
  DeviceIsNotWorkplaceJoined: '50129',
  ConditionalAccessFailed: '50131',
  SsoArtifactInvalidOrExpired: '50132',
  SsoArtifactRevoked: '50133',
  KmsiInterrupt: '50140',
  SessionMismatch: '50143',
  InvalidPasswordExpiredOnPremPassword: '50144',
  DeviceAuthenticationFailed: '50155',
  ExternalSecurityChallenge: '50158',
  FreshTokenNeeded: '50173',
  CmsiInterrupt: '50199',
  DeviceNotCompliant: '53000',
  DeviceNotDomainJoined: '53001',
  BlockedByConditionalAccess: '53003',
  ProofUpBlockedDueToRisk: '53004',
  DelegationDoesNotExist: '65001',
  ExpiredOrRevokedGrant: '70008',
  AuthorizationPending: '70016',
  InvalidResourceServicePrincipalNotFound: '500011',
  BlockedByConditionalAccessOnSecurityPolicy: '530032',
};

const LOWER: ReadonlyMap<string, string> = new Map(
  Object.entries(AADSTS_OF_NAME).map(([name, number]) => [name.toLowerCase(), number]),
);

/**
 * The AADSTS number of a failed logon: the number where the record has one, the documented number of its name, or the name itself.
 * @param number `ErrorNumber`; "0" means no error.
 * @param name `LogonError`.
 */
export function logonErrorCode(number: string | null, name: string | null): string | null {
  if (number !== null && /^\d{2,9}$/.test(number)) return number;
  if (name === null) return null;
  const inText = /^(?:AADSTS)?(\d{5,9})\b/i.exec(name);
  return inText?.[1] ?? LOWER.get(name.toLowerCase()) ?? name;
}
