import type { Instant } from '../../src/core/index.ts';
import type {
  Application,
  DirectoryCredential,
  DirectorySnapshot,
  ServicePrincipal,
  User,
} from '../../src/directory/index.ts';
import type { SourcedSnapshot } from '../../src/response/index.ts';

/** A user as a test states it; what it leaves out has a harmless default. */
export function user(id: string, stated: Partial<User> = {}): User {
  return {
    kind: 'user',
    id,
    userPrincipalName: `${id}@agency.example`,
    displayName: id,
    mail: null,
    mailNickname: null,
    proxyAddresses: [],
    otherMails: [],
    samAccountName: null,
    securityIdentifiers: [],
    accountEnabled: true,
    lastPasswordChangeAt: null,
    department: null,
    manager: null,
    roles: [],
    licences: [],
    userType: 'Member',
    ...stated,
  };
}

export function key(keyId: string, hint: string | null = null): DirectoryCredential {
  return { type: 'password', keyId, hint, displayName: null, startAt: null, endAt: null };
}

export function application(appId: string, stated: Partial<Application> = {}): Application {
  const base = { kind: 'application', id: `object-of-${appId}`, appId, displayName: appId } as const;
  return { ...base, owners: [], credentials: [], ...stated };
}

export function servicePrincipal(appId: string, stated: Partial<ServicePrincipal> = {}): ServicePrincipal {
  const base = { kind: 'service-principal', id: `principal-of-${appId}`, appId, displayName: appId } as const;
  return { ...base, accountEnabled: true, owners: [], appRoles: [], credentials: [], ...stated };
}

/** A whole export, captured at a time. */
export function snapshot(capturedAt: string, stated: Partial<DirectorySnapshot> = {}): SourcedSnapshot {
  return {
    sourceId: `export-${capturedAt}`,
    snapshot: {
      capturedAt: capturedAt as Instant,
      completeness: { users: 'whole', applications: 'whole', servicePrincipals: 'whole' },
      users: [],
      applications: [],
      servicePrincipals: [],
      ...stated,
    },
  };
}
