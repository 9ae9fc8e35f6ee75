import type { Case } from '../case/index.ts';
import { workItem } from './read-work.ts';
import { ResponseError } from './response-error.ts';
import type { Decision, WorkItem } from './work-item.ts';

/**
 * Records what a person decided of a credential, in the case and in the ledger. It plans; only proof closes.
 * @param reason why; needed for `keep` and `false-positive`.
 * @throws ResponseError `credential-not-found`, `credential-ambiguous`, `reason-needed`.
 */
export function decide(kase: Case, id: string, decision: Decision, reason: string, by: string): WorkItem {
  const item = workItem(kase.store, id);
  if (reason.trim() === '' && (decision === 'keep' || decision === 'false-positive')) {
    throw new ResponseError(
      'reason-needed',
      `"${decision}" needs a reason`,
      'Add --reason "…": it stands in every report.',
      2,
    );
  }
  const at = kase.clock.now();
  kase.ledger.append('decision', { credential: item.id, decision, reason, by, decidedAt: at });
  kase.store.run(
    'INSERT INTO decisions (credential, decision, reason, by_whom, at) VALUES (?, ?, ?, ?, ?)',
    item.id,
    decision,
    reason,
    by,
    at,
  );
  return workItem(kase.store, item.id);
}

/**
 * Makes `owner` answer for a credential.
 * @throws ResponseError `credential-not-found`, `credential-ambiguous`.
 */
export function assign(kase: Case, id: string, owner: string, by: string): WorkItem {
  const item = workItem(kase.store, id);
  const at = kase.clock.now();
  kase.ledger.append('assignment', { credential: item.id, owner, by, assignedAt: at });
  kase.store.run(
    'INSERT INTO assignments (credential, owner, by_whom, at) VALUES (?, ?, ?, ?)',
    item.id,
    owner,
    by,
    at,
  );
  return workItem(kase.store, item.id);
}
