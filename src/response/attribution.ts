import type { KeyedHash } from '../core/index.ts';
import type { Directory, HeldCredential } from '../directory/index.ts';
import { type Belonging, belongingToApplication, belongingToPrincipal, UNKNOWN } from './attribution-of.ts';
import { type Tie, type TieEvidence, tieBy } from './tie.ts';

/** Whose a credential is, as far as the directory tells, and what ties it there; null where nothing does. */
export interface Attribution extends Belonging {
  readonly tie: Tie | null;
}

/** A name that a text gives with a credential, and where. */
export interface StatedName {
  readonly name: string;
  readonly evidence: TieEvidence | null;
}

/** What the text says of a credential: the names beside it, and the keyed hash of its first three characters. */
export interface Clues {
  readonly kind: string;
  readonly principals: readonly StatedName[];
  readonly hosts: readonly string[];
  readonly hint: string;
  /** When the first message it stands in was sent; null where none is dated. */
  readonly firstSent: string | null;
}

/** What nothing ties to anybody. */
export const UNTIED: Attribution = { ...UNKNOWN, tie: null };

/**
 * Ties a credential to its principal, application and owner by what is certain. A client secret is met by its hint, which must be the only one
 * with those three characters that was valid when it was mailed, or belong to an application that the text names; anything else by the first name
 * that resolves.
 * @param directories newest snapshot last; older ones still know what was since removed.
 */
export function attribute(clues: Clues, directories: readonly Directory[], hash: KeyedHash): Attribution {
  for (const directory of directories) {
    const held = clues.kind === 'client-secret' ? heldByHint(clues, directory, hash) : null;
    if (held !== null) return { ...ofHeld(held, directory), tie: tieBy('hint', null) };
  }
  for (const directory of directories.toReversed()) {
    const found = byName(clues, directory);
    if (found !== null) return found;
  }
  return UNTIED;
}

function heldByHint(clues: Clues, directory: Directory, hash: KeyedHash): HeldCredential | null {
  const { applications, servicePrincipals } = directory.snapshot;
  const candidates = [...applications, ...servicePrincipals].flatMap((holder) =>
    (holder.credentials ?? [])
      .filter((credential) => credential.hint !== null && hash.hex('secret-hint', credential.hint) === clues.hint)
      .map((credential) => ({ holder, credential })),
  );
  const named = candidates.filter(({ holder }) => namesHolder(clues, holder.appId, holder.displayName));
  return onlyOf(named.length > 0 ? named : candidates, clues.firstSent);
}

/** Of several keys that begin alike, those do not count that were made after the mail, or had ended before it. */
function onlyOf(held: readonly HeldCredential[], sentAt: string | null): HeldCredential | null {
  const possible = held.filter(
    ({ credential: { startAt, endAt } }) =>
      sentAt === null || ((startAt === null || startAt <= sentAt) && (endAt === null || endAt >= sentAt)),
  );
  const [only, ...others] = held.length === 1 ? held : possible;
  return only !== undefined && others.length === 0 ? only : null;
}

function namesHolder(clues: Clues, appId: string | null, displayName: string | null): boolean {
  const names = [...clues.principals.map(({ name }) => name), ...clues.hosts].map((name) => name.toLowerCase());
  return [appId, displayName].some((name) => name !== null && names.includes(name.toLowerCase()));
}

function ofHeld({ holder, credential }: HeldCredential, directory: Directory): Belonging {
  const belonging =
    holder.kind === 'application' ? belongingToApplication(holder, directory) : belongingToPrincipal(holder, directory);
  return { ...belonging, keyId: credential.keyId };
}

function byName(clues: Clues, directory: Directory): Attribution | null {
  for (const { name, evidence } of clues.principals) {
    const tie = tieBy('stated', evidence);
    const principal = directory.resolvePrincipal(name);
    if (principal !== null) return { ...belongingToPrincipal(principal, directory), tie };
    const application = directory.applicationByAppId(name) ?? directory.applicationByName(name);
    if (application !== null) return { ...belongingToApplication(application, directory), tie };
  }
  return null;
}
