import { foldName, identityKeys, namesOf } from './principal-name.ts';
import { isPrivileged } from './privilege.ts';
import type {
  Application,
  DirectoryCredential,
  DirectorySnapshot,
  OwnerReference,
  Principal,
  ServicePrincipal,
} from './snapshot.ts';

/** A credential the directory knows, with what holds it. */
export interface HeldCredential {
  readonly holder: Application | ServicePrincipal;
  readonly credential: DirectoryCredential;
}

/** Look-ups over one snapshot. Every answer is certain or null: two principals that share a name resolve to neither. */
export interface Directory {
  readonly snapshot: DirectorySnapshot;
  /**
   * Who `text` names: object id, user principal name, mail, proxy or other address, SID, application id of a service principal,
   * `svc_backup` or `DOMAIN\svc_backup`, `Name <address>`, or a display name, in this order. Case does not matter.
   */
  readonly resolvePrincipal: (text: string) => Principal | null;
  readonly applicationByAppId: (appId: string) => Application | null;
  /** The one application with this display name; null where none or several have it. */
  readonly applicationByName: (name: string) => Application | null;
  /** Credentials whose secret starts with `hint` (three characters, case-sensitive). */
  readonly applicationsByCredentialHint: (hint: string) => readonly HeldCredential[];
  /** The credential with this key id; null where the snapshot has none. */
  readonly credentialByKeyId: (keyId: string) => HeldCredential | null;
  /** Owners of an application and of its service principal; those the snapshot knows as principals first. */
  readonly ownersOf: (application: Application | ServicePrincipal) => readonly OwnerReference[];
  readonly servicePrincipalOf: (application: Application) => ServicePrincipal | null;
  readonly isPrivileged: (principal: Principal) => boolean;
}

type Index<Value> = ReadonlyMap<string, Value | null>;

/** Builds the look-ups; one pass over the snapshot. */
export function openDirectory(snapshot: DirectorySnapshot): Directory {
  const principals: readonly Principal[] = [...snapshot.users, ...snapshot.servicePrincipals];
  const tiers = principalTiers(principals);
  const byAppId = uniqueIndex(snapshot.applications, (one) => keysOf(one.appId));
  const byName = uniqueIndex(snapshot.applications, (one) => keysOf(one.displayName));
  const servicePrincipals = uniqueIndex(snapshot.servicePrincipals, (one) => keysOf(one.appId));
  const credentials = heldCredentials(snapshot);
  const resolve = (text: string): Principal | null => resolveIn(tiers, text);
  const servicePrincipalOf = (application: Application): ServicePrincipal | null =>
    application.appId === null ? null : (servicePrincipals.get(foldName(application.appId)) ?? null);
  return {
    snapshot,
    resolvePrincipal: resolve,
    applicationByAppId: (appId) => byAppId.get(foldName(appId)) ?? null,
    applicationByName: (name) => byName.get(foldName(name)) ?? null,
    applicationsByCredentialHint: (hint) => credentials.filter((one) => one.credential.hint === hint),
    credentialByKeyId: (keyId) => credentials.find((one) => one.credential.keyId === foldName(keyId)) ?? null,
    ownersOf: (application) => ownersOf(application, servicePrincipalOf, resolve),
    servicePrincipalOf,
    isPrivileged,
  };
}

/** One index per kind of name, surest first; a name that two principals share maps to null. */
function principalTiers(principals: readonly Principal[]): readonly Index<Principal>[] {
  const [first] = principals;
  const count = first === undefined ? 0 : namesOf(first).length;
  return Array.from({ length: count }, (_, tier) =>
    uniqueIndex(principals, (principal) => (namesOf(principal)[tier] ?? []).map(foldName)),
  );
}

function resolveIn(tiers: readonly Index<Principal>[], text: string): Principal | null {
  for (const key of identityKeys(text)) {
    for (const tier of tiers) {
      const found = tier.get(key);
      if (found !== undefined) return found;
    }
  }
  return null;
}

function uniqueIndex<Value extends { readonly id: string }>(
  values: readonly Value[],
  keys: (value: Value) => readonly string[],
): Index<Value> {
  const index = new Map<string, Value | null>();
  for (const value of values) {
    for (const key of keys(value)) {
      const other = index.get(key);
      index.set(key, other === undefined || other?.id === value.id ? value : null);
    }
  }
  return index;
}

function keysOf(name: string | null): readonly string[] {
  return name === null ? [] : [foldName(name)];
}

function heldCredentials(snapshot: DirectorySnapshot): readonly HeldCredential[] {
  return [...snapshot.applications, ...snapshot.servicePrincipals].flatMap((holder) =>
    (holder.credentials ?? []).map((credential) => ({ holder, credential })),
  );
}

function ownersOf(
  application: Application | ServicePrincipal,
  servicePrincipalOf: (application: Application) => ServicePrincipal | null,
  resolve: (text: string) => Principal | null,
): readonly OwnerReference[] {
  const also = application.kind === 'application' ? (servicePrincipalOf(application)?.owners ?? []) : [];
  const owners = new Map([...application.owners, ...also].map((owner) => [owner.id ?? owner.userPrincipalName, owner]));
  const known = (owner: OwnerReference): number =>
    resolve(owner.id ?? owner.userPrincipalName ?? '') === null ? 1 : 0;
  return [...owners.values()].sort((a, b) => known(a) - known(b));
}
