import type { Cast } from '../cast/make-cast.ts';
import type { Person } from '../cast/person.ts';
import type { Random } from '../random.ts';
import { daysBetween, instantOf, LOGS_LAST, SIGN_IN_FIRST } from './days.ts';
import { type Device, presentOn } from './device.ts';
import type { SprayAttempt } from './spray.ts';

interface SignIn {
  readonly at: number;
  readonly person: Person;
  readonly address: string;
  readonly error: number;
  readonly userAgent: string;
  readonly app: { readonly id: string; readonly name: string };
  readonly country: string;
}

const REASONS: Readonly<Record<number, string>> = {
  0: 'Other.',
  50126: 'Error validating credentials due to invalid username or password.',
  50053: 'The account is locked, you\u2019ve tried to sign in too many times with an incorrect user ID or password.',
  50074: 'Strong Authentication is required.',
};

/** A signIn of Microsoft Graph. */
function signInRecord(signIn: SignIn, tenant: string, random: Random) {
  return {
    id: random.uuid(),
    createdDateTime: new Date(signIn.at).toISOString().replace('.000Z', 'Z'),
    userDisplayName: signIn.person.name,
    userPrincipalName: signIn.person.upn,
    userId: signIn.person.objectId,
    appId: signIn.app.id,
    appDisplayName: signIn.app.name,
    ipAddress: signIn.address,
    clientAppUsed: signIn.country === 'US' ? 'Browser' : 'Mobile Apps and Desktop clients',
    correlationId: random.uuid(),
    conditionalAccessStatus: signIn.error === 0 ? 'success' : 'notApplied',
    isInteractive: true,
    userAgent: signIn.userAgent,
    uniqueTokenIdentifier: random.bytes(16).toString('base64url'),
    sessionId: random.uuid(),
    incomingTokenType: 'none',
    riskDetail: 'none',
    riskLevelAggregated: 'none',
    riskState: 'none',
    resourceDisplayName: 'Office 365 Exchange Online',
    resourceId: '00000002-0000-0ff1-ce00-000000000000',
    resourceTenantId: tenant,
    homeTenantId: tenant,
    authenticationRequirement: signIn.country === 'US' ? 'multiFactorAuthentication' : 'singleFactorAuthentication',
    status: { errorCode: signIn.error, failureReason: REASONS[signIn.error] ?? 'Other.', additionalDetails: null },
    deviceDetail: {
      deviceId: '',
      displayName: '',
      operatingSystem: 'Windows10',
      browser: 'Edge 120.0.0',
      isCompliant: false,
      isManaged: false,
      trustType: '',
    },
    location: {
      city: '',
      state: '',
      countryOrRegion: signIn.country,
      geoCoordinates: { altitude: null, latitude: null, longitude: null },
    },
  };
}

function ordinary(devices: readonly Device[], random: Random): SignIn[] {
  const people = devices.filter((device) => device.person.kind === 'person');
  return daysBetween(SIGN_IN_FIRST, LOGS_LAST).flatMap((day) => {
    const present = presentOn(day, people, random);
    return present.flatMap((device) => {
      const at = instantOf(day, random.integer(12 * 3600, 22 * 3600));
      const base = {
        person: device.person,
        address: random.pick(device.addresses),
        userAgent: device.userAgent,
        app: { id: device.mailClient.appId, name: device.mailClient.name },
        country: 'US',
      };
      const miss = random.chance(0.05) ? [{ ...base, at: at - 30_000, error: random.pick([50126, 50126, 50074]) }] : [];
      return [...miss, { ...base, at, error: 0 }];
    });
  });
}

/** Interactive sign-ins as Graph lists them, newest first; nothing before the retention of thirty days could reach back. */
export function interactiveSignInsJson(
  cast: Cast,
  devices: readonly Device[],
  attempts: readonly SprayAttempt[],
  random: Random,
): string {
  const app = { id: '1b730954-1685-4b74-9bfd-dac224a7b894', name: 'Azure Active Directory PowerShell' };
  const sprayed = attempts.map((attempt) => ({ ...attempt, app, country: 'NL' }));
  const all = [...ordinary(devices, random), ...sprayed].sort((a, b) => b.at - a.at);
  const value = all.map((signIn) => signInRecord(signIn, cast.tenantId, random));
  return `{"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#auditLogs/signIns","value":[\n${value.map((one) => JSON.stringify(one)).join(',\n')}\n]}\n`;
}
