import type { CaseView } from '../case/index.ts';
import type { Instant } from '../core/index.ts';
import { type KnownMailbox, type Readiness, readiness, readinessPack } from '../review/index.ts';
import { lookInLogs } from './look-in-logs.ts';
import { storedSnapshots } from './snapshots.ts';

/** What the case's logs can answer at all, by the newest directory's mailboxes. */
export function caseReadiness(view: Pick<CaseView, 'folder' | 'store'>, asOf: Instant): Promise<Readiness> {
  const mailboxes = knownMailboxes(view);
  return lookInLogs(view, (events) => readiness(events, readinessPack(), mailboxes, asOf));
}

/** Members with an address, guests left out: their mailboxes are elsewhere. */
function knownMailboxes({ store }: Pick<CaseView, 'store'>): readonly KnownMailbox[] {
  const [newest] = storedSnapshots({ store }).toSorted((a, b) =>
    a.snapshot.capturedAt > b.snapshot.capturedAt ? -1 : 1,
  );
  return (newest?.snapshot.users ?? []).flatMap(({ mail, userPrincipalName, userType, licences }) => {
    const address = userPrincipalName ?? mail;
    return userType === 'Guest' || mail === null || address === null ? [] : [{ address, licences }];
  });
}
