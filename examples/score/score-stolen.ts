import type { ScoredCase } from '../scored-case.ts';
import type { MessageStatus, Truth } from '../truth/truth.ts';
import { type MessageKeys, messageKeysAmong, overlap, without } from './message-set.ts';
import { bareId } from './places.ts';
import type { Ratio, Score } from './score.ts';

const STATUSES = ['held', 'partly', 'missing', 'extra'] as const;

function precision(given: ReadonlySet<string>, wanted: ReadonlySet<string>, arguable: ReadonlySet<string>): Ratio {
  return overlap(without(given, without(arguable, wanted)), wanted);
}

function scoreAccountsAlone(
  truth: Truth,
  results: ScoredCase,
  arguable: ReadonlySet<string>,
  messageKeys: MessageKeys,
): Score['accountsAlone'] {
  if (results.stolenByAccountsAlone === undefined) return null;
  const given = messageKeys(results.stolenByAccountsAlone);
  const ours = messageKeys(truth.stolen.filter((message) => message.status !== 'missing'));
  const reachable = messageKeys(truth.stolen.filter((message) => message.byAccounts));
  return {
    recall: overlap(ours, given),
    precision: precision(given, ours, arguable),
    reachable: overlap(reachable, given),
  };
}

function scoreByLogs(truth: Truth, results: ScoredCase): Score['byLogs'] {
  if (results.stolenByLogs === undefined) return null;
  // Audit records know a message by its id alone, which several may share.
  const ids = (messages: readonly { readonly messageId: string | null }[]): ReadonlySet<string> =>
    new Set(messages.flatMap(({ messageId }) => (messageId === null ? [] : [bareId(messageId)])));
  const [read, given] = [ids(truth.readByThief), ids(results.stolenByLogs)];
  return { recall: overlap(read, given), precision: overlap(given, read) };
}

/** The part of the score that is about which messages were stolen, and what we hold of them. */
export function scoreStolen(
  truth: Truth,
  results: ScoredCase,
): Pick<Score, 'stolenRecall' | 'stolenPrecision' | 'accountsAlone' | 'byLogs' | 'reconciliation'> {
  const messageKeys = messageKeysAmong([...truth.stolen, ...truth.quotingStolen]);
  const wanted = messageKeys(truth.stolen);
  const given = messageKeys(STATUSES.flatMap((status) => results.stolen[status]));
  const arguable = messageKeys(truth.quotingStolen);
  const status = (name: MessageStatus) =>
    overlap(messageKeys(truth.stolen.filter((message) => message.status === name)), messageKeys(results.stolen[name]));
  return {
    stolenRecall: overlap(wanted, given),
    stolenPrecision: precision(given, wanted, arguable),
    byLogs: scoreByLogs(truth, results),
    accountsAlone: scoreAccountsAlone(truth, results, arguable, messageKeys),
    reconciliation: {
      held: status('held'),
      partly: status('partly'),
      missing: status('missing'),
      extra: status('extra'),
    },
  };
}
