import type { Application, Directory, OwnerReference, Principal } from '../directory/index.ts';

/** Whose a credential is, as the directory has it. */
export interface Belonging {
  readonly principalId: string | null;
  readonly principalName: string | null;
  readonly privileged: boolean;
  readonly applicationId: string | null;
  readonly applicationName: string | null;
  readonly keyId: string | null;
  readonly owner: string | null;
}

export const UNKNOWN: Belonging = {
  principalId: null,
  principalName: null,
  privileged: false,
  applicationId: null,
  applicationName: null,
  keyId: null,
  owner: null,
};

/** A user answers through the manager, else alone; a service principal through its owners. */
export function belongingToPrincipal(principal: Principal, directory: Directory): Belonging {
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

export function belongingToApplication(application: Application, directory: Directory): Belonging {
  const principal = directory.servicePrincipalOf(application);
  return {
    ...UNKNOWN,
    principalId: principal?.id ?? null,
    principalName: principal?.displayName ?? null,
    privileged: principal !== null && directory.isPrivileged(principal),
    applicationId: application.appId,
    applicationName: application.displayName,
    owner: ownerName(directory.ownersOf(application)[0], directory),
  };
}

function ownerName(owner: OwnerReference | undefined, directory: Directory): string | null {
  if (owner === undefined) return null;
  const known = directory.resolvePrincipal(owner.id ?? owner.userPrincipalName ?? '');
  const name = known?.kind === 'user' ? known.userPrincipalName : (known?.displayName ?? null);
  return name ?? owner.userPrincipalName ?? owner.displayName ?? owner.id;
}
