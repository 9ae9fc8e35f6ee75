import type { Store } from '../case/index.ts';
import {
  reconcileCounts,
  retrievalTasksOf,
  type StolenMessage,
  type StoredRetrievalTask,
  stolenOf,
} from '../intake/index.ts';
import type { CorrespondenceRow, StatusReport } from './status-report.ts';

const LISTED = 500;

/** The stolen correspondence: counts, then what is not held in full, then what the manifest lacks. */
export function correspondence(store: Store): StatusReport['correspondence'] {
  const counts = reconcileCounts(store);
  const { held, partly, missing, extra } = counts.byStatus;
  return {
    held,
    partly,
    missing,
    extra,
    rows: rowsOf(store),
    total: partly + missing + extra,
    tasks: counts.retrievalTasks,
  };
}

function rowsOf(store: Store): readonly CorrespondenceRow[] {
  const rows: CorrespondenceRow[] = [];
  const tasks = new Map([...retrievalTasksOf(store)].map((task) => [task.stolen, task]));
  for (const status of ['missing', 'partly', 'extra'] as const) {
    for (const message of stolenOf(store, status)) {
      if (rows.length === LISTED) return rows;
      rows.push(rowOf(message, tasks.get(message.id)));
    }
  }
  return rows;
}

function rowOf(message: StolenMessage, task: StoredRetrievalTask | undefined): CorrespondenceRow {
  return {
    status: message.status,
    tier: message.tier ?? 'by account',
    messageId: message.messageId,
    sentAt: message.sentAt,
    sender: message.sender,
    subject: message.subject,
    reason: message.reasons.join(', ').replaceAll('-', ' ') || null,
    retrieval: task === undefined ? null : retrievalText(task),
  };
}

function retrievalText({ holders, kql, providerRequest }: StoredRetrievalTask): string {
  const ask = holders.length > 0 ? `ask ${holders.slice(0, HOLDERS).join(', ')}` : providerRequest;
  return kql === null ? ask : `${ask}; Purview: ${kql}`;
}

const HOLDERS = 3;
