import type { Instant } from '../core/index.ts';
import type { Application, DirectoryCredential, DirectorySnapshot, Principal } from './snapshot.ts';

/** What of the directory changed. `id` is the directory's object id, lower case. */
export interface DirectorySubject {
  readonly kind: 'user' | 'service-principal' | 'application';
  readonly id: string;
  /** User principal name, or application id; null where the export has none. */
  readonly name: string | null;
}

/** One change between two snapshots. `at` is when it happened where the directory says so; else it was between the two. */
export type DirectoryChange =
  | {
      readonly subject: DirectorySubject;
      readonly what:
        | 'password-changed'
        | 'account-disabled'
        | 'account-enabled'
        | 'account-removed'
        | 'application-removed'
        | 'application-disabled';
      readonly at: Instant | null;
    }
  | {
      readonly subject: DirectorySubject;
      readonly what: 'credential-added' | 'credential-removed';
      readonly keyId: string;
      readonly at: Instant | null;
    };

/**
 * What changed from `before` to `after`, in order of subject kind, id, change and key. An absence counts only where `after` holds
 * the whole section, a missing credential only where it lists that application's credentials.
 */
export function compareSnapshots(before: DirectorySnapshot, after: DirectorySnapshot): readonly DirectoryChange[] {
  const changes = [
    ...compareEntries(before.users, after.users, after.completeness.users === 'whole'),
    ...compareEntries(
      before.servicePrincipals,
      after.servicePrincipals,
      after.completeness.servicePrincipals === 'whole',
    ),
    ...compareEntries(before.applications, after.applications, after.completeness.applications === 'whole'),
  ];
  return changes.sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));
}

type Entry = Principal | Application;

function compareEntries(before: readonly Entry[], after: readonly Entry[], whole: boolean): readonly DirectoryChange[] {
  const later = new Map(after.map((entry) => [entry.id, entry]));
  return before.flatMap((entry) => {
    const now = later.get(entry.id);
    if (now !== undefined) return compareEntry(entry, now);
    return whole ? [{ subject: subjectOf(entry), what: removal(entry), at: null }] : [];
  });
}

function compareEntry(before: Entry, after: Entry): readonly DirectoryChange[] {
  const changes: DirectoryChange[] = [];
  const subject = subjectOf(after);
  if (
    before.kind === 'user' &&
    after.kind === 'user' &&
    passwordChanged(before.lastPasswordChangeAt, after.lastPasswordChangeAt)
  ) {
    changes.push({ subject, what: 'password-changed', at: after.lastPasswordChangeAt });
  }
  if (before.kind !== 'application' && after.kind !== 'application' && before.accountEnabled !== after.accountEnabled) {
    if (after.accountEnabled === false) changes.push({ subject, what: disabling(after), at: null });
    if (after.accountEnabled === true && before.accountEnabled === false) {
      changes.push({ subject, what: 'account-enabled', at: null });
    }
  }
  if (before.kind !== 'user' && after.kind !== 'user') {
    changes.push(...compareCredentials(subject, before.credentials, after.credentials));
  }
  return changes;
}

function passwordChanged(before: Instant | null, after: Instant | null): boolean {
  return before !== null && after !== null && after > before;
}

function compareCredentials(
  subject: DirectorySubject,
  before: readonly DirectoryCredential[] | null,
  after: readonly DirectoryCredential[] | null,
): readonly DirectoryChange[] {
  if (before === null || after === null) return [];
  const old = new Set(before.map((one) => one.keyId));
  const now = new Set(after.map((one) => one.keyId));
  return [
    ...after
      .filter((one) => !old.has(one.keyId))
      .map((one) => ({ subject, what: 'credential-added' as const, keyId: one.keyId, at: one.startAt })),
    ...before
      .filter((one) => !now.has(one.keyId))
      .map((one) => ({ subject, what: 'credential-removed' as const, keyId: one.keyId, at: null })),
  ];
}

function removal(entry: Entry): 'account-removed' | 'application-removed' {
  return entry.kind === 'user' ? 'account-removed' : 'application-removed';
}

function disabling(entry: Principal): 'account-disabled' | 'application-disabled' {
  return entry.kind === 'user' ? 'account-disabled' : 'application-disabled';
}

function subjectOf(entry: Entry): DirectorySubject {
  return { kind: entry.kind, id: entry.id, name: entry.kind === 'user' ? entry.userPrincipalName : entry.appId };
}

function sortKey(change: DirectoryChange): string {
  return [change.subject.kind, change.subject.id, change.what, 'keyId' in change ? change.keyId : ''].join('\0');
}
