import { compareSnapshots, type DirectoryChange, type DirectorySnapshot } from '../directory/index.ts';
import type { SourcedSnapshot } from './directory-states.ts';
import type { Proof } from './work-item.ts';

/** What must be proven: this key gone, or this principal's password changed, after the last time the secret was seen in use. */
export interface ProofWanted {
  readonly kind: string;
  readonly principalId: string | null;
  readonly applicationId: string | null;
  readonly keyId: string | null;
  /** The proof must be later: the last mail that states the secret, or the first theft, whichever is later; null where neither is dated. */
  readonly after: string | null;
}

type Fact = DirectoryChange & { readonly sourceId: string; readonly capturedAt: string };

/**
 * Every change from one state of the directory to the next, with the export that shows it. What was undone since is left out: a
 * disabled account that is enabled again proves nothing.
 * @param states oldest first.
 */
export function factsOf(states: readonly SourcedSnapshot[]): readonly Fact[] {
  const newest = states.at(-1);
  if (newest === undefined) return [];
  return states.slice(1).flatMap((later, index) => {
    const earlier = states[index];
    if (earlier === undefined) return [];
    const { sourceId, snapshot } = later;
    return compareSnapshots(earlier.snapshot, snapshot)
      .filter((change) => !isUndone(change, newest.snapshot))
      .map((change) => ({ ...change, sourceId, capturedAt: snapshot.capturedAt }));
  });
}

function isUndone(change: DirectoryChange, { users, applications, servicePrincipals }: DirectorySnapshot): boolean {
  const { id } = change.subject;
  switch (change.what) {
    case 'account-removed':
    case 'application-removed':
      return [...users, ...applications, ...servicePrincipals].some((entry) => entry.id === id);
    case 'account-disabled':
    case 'application-disabled':
      return [...users, ...servicePrincipals].some((entry) => entry.id === id && entry.accountEnabled === true);
    case 'credential-removed':
      return [...applications, ...servicePrincipals].some((holder) =>
        holder.credentials?.some((credential) => credential.keyId === change.keyId),
      );
    default:
      return false;
  }
}

/** The proof that closes a credential; null where the directory shows none. */
export function proofOfReset(wanted: ProofWanted, facts: readonly Fact[]): Proof | null {
  const found = facts.find((fact) => isLater(wanted, fact) && proves(wanted, fact));
  if (found === undefined) return null;
  const what = found.what === 'password-changed' || found.what === 'credential-removed' ? 'reset' : 'deactivated';
  return { what, fact: found.what, at: found.at, sourceId: found.sourceId, detail: detailOf(found) };
}

/** A mail without a date may be later than any change of its password; a key or an account that is gone stays gone. */
function isLater({ after }: ProofWanted, fact: Fact): boolean {
  return after === null ? fact.what !== 'password-changed' : (fact.at ?? fact.capturedAt) > after;
}

const PASSWORD_KINDS = new Set(['password', 'passphrase', 'header']);

function proves(wanted: ProofWanted, fact: Fact): boolean {
  if (fact.what === 'credential-removed') return wanted.keyId !== null && fact.keyId === wanted.keyId;
  if (fact.what === 'application-removed' || fact.what === 'application-disabled') {
    return wanted.applicationId !== null && fact.subject.name?.toLowerCase() === wanted.applicationId.toLowerCase();
  }
  const about = wanted.principalId !== null && fact.subject.id === wanted.principalId;
  if (!about || !PASSWORD_KINDS.has(wanted.kind)) return false;
  return fact.what === 'password-changed' || fact.what === 'account-disabled' || fact.what === 'account-removed';
}

const SAID: { readonly [What in DirectoryChange['what']]: string } = {
  'password-changed': 'password changed',
  'account-disabled': 'account disabled',
  'account-enabled': 'account enabled',
  'account-removed': 'account removed',
  'application-removed': 'application removed',
  'application-disabled': 'application disabled',
  'credential-added': 'credential added',
  'credential-removed': 'key removed',
};

function detailOf(fact: Fact): string {
  const when = fact.at === null ? `by ${fact.capturedAt.slice(0, 16)}Z` : `on ${fact.at.slice(0, 16)}Z`;
  const key = fact.what === 'credential-removed' ? ` ${fact.keyId}` : '';
  return `${SAID[fact.what]}${key} ${when}, by the directory export of ${fact.capturedAt.slice(0, 16)}Z`;
}
