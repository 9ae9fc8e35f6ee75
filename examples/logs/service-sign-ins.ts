import { AFTER } from '../lists/directory-json.ts';
import type { Attack } from '../plot/attack.ts';
import type { Stage } from '../plot/fill-slots.ts';
import type { Random } from '../random.ts';
import { daysBetween, instantOf, LOGS_LAST, SIGN_IN_FIRST } from './days.ts';

interface ServiceSignIn {
  readonly at: number;
  readonly appId: string;
  readonly name: string;
  readonly servicePrincipalId: string;
  readonly keyId: string;
  readonly address: string;
}

/** A diagnostic-settings record of category ServicePrincipalSignInLogs. */
function diagnosticRecord(signIn: ServiceSignIn, tenant: string, random: Random) {
  const time = `${new Date(signIn.at).toISOString().slice(0, 19)}.${random.text('0123456789', 7)}Z`;
  const correlationId = random.uuid();
  return {
    time,
    resourceId: `/tenants/${tenant}/providers/Microsoft.aadiam`,
    operationName: 'Sign-in activity',
    operationVersion: '1.0',
    category: 'ServicePrincipalSignInLogs',
    tenantId: tenant,
    resultType: '0',
    resultSignature: 'None',
    durationMs: 0,
    callerIpAddress: signIn.address,
    correlationId,
    Level: 4,
    location: 'US',
    properties: {
      id: random.uuid(),
      createdDateTime: time,
      userPrincipalName: '',
      userId: '',
      appId: signIn.appId,
      servicePrincipalId: signIn.servicePrincipalId,
      servicePrincipalName: signIn.name,
      servicePrincipalCredentialKeyId: signIn.keyId,
      servicePrincipalCredentialThumbprint: '',
      ipAddress: signIn.address,
      status: { errorCode: 0 },
      correlationId,
      resourceDisplayName: 'Microsoft Graph',
      resourceId: '00000003-0000-0000-c000-000000000000',
      uniqueTokenIdentifier: random.bytes(16).toString('base64url'),
      location: { city: '', state: '', countryOrRegion: 'US', geoCoordinates: {} },
      isInteractive: false,
    },
  };
}

const ROTATED = Date.parse('2024-03-06T16:20:00Z');
const SWITCHED_OFF = Date.parse('2024-03-11T00:00:00Z');

/** The agency's applications sign in a few times a day, with the key they had at the time. */
function ordinary(stage: Stage, random: Random): ServiceSignIn[] {
  return daysBetween(SIGN_IN_FIRST, LOGS_LAST).flatMap((day) =>
    [...stage.applications.values()].flatMap((one, place) =>
      [2, 8, 14, 20]
        .map((hour) => {
          const at = instantOf(day, hour * 3600 + random.integer(0, 3000));
          const keyId = one.fate === 'key-removed' && at > ROTATED ? one.otherKeyId : one.leakedKeyId;
          return {
            at,
            appId: one.appId,
            name: one.name,
            servicePrincipalId: one.servicePrincipalId,
            keyId,
            address: `198.51.100.${40 + place}`,
          };
        })
        .filter((signIn) => one.fate !== 'deactivated' || signIn.at < SWITCHED_OFF),
    ),
  );
}

/** The attacker's application signs in with its new key before each round of reading. */
function attacker(attack: Attack): ServiceSignIn[] {
  const { application, times } = attack;
  const base = {
    appId: application.appId,
    name: application.name,
    servicePrincipalId: application.servicePrincipalId,
    keyId: attack.keyId,
    address: attack.workAddress,
  };
  return [times.servicePrincipalSignIn, times.mailReadFrom, times.mailReadUntil].map((time) => ({
    ...base,
    at: Date.parse(time) - 90_000,
  }));
}

/** Service principal sign-ins as a diagnostic setting writes them: one JSON a line, in order of time. */
export function serviceSignInsNdjson(stage: Stage, attack: Attack, random: Random): string {
  const all = [...ordinary(stage, random), ...attacker(attack)]
    .filter((signIn) => signIn.at < Date.parse(AFTER))
    .sort((a, b) => a.at - b.at);
  return all.map((signIn) => `${JSON.stringify(diagnosticRecord(signIn, stage.cast.tenantId, random))}\n`).join('');
}
