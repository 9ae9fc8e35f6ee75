import type { Store } from '../../case/index.ts';
import type { Instant } from '../../core/index.ts';
import { hasIntake } from './intake-schema.ts';

/** Who says that messages were stolen: the provider, our own logs, or both. Counts of distinct stolen messages. */
export interface ManifestDifferences {
  readonly both: number;
  /** In a manifest given to us, and in no record of access that we hold. */
  readonly manifestOnly: number;
  /** In our logs, and in no manifest: beyond what we were told. */
  readonly logsOnly: number;
  /** In neither: exchanged with a compromised account, or quoting one. */
  readonly neither: number;
}

type DifferenceKind = keyof ManifestDifferences;

const CONDITION: { readonly [Kind in DifferenceKind]: string } = {
  both: 'manifest AND logs',
  manifestOnly: 'manifest AND NOT logs',
  logsOnly: 'logs AND NOT manifest',
  neither: 'NOT logs AND NOT manifest',
};

const ORIGINS = `SELECT s.id, max(o.origin = 'manifest') AS manifest, max(o.origin = 'mail-items-accessed') AS logs
  FROM stolen s JOIN stolen_origins o ON o.stolen = s.id GROUP BY s.id`;

/** How the provider's manifests and the one rebuilt from the logs differ; null where no log names stolen mail. */
export function manifestDifferences(store: Store): ManifestDifferences | null {
  if (!hasIntake(store)) return null;
  const count = (kind: DifferenceKind): number =>
    store.get<{ readonly n: number }>(`SELECT count(*) AS n FROM (${ORIGINS}) WHERE ${CONDITION[kind]}`)?.n ?? 0;
  const differences = {
    both: count('both'),
    manifestOnly: count('manifestOnly'),
    logsOnly: count('logsOnly'),
    neither: count('neither'),
  };
  return differences.both + differences.logsOnly === 0 ? null : differences;
}

/** What the logs name as taken out of one mailbox. */
export interface RebuiltMailbox {
  readonly mailbox: string;
  readonly messages: number;
  readonly from: Instant;
  readonly until: Instant;
}

/** The messages that our own logs name as taken, by mailbox. */
export function rebuiltByMailbox(store: Store): readonly RebuiltMailbox[] {
  if (!hasIntake(store)) return [];
  return store.all<RebuiltMailbox>(
    `SELECT mailbox, count(DISTINCT claim_key) AS messages, min(stolen_at) AS "from", max(stolen_at) AS "until"
     FROM manifest_entries WHERE origin = 'mail-items-accessed' GROUP BY mailbox ORDER BY mailbox`,
  );
}
