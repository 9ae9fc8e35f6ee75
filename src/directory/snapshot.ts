import type { Instant } from '../core/index.ts';

/**
 * How much of a section an export holds. Only from a 'whole' section may an absence be concluded: a 'partial' one had unreadable
 * entries or says itself that more pages follow, an 'absent' one was not exported.
 */
export type Completeness = 'whole' | 'partial' | 'absent';

/** A credential of an application as the directory tells it; the secret itself is never exported. */
export interface DirectoryCredential {
  readonly type: 'password' | 'key';
  /** Lower-case GUID. */
  readonly keyId: string;
  /** The first three characters of the secret (passwordCredentials only), as written. */
  readonly hint: string | null;
  readonly displayName: string | null;
  readonly startAt: Instant | null;
  readonly endAt: Instant | null;
}

/** Who answers for an application. */
export interface OwnerReference {
  readonly id: string | null;
  readonly userPrincipalName: string | null;
  readonly displayName: string | null;
}

/** A directory role or application role, by whatever the export names it with. */
export interface RoleReference {
  readonly id: string | null;
  readonly name: string | null;
}

/** A user (Microsoft Graph `user`). Names keep the export's spelling; ids and SIDs are lower case. */
export interface User {
  readonly kind: 'user';
  readonly id: string;
  readonly userPrincipalName: string | null;
  readonly displayName: string | null;
  readonly mail: string | null;
  readonly mailNickname: string | null;
  /** Addresses without their `SMTP:` prefix; other address types (x500, sip) are left out. */
  readonly proxyAddresses: readonly string[];
  readonly otherMails: readonly string[];
  readonly samAccountName: string | null;
  readonly securityIdentifiers: readonly string[];
  readonly accountEnabled: boolean | null;
  readonly lastPasswordChangeAt: Instant | null;
  readonly department: string | null;
  readonly manager: OwnerReference | null;
  readonly roles: readonly RoleReference[];
  /** SKU ids or part numbers, as written. */
  readonly licences: readonly string[];
  /** Member or Guest, as written. */
  readonly userType: string | null;
}

/** An application registration (Microsoft Graph `application`). */
export interface Application {
  readonly kind: 'application';
  readonly id: string;
  readonly appId: string | null;
  readonly displayName: string | null;
  readonly owners: readonly OwnerReference[];
  /** null where the export carries no credentials of this application: nothing may be concluded from that. */
  readonly credentials: readonly DirectoryCredential[] | null;
}

/** A service principal (Microsoft Graph `servicePrincipal`): an application's presence in the tenant. */
export interface ServicePrincipal {
  readonly kind: 'service-principal';
  readonly id: string;
  readonly appId: string | null;
  readonly displayName: string | null;
  readonly accountEnabled: boolean | null;
  readonly owners: readonly OwnerReference[];
  readonly appRoles: readonly RoleReference[];
  readonly credentials: readonly DirectoryCredential[] | null;
}

/** Who can act: a user or a service principal. */
export type Principal = User | ServicePrincipal;

/** One directory export, as plain data. */
export interface DirectorySnapshot {
  readonly capturedAt: Instant;
  readonly completeness: {
    readonly users: Completeness;
    readonly applications: Completeness;
    readonly servicePrincipals: Completeness;
  };
  readonly users: readonly User[];
  readonly applications: readonly Application[];
  readonly servicePrincipals: readonly ServicePrincipal[];
}
