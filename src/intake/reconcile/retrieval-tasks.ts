import type { Store } from '../../case/index.ts';
import { hasIntake } from './intake-schema.ts';
import type { StolenReason, StolenStatus } from './judge.ts';
import type { RetrievalTask } from './retrieval-task.ts';

/** A retrieval task with the stolen message it is for and the manifest rows that claim it. */
export interface StoredRetrievalTask extends RetrievalTask {
  readonly id: string;
  /** `stolen.id`. */
  readonly stolen: string;
  readonly status: StolenStatus;
  readonly reasons: readonly StolenReason[];
  readonly rows: readonly { readonly sourceId: string; readonly row: number }[];
}

/** The retrieval tasks in the order of their stolen messages. */
export function* retrievalTasksOf(store: Store): Generator<StoredRetrievalTask> {
  if (!hasIntake(store)) return;
  const tasks = store.each<{
    id: string;
    stolen: string;
    status: StolenStatus;
    reasons: string;
    kql: string | null;
    graph_path: string | null;
    holders: string;
    provider_request: string;
  }>(
    `SELECT t.id, t.stolen, s.status, s.reasons, t.kql, t.graph_path, t.holders, t.provider_request
     FROM retrieval_tasks t JOIN stolen s ON s.id = t.stolen ORDER BY t.stolen`,
  );
  for (const { graph_path, provider_request, reasons, holders, ...task } of tasks) {
    const rows = store.all<{ sourceId: string; row: number }>(
      "SELECT source_id AS sourceId, row FROM stolen_origins WHERE stolen = ? AND origin <> 'accounts' ORDER BY source_id, row",
      task.stolen,
    );
    yield {
      ...task,
      reasons: JSON.parse(reasons),
      graphPath: graph_path,
      holders: JSON.parse(holders),
      providerRequest: provider_request,
      rows,
    };
  }
}
