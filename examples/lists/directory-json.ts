import { AGENCY } from '../cast/organisations.ts';
import type { Person } from '../cast/person.ts';
import type { Attack } from '../plot/attack.ts';
import type { Stage } from '../plot/fill-slots.ts';
import type { Random } from '../random.ts';

/** When the two snapshots were taken. */
const BEFORE = '2024-01-29T14:00:00Z';
export const AFTER = '2024-03-22T14:00:00Z';

type Side = 'before' | 'after';

/** Accounts whose password was changed after the exposure, which the later snapshot proves. */
function resetPrincipals({ credentials }: Stage): ReadonlySet<string> {
  return new Set(
    [...credentials.values()].flatMap((one) =>
      one.proof === 'password-changed' && one.principal !== null ? [one.principal] : [],
    ),
  );
}

/** Exposed accounts that were not reset: their last change lies before the exposure, for one of them only by weeks. */
const RECENT_BUT_EARLIER: Readonly<Record<string, string>> = { 'svc-gis-etl': '2023-11-20T09:12:00Z' };

function passwordChange(person: Person, side: Side, reset: boolean, random: Random): string {
  const old = new Date(Date.parse('2022-06-01') + random.integer(0, 380 * 86_400) * 1000)
    .toISOString()
    .replace('.000Z', 'Z');
  const later = new Date(Date.parse('2024-03-04T15:00:00Z') + random.integer(0, 12 * 86_400) * 1000)
    .toISOString()
    .replace('.000Z', 'Z');
  return side === 'after' && reset ? later : (RECENT_BUT_EARLIER[person.key] ?? old);
}

const ROLES: Readonly<Record<string, readonly string[]>> = {
  admin: ['Global Administrator'],
  'svc-test-migrate': ['Application Administrator'],
  helpdesk: ['Helpdesk Administrator'],
};

function user(person: Person, side: Side, stage: Stage, random: Random) {
  const manager = person.key === 'director' ? undefined : { id: stage.cast.get('director').objectId };
  return {
    id: person.objectId,
    userPrincipalName: person.upn,
    displayName: person.name,
    mail: person.kind === 'service' ? null : person.address,
    proxyAddresses: [`SMTP:${person.address}`, ...person.aliases.map((alias) => `smtp:${alias}`)],
    otherMails: [],
    accountEnabled: !(side === 'after' && person.key === 'tst-portal-03'),
    lastPasswordChangeDateTime: passwordChange(person, side, resetPrincipals(stage).has(person.key), random),
    department: person.department,
    jobTitle: person.title,
    userType: 'Member',
    ...(manager === undefined ? {} : { manager }),
    assignedRoles: (ROLES[person.key] ?? []).map((displayName) => ({ displayName })),
  };
}

interface ApplicationEntry {
  readonly name: string;
  readonly appId: string;
  readonly objectId: string;
  readonly servicePrincipalId: string;
  readonly owner: Person;
  readonly enabled: boolean;
  readonly secrets: readonly object[];
  readonly roles: readonly string[];
}

const secret = (keyId: string, hint: string, displayName: string, start: string, end: string) => ({
  keyId,
  hint,
  displayName,
  startDateTime: start,
  endDateTime: end,
});

function registered(stage: Stage, side: Side, random: Random): readonly ApplicationEntry[] {
  return [...stage.applications.values()].map((one) => {
    const leaked = [...stage.credentials.values()].find(
      (credential) => credential.application === one.key && credential.kind === 'entra-client-secret',
    );
    const hint = leaked?.minted.value.slice(0, 3) ?? random.fork(one.key).text('abcdefghijkmnpqrs', 3);
    const old = secret(one.leakedKeyId, hint, 'service', '2023-10-09T08:00:00Z', '2024-10-08T08:00:00Z');
    const fresh = secret(
      one.otherKeyId,
      random.fork(`${one.key}+`).text('ABCDEFGHJKLMNPQ', 3),
      'rotated',
      '2024-03-06T16:20:00Z',
      '2024-09-06T16:20:00Z',
    );
    const rotated = side === 'after' && one.fate === 'key-removed';
    return {
      name: one.name,
      appId: one.appId,
      objectId: one.objectId,
      servicePrincipalId: one.servicePrincipalId,
      owner: stage.cast.get(one.owner),
      enabled: !(side === 'after' && one.fate === 'deactivated'),
      secrets: rotated ? [fresh] : [old],
      roles: one.key === 'tide-ingest' ? ['Files.Read.All'] : ['User.Read.All'],
    };
  });
}

/** The attacker's application: known to the later snapshot, its own key still on it. */
function planted(stage: Stage, attack: Attack): ApplicationEntry {
  return {
    name: attack.application.name,
    appId: attack.application.appId,
    objectId: attack.application.objectId,
    servicePrincipalId: attack.application.servicePrincipalId,
    owner: stage.cast.get('svc-test-migrate'),
    enabled: true,
    secrets: [secret(attack.keyId, attack.keyHint, 'sync', attack.times.credentialAdded, '2026-02-06T00:00:00Z')],
    roles: ['Mail.Read'],
  };
}

/** A directory export in the shape of Microsoft Graph's users, applications and servicePrincipals, before or after the resets. */
export function directoryJson(stage: Stage, attack: Attack, side: Side, random: Random): string {
  const people = [...stage.cast.agency, ...stage.cast.services, stage.cast.get('cloudops')];
  const entries = [
    ...registered(stage, side, random.fork('applications')),
    ...(side === 'after' ? [planted(stage, attack)] : []),
  ];
  const directory = {
    capturedAt: side === 'before' ? BEFORE : AFTER,
    tenantId: stage.cast.tenantId,
    organisation: AGENCY.name,
    users: people.map((person) => user(person, side, stage, random.fork(person.key))),
    applications: entries.map((one) => ({
      id: one.objectId,
      appId: one.appId,
      displayName: one.name,
      owners: [{ id: one.owner.objectId, userPrincipalName: one.owner.upn }],
      passwordCredentials: one.secrets,
      keyCredentials: [],
    })),
    servicePrincipals: entries.map((one) => ({
      id: one.servicePrincipalId,
      appId: one.appId,
      displayName: one.name,
      accountEnabled: one.enabled,
      appRoleAssignments: one.roles.map((value) => ({ resourceDisplayName: 'Microsoft Graph', appRoleValue: value })),
    })),
  };
  return `${JSON.stringify(directory, null, 1)}\n`;
}
