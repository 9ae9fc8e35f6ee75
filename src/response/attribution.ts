import type { KeyedHash } from '../core/index.ts';
import type { Directory, HeldCredential, OwnerReference, Principal } from '../directory/index.ts';

/** Whose a credential is, as far as the directory tells. */
export interface Attribution {
  readonly principalId: string | null;
  readonly principalName: string | null;
  readonly privileged: boolean;
  readonly applicationId: string | null;
  readonly applicationName: string | null;
  readonly keyId: string | null;
  readonly owner: string | null;
}

/** What the text says of a credential: the names beside it, and the keyed hash of its first three characters. */
export interface Clues {
  readonly kind: string;
  readonly principals: readonly string[];
  readonly hosts: readonly string[];
  readonly hint: string;
}

const UNKNOWN: Attribution = {
  principalId: null,
  principalName: null,
  privileged: false,
  applicationId: null,
  applicationName: null,
  keyId: null,
  owner: null,
};

/**
 * Ties a credential to its principal, application and owner. A client secret is met by its hint, which must be the only one
 * with those three characters or belong to an application that the text names; anything else by the first name that resolves.
 * @param directories newest snapshot last; older ones still know what was since removed.
 */
export function attribute(clues: Clues, directories: readonly Directory[], hash: KeyedHash): Attribution {
  for (const directory of directories) {
    const held = clues.kind === 'client-secret' ? heldByHint(clues, directory, hash) : null;
    if (held !== null) return ofHeld(held, directory);
  }
  for (const directory of directories.toReversed()) {
    const found = byName(clues, directory);
    if (found !== null) return found;
  }
  return UNKNOWN;
}

function heldByHint(clues: Clues, directory: Directory, hash: KeyedHash): HeldCredential | null {
  const { applications, servicePrincipals } = directory.snapshot;
  const candidates = [...applications, ...servicePrincipals].flatMap((holder) =>
    (holder.credentials ?? [])
      .filter((credential) => credential.hint !== null && hash.hex('secret-hint', credential.hint) === clues.hint)
      .map((credential) => ({ holder, credential })),
  );
  const named = candidates.filter(({ holder }) => namesHolder(clues, holder.appId, holder.displayName));
  const [only, ...others] = named.length > 0 ? named : candidates;
  return only !== undefined && others.length === 0 ? only : null;
}

function namesHolder(clues: Clues, appId: string | null, displayName: string | null): boolean {
  const names = [...clues.principals, ...clues.hosts].map((name) => name.toLowerCase());
  return [appId, displayName].some((name) => name !== null && names.includes(name.toLowerCase()));
}

function ofHeld({ holder, credential }: HeldCredential, directory: Directory): Attribution {
  const principal = holder.kind === 'application' ? directory.servicePrincipalOf(holder) : holder;
  return {
    principalId: principal?.id ?? null,
    principalName: principal?.displayName ?? null,
    privileged: principal !== null && directory.isPrivileged(principal),
    applicationId: holder.appId,
    applicationName: holder.displayName,
    keyId: credential.keyId,
    owner: ownerName(directory.ownersOf(holder)[0], directory),
  };
}

function byName(clues: Clues, directory: Directory): Attribution | null {
  for (const name of clues.principals) {
    const principal = directory.resolvePrincipal(name);
    if (principal !== null) return ofPrincipal(principal, directory);
    const application = directory.applicationByAppId(name) ?? directory.applicationByName(name);
    if (application !== null) {
      return {
        ...UNKNOWN,
        applicationId: application.appId,
        applicationName: application.displayName,
        owner: ownerName(directory.ownersOf(application)[0], directory),
      };
    }
  }
  return null;
}

function ofPrincipal(principal: Principal, directory: Directory): Attribution {
  const privileged = directory.isPrivileged(principal);
  if (principal.kind === 'user') {
    const name = principal.userPrincipalName ?? principal.displayName;
    const owner = principal.manager === null ? null : ownerName(principal.manager, directory);
    return { ...UNKNOWN, principalId: principal.id, principalName: name, privileged, owner: owner ?? name };
  }
  return {
    ...UNKNOWN,
    principalId: principal.id,
    principalName: principal.displayName,
    privileged,
    applicationId: principal.appId,
    applicationName: principal.displayName,
    owner: ownerName(directory.ownersOf(principal)[0], directory),
  };
}

function ownerName(owner: OwnerReference | undefined, directory: Directory): string | null {
  if (owner === undefined) return null;
  const known = directory.resolvePrincipal(owner.id ?? owner.userPrincipalName ?? '');
  const name = known?.kind === 'user' ? known.userPrincipalName : (known?.displayName ?? null);
  return name ?? owner.userPrincipalName ?? owner.displayName ?? owner.id;
}
