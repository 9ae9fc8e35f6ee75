import type { Store } from '../../case/index.ts';
import { hasIntake } from './intake-schema.ts';
import type { MatchTier, StolenReason, StolenStatus } from './judge.ts';

/** What reconciling came to, in counts of distinct stolen messages. */
export interface ReconcileCounts {
  /** Rows of all manifests given; those rebuilt from the logs stand beside them. */
  readonly manifestRows: number;
  readonly compromisedAccounts: number;
  /** Distinct stolen messages: the sum over the statuses. */
  readonly stolen: number;
  readonly byStatus: Readonly<Record<StolenStatus, number>>;
  /** Of those that a manifest claims. */
  readonly byTier: Readonly<Record<MatchTier, number>>;
  readonly byReason: Readonly<Partial<Record<StolenReason, number>>>;
  /** Messages of the evidence that are, may be or contain a stolen one. */
  readonly messages: number;
  readonly retrievalTasks: number;
}

const NOTHING: ReconcileCounts = {
  manifestRows: 0,
  compromisedAccounts: 0,
  stolen: 0,
  byStatus: { held: 0, partly: 0, missing: 0, extra: 0 },
  byTier: { exact: 0, strong: 0, candidates: 0, none: 0 },
  byReason: {},
  messages: 0,
  retrievalTasks: 0,
};

/** The counts of the last reconciliation; all zero where there was none. */
export function reconcileCounts(store: Store): ReconcileCounts {
  if (!hasIntake(store)) return NOTHING;
  const count = (sql: string): number => store.get<{ readonly n: number }>(`SELECT count(*) AS n FROM ${sql}`)?.n ?? 0;
  const grouped = (sql: string): Readonly<Record<string, number>> =>
    Object.fromEntries(store.all<{ readonly key: string; readonly n: number }>(sql).map(({ key, n }) => [key, n]));
  return {
    manifestRows: count("manifest_entries WHERE origin = 'manifest'"),
    compromisedAccounts: count('compromised_accounts'),
    stolen: count('stolen'),
    byStatus: { ...NOTHING.byStatus, ...grouped('SELECT status AS key, count(*) AS n FROM stolen GROUP BY status') },
    byTier: {
      ...NOTHING.byTier,
      ...grouped('SELECT tier AS key, count(*) AS n FROM stolen WHERE tier IS NOT NULL GROUP BY tier'),
    },
    byReason: grouped(
      "SELECT j.value AS key, count(*) AS n FROM stolen s, json_each(s.reasons) j WHERE s.reasons <> '[]' GROUP BY j.value ORDER BY j.value",
    ),
    messages: count('(SELECT DISTINCT message FROM stolen_copies)'),
    retrievalTasks: count('retrieval_tasks'),
  };
}
