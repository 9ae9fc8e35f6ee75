import type { CaseView } from '../case/index.ts';
import type { Instant } from '../core/index.ts';
import {
  auditSettingsOf,
  type EventQueries,
  type KnownMailbox,
  type Readiness,
  readiness,
  readinessPack,
} from '../review/index.ts';
import { lookInLogs } from './look-in-logs.ts';
import { storedSnapshots } from './snapshots.ts';

/** What the case's logs can answer at all, by the newest directory's mailboxes and the exports of auditing settings. */
export function caseReadiness(view: Pick<CaseView, 'folder' | 'store'>, asOf: Instant): Promise<Readiness> {
  return lookInLogs(view, (events) => readinessIn(events, view, asOf));
}

/** The same, of an event table that is open. */
export function readinessIn(events: EventQueries, view: Pick<CaseView, 'store'>, asOf: Instant): Promise<Readiness> {
  return readiness(events, readinessPack(), knownMailboxes(view), auditSettingsOf(view.store), asOf);
}

/** Members with an address, guests left out: their mailboxes are elsewhere. */
function knownMailboxes({ store }: Pick<CaseView, 'store'>): readonly KnownMailbox[] {
  const withUsers = storedSnapshots({ store }).filter(({ snapshot }) => snapshot.users.length > 0);
  const [newest] = withUsers.toSorted((a, b) => (a.snapshot.capturedAt > b.snapshot.capturedAt ? -1 : 1));
  return (newest?.snapshot.users ?? []).flatMap(({ mail, userPrincipalName, userType, licences }) => {
    const address = userPrincipalName ?? mail;
    return userType === 'Guest' || mail === null || address === null ? [] : [{ address, licences }];
  });
}
