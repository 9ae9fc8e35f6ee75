import type { ScoredCase, ScoredCredential, ScoredMessage } from '../../examples/index.ts';
import type { Case } from '../case/index.ts';
import { type StolenMessage, stolenOf } from '../intake/index.ts';
import { type WorkItem, workItems } from '../response/index.ts';
import { type CoverageCell, coverageOf, findingsOf } from '../review/index.ts';
import { fingerprintOf, SecretValue } from '../secrets/index.ts';

/** A finished case as the example's scorer wants it. No value leaves the case: the scorer asks for fingerprints of what it planted. */
export function scoredCase(kase: Case): ScoredCase {
  const { store } = kase;
  const scored = (message: StolenMessage) => scoredMessage(kase, message);
  const byStatus = (status: StolenMessage['status']) =>
    [...stolenOf(store)].filter((message) => isTold(message) && statusOf(message) === status).map(scored);
  const byAccounts = [...stolenOf(store)].filter((message) =>
    message.origins.some(({ origin }) => origin === 'accounts'),
  );
  return {
    fingerprint: (value) => fingerprintOf(new SecretValue(value), kase.hash),
    credentials: workItems(store).map((item) => scoredCredential(kase, item)),
    stolen: {
      held: byStatus('held'),
      partly: byStatus('partly'),
      missing: byStatus('missing'),
      extra: byStatus('extra'),
    },
    stolenByAccountsAlone: byAccounts.map(scored),
    stolenByLogs: [...stolenOf(store)].filter(isInLogs).map(scored),
    findings: findingsOf(store)
      .filter((finding) => finding.answer === 'raised')
      .map(({ detection, principal, mailbox, application, ip, from, until }) => ({
        detection,
        principal: principal ?? mailbox,
        application,
        ip,
        from: from ?? '',
        until: until ?? '',
      })),
    coverageGaps: coverageGaps(kase),
  };
}

const isInLogs = ({ origins }: StolenMessage) => origins.some(({ origin }) => origin === 'mail-items-accessed');
const isTold = ({ origins }: StolenMessage) => origins.some(({ origin }) => origin !== 'mail-items-accessed');

/** What the provider's manifest lacks and the accounts select is beyond it, though our own logs name it. */
function statusOf({ status, origins }: StolenMessage): StolenMessage['status'] {
  const isListed = origins.some(({ origin }) => origin === 'manifest');
  return isListed || origins.every(({ origin }) => origin !== 'accounts') ? status : 'extra';
}

function coverageGaps({ store }: Case): ScoredCase['coverageGaps'] {
  const cells = coverageOf(store).filter(({ source }) => source !== 'mail-access');
  const named = new Set(cells.filter((cell) => cell.principalRecords > 0).map(inSource));
  const resolved = new Set(
    workItems(store).flatMap((item) => [
      ...(item.principalId === null ? [] : [item.principalName ?? item.principalId]),
      ...(item.applicationId === null ? [] : [item.applicationName ?? item.applicationId]),
    ]),
  );
  return cells
    .filter(({ state }) => state !== 'clean' && state !== 'findings')
    .map((cell) => ({ ...cell, known: resolved.has(cell.principal) || named.has(inSource(cell)) }))
    .map(({ principal, known, source, day }) => ({ principal, known, source, day }));
}

const inSource = ({ principal, source }: CoverageCell) => `${source} ${principal}`;

/** A claim without a Message-ID is named by that of the copy we hold. */
function scoredMessage({ store }: Case, { messageId, sender, sentAt, copies }: StolenMessage): ScoredMessage {
  const [copy] = copies;
  const held =
    copy === undefined
      ? null
      : store.get<{ message_id: string | null }>('SELECT message_id FROM messages WHERE id = ?', copy.message);
  return { messageId: messageId ?? held?.message_id ?? null, from: sender, sentAt };
}

function scoredCredential({ store }: Case, item: WorkItem): ScoredCredential {
  const occurrences = store.all<ScoredCredential['occurrences'][number]>(
    `SELECT s.relative AS source, m.message_id AS "messageId", o.part
     FROM occurrences o JOIN messages m ON m.id = o.message JOIN sources s ON s.id = m.source_id WHERE o.fingerprint = ?`,
    item.fingerprint,
  );
  const proven = { reset: 'proven', deactivated: 'deactivated' } as const;
  const { state } = item.resolution;
  return {
    fingerprint: item.fingerprint,
    confidence: item.confidence,
    kind: item.kind,
    rule: item.rule,
    principal: item.principalName ?? item.namedPrincipal,
    application: item.applicationName,
    tied: item.tie !== null,
    occurrences,
    stolen: item.stolen,
    resolution: state === 'reset' || state === 'deactivated' ? proven[state] : 'open',
  };
}
