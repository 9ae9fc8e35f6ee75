import { type RawObject, textOf } from '../record/raw-object.ts';

/** Columns of the sign-in CSV that the Entra portal downloads, lower case, and the Graph names they stand for. */
const GRAPH_NAME_OF: Readonly<Record<string, string>> = {
  'date (utc)': 'createdDateTime',
  'request id': 'id',
  'user agent': 'userAgent',
  'correlation id': 'correlationId',
  'user id': 'userId',
  username: 'userPrincipalName',
  'user type': 'userType',
  'cross tenant access type': 'crossTenantAccessType',
  'incoming token type': 'incomingTokenType',
  'authentication protocol': 'authenticationProtocol',
  'unique token identifier': 'uniqueTokenIdentifier',
  'original transfer method': 'originalTransferMethod',
  'client credential type': 'clientCredentialType',
  application: 'appDisplayName',
  'application id': 'appId',
  resource: 'resourceDisplayName',
  'resource id': 'resourceId',
  'resource tenant id': 'resourceTenantId',
  'home tenant id': 'homeTenantId',
  'ip address': 'ipAddress',
  location: 'location',
  'client app': 'clientAppUsed',
  'conditional access': 'conditionalAccessStatus',
  'authentication requirement': 'authenticationRequirement',
  'sign-in identifier': 'signInIdentifier',
  'session id': 'sessionId',
  'autonomous system number': 'autonomousSystemNumber',
  'service principal id': 'servicePrincipalId',
  'service principal name': 'servicePrincipalName',
  'credential key id': 'servicePrincipalCredentialKeyId',
  'credential thumbprint': 'servicePrincipalCredentialThumbprint',
  'managed identity type': 'managedIdentityType',
};

const bare = (name: string): string => name.trim().toLowerCase().replace(/\s+/g, ' ');

/** A row of the portal's download in the shape of Graph's signIn resource. */
export function portalSignIn(row: RawObject): RawObject {
  const columns = new Map(Object.entries(row).map(([name, value]) => [bare(name), value]));
  const named = Object.entries(GRAPH_NAME_OF).map(([column, name]) => [name, columns.get(column) ?? null]);
  const code = columns.get('sign-in error code');
  const word = (textOf(columns.get('status')) ?? '').toLowerCase();
  const errorCode = typeof code === 'string' && /^\d{1,9}$/.test(code.trim()) ? Number(code) : null;
  return {
    ...Object.fromEntries(named),
    status: {
      errorCode: errorCode ?? (word === 'success' ? 0 : null),
      word,
      failureReason: columns.get('failure reason'),
    },
    deviceDetail: {
      deviceId: columns.get('device id'),
      browser: columns.get('browser'),
      operatingSystem: columns.get('operating system'),
      isCompliant: columns.get('compliant'),
      isManaged: columns.get('managed'),
      trustType: columns.get('join type'),
    },
  };
}
