import type { Store } from '../case/index.ts';
import { reconcileCounts, type StolenMessage, stolenOf } from '../intake/index.ts';
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
  for (const status of ['missing', 'partly', 'extra'] as const) {
    for (const message of stolenOf(store, status)) {
      if (rows.length === LISTED) return rows;
      rows.push(rowOf(message));
    }
  }
  return rows;
}

function rowOf(message: StolenMessage): CorrespondenceRow {
  return {
    status: message.status,
    tier: message.tier ?? 'by account',
    messageId: message.messageId,
    sentAt: message.sentAt,
    sender: message.sender,
    subject: message.subject,
    reason: message.reasons.join(', ').replaceAll('-', ' ') || null,
  };
}
