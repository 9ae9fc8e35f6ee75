import { readSignIn } from '../entra/read-signin.ts';
import type { EventFacts, UnreadRecord } from '../event/event-row.ts';
import { booleanOf, textOf } from '../record/raw-object.ts';
import type { Fields } from '../record/record-fields.ts';

/**
 * A row of EntraIdSignInEvents (AADSignInEventsBeta) or EntraIdSpnSignInEvents, read as the Entra sign-in it is a copy of: `RequestId` is that sign-in's
 * id, so that a sign-in exported from both places counts once.
 */
export function readHuntingSignIn(field: Fields, isApplication: boolean): EventFacts | UnreadRecord {
  const types = isApplication
    ? booleanOf(field('ismanagedidentity')) === true
      ? 'managedIdentity'
      : 'servicePrincipal'
    : textOf(field('logontype'));
  return readSignIn({
    createdDateTime: field('timestamp', 'timegenerated'),
    id: field('requestid'),
    signInEventTypes: types,
    userPrincipalName: field('accountupn'),
    userId: field('accountobjectid'),
    userDisplayName: field('accountdisplayname'),
    servicePrincipalId: isApplication ? field('serviceprincipalid') : null,
    servicePrincipalName: isApplication ? field('serviceprincipalname') : null,
    appId: field('applicationid'),
    appDisplayName: field('application'),
    resourceDisplayName: field('resourcedisplayname'),
    resourceId: field('resourceid'),
    resourceTenantId: field('resourcetenantid'),
    ipAddress: field('ipaddress'),
    userAgent: field('useragent'),
    clientAppUsed: field('clientappused'),
    status: { errorCode: field('errorcode') },
    correlationId: field('correlationid'),
    sessionId: field('sessionid'),
    uniqueTokenIdentifier: field('uniquetokenid'),
    authenticationRequirement: field('authenticationrequirement'),
    conditionalAccessStatus: field('conditionalaccessstatus'),
    riskLevelAggregated: RISK[textOf(field('risklevelaggregated')) ?? ''] ?? field('risklevelaggregated'),
    riskState: field('riskstate'),
    tokenIssuerType: field('tokenissuertype'),
    isGuestUser: field('isguestuser'),
    isExternalUser: field('isexternaluser'),
    location: { countryOrRegion: field('country'), city: field('city'), state: field('state') },
    deviceDetail: {
      deviceId: field('entraiddeviceid', 'aaddeviceid'),
      displayName: field('devicename'),
      operatingSystem: field('osplatform'),
      browser: field('browser'),
      trustType: field('devicetrusttype'),
      isManaged: field('ismanaged'),
      isCompliant: field('iscompliant'),
    },
  });
}

/** The tables write a number for Graph's word. */
const RISK: Readonly<Record<string, string>> = { '0': 'none', '1': 'none', '10': 'low', '50': 'medium', '100': 'high' };
