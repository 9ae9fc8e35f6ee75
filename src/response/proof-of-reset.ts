import { compareSnapshots, type DirectoryChange, type DirectorySnapshot } from '../directory/index.ts';
import type { Proof } from './work-item.ts';

/** A snapshot with the source it came from. */
export interface SourcedSnapshot {
  readonly sourceId: string;
  readonly snapshot: DirectorySnapshot;
}

/** What must be proven: this key gone, or this principal's password changed, after the last time the secret was seen in use. */
export interface ProofWanted {
  readonly kind: string;
  readonly principalId: string | null;
  readonly applicationId: string | null;
  readonly keyId: string | null;
  /** The proof must be later: the last mail that states the secret, or the first theft, whichever is later. */
  readonly after: string | null;
}

type Fact = DirectoryChange & { readonly sourceId: string; readonly capturedAt: string };

/** Every change between consecutive snapshots, with the snapshot that shows it. @param snapshots oldest first. */
export function factsOf(snapshots: readonly SourcedSnapshot[]): readonly Fact[] {
  return snapshots.slice(1).flatMap((later, index) => {
    const earlier = snapshots[index];
    if (earlier === undefined) return [];
    const { sourceId, snapshot } = later;
    return compareSnapshots(earlier.snapshot, snapshot).map((change) => ({
      ...change,
      sourceId,
      capturedAt: snapshot.capturedAt,
    }));
  });
}

/** The proof that closes a credential; null where the directory shows none. */
export function proofOfReset(wanted: ProofWanted, facts: readonly Fact[]): Proof | null {
  const late = facts.filter((fact) => wanted.after === null || (fact.at ?? fact.capturedAt) > wanted.after);
  const found = late.find((fact) => proves(wanted, fact));
  if (found === undefined) return null;
  const what = found.what === 'password-changed' || found.what === 'credential-removed' ? 'reset' : 'deactivated';
  return { what, fact: found.what, at: found.at, sourceId: found.sourceId, detail: detailOf(found) };
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
