import type { Case, Store } from '../../case/index.ts';
import { deriveId } from '../../core/index.ts';
import type { Claim } from './claim.ts';
import { migrateIntake } from './intake-schema.ts';
import { isLack, type StolenReason, type StolenStatus, unreadReasons, type Verdict } from './judge.ts';
import { matchClaims } from './match-claims.ts';
import { type ReconcileCounts, reconcileCounts } from './reconcile-counts.ts';
import { needsRetrieval, retrievalTask } from './retrieval-task.ts';
import { matchAddresses, type SelectedMessage, selectByAccounts, selectedId } from './select-by-accounts.ts';
import { selectByFolders, type TakenMessage } from './select-by-folders.ts';

export interface ReconcileOptions {
  /** Our own mail domains, by which likely holders of missing messages are told; without them every correspondent counts. */
  readonly domains?: readonly string[];
}

type Kase = Pick<Case, 'store' | 'hash'>;

/**
 * Sets what was stolen, by the manifests and by the compromised accounts, against what the evidence holds, and rewrites the answer in one
 * transaction: the same evidence and lists give the same rows. Memory does not grow with either.
 */
export function reconcile(kase: Kase, options: ReconcileOptions = {}): ReconcileCounts {
  const { store } = kase;
  migrateIntake(store);
  return withCache(store, () => store.transaction(() => rewrite(kase, options)));
}

/** Look-ups go all over the evidence: with SQLite's 2 MB of cache, most would read a page anew. */
const CACHE = 'PRAGMA cache_size = -65536';

function withCache<Result>(store: Store, work: () => Result): Result {
  const before = store.get<{ readonly cache_size: number }>('PRAGMA cache_size')?.cache_size ?? -2000;
  store.run(CACHE);
  try {
    return work();
  } finally {
    store.run(`PRAGMA cache_size = ${before}`);
  }
}

function rewrite(kase: Kase, options: ReconcileOptions): ReconcileCounts {
  const { store } = kase;
  for (const table of ['retrieval_tasks', 'stolen_origins', 'stolen_copies', 'stolen'])
    store.run(`DELETE FROM ${table}`);
  matchAddresses(store);
  const domains = new Set((options.domains ?? []).map((domain) => domain.toLowerCase()));
  for (const { claim, verdict } of matchClaims(kase)) {
    insertClaim(store, claim, verdict);
    if (needsRetrieval(verdict)) insertTask(kase, claim, domains);
  }
  const unclaimed = store.get("SELECT 1 FROM manifest_entries WHERE origin = 'manifest'") === null ? 'held' : 'extra';
  for (const selected of selectByAccounts(kase)) insertSelected(kase, selected, unclaimed);
  for (const taken of selectByFolders(kase)) insertTaken(kase, taken, unclaimed);
  markQuoting(store);
  return reconcileCounts(store);
}

function insertClaim(store: Store, claim: Claim, { status, tier, reasons, copies }: Verdict): void {
  insertStolen(store, { ...claim, status, tier, reasons });
  for (const { message, kind, agreed, differed } of copies) {
    insertCopy(store, claim.id, message.id, kind, JSON.stringify(agreed), JSON.stringify(differed));
  }
  for (const { sourceId, row, origin } of claim.rows) insertOrigin(store, claim.id, origin, sourceId, row, '', '');
}

interface StolenRow {
  readonly id: string;
  readonly status: StolenStatus;
  readonly tier: string | null;
  readonly reasons: readonly StolenReason[];
  readonly messageId: string | null;
  readonly subject: string | null;
  readonly sender: string | null;
  readonly sentAt: string | null;
  readonly firstTheft: string | null;
  readonly rowCount: number;
}

/** A second row of one id is another copy of it, or more rows of its claim: the most complete copy decides. */
function insertStolen(store: Store, row: StolenRow): void {
  store.run(
    `INSERT INTO stolen (id, status, tier, reasons, message_id_normal, subject, sender, sent_at, first_theft, manifest_rows)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET manifest_rows = manifest_rows + excluded.manifest_rows,
       reasons = CASE WHEN status = 'partly' AND excluded.status = 'held' THEN excluded.reasons ELSE reasons END,
       status = CASE WHEN status = 'partly' AND excluded.status = 'held' THEN 'held' ELSE status END`,
    ...[row.id, row.status, row.tier, JSON.stringify(row.reasons), row.messageId, row.subject, row.sender, row.sentAt],
    ...[row.firstTheft, row.rowCount],
  );
}

function insertCopy(
  store: Store,
  stolen: string,
  message: string,
  kind: string,
  agreed: string,
  differed: string,
): void {
  store.run(
    'INSERT OR IGNORE INTO stolen_copies (stolen, message, kind, agreed, differed) VALUES (?, ?, ?, ?, ?)',
    ...[stolen, message, kind, agreed, differed],
  );
}

function insertOrigin(
  store: Store,
  stolen: string,
  origin: string,
  sourceId: string,
  row: number,
  account: string,
  role: string,
): void {
  store.run(
    'INSERT OR IGNORE INTO stolen_origins (stolen, origin, source_id, row, account, role) VALUES (?, ?, ?, ?, ?, ?)',
    ...[stolen, origin, sourceId, row, account, role],
  );
}

function insertTask({ store, hash }: Kase, claim: Claim, domains: ReadonlySet<string>): void {
  const isCompromised = (address: string): boolean =>
    store.get('SELECT 1 FROM compromised_addresses WHERE address = ?', address) !== null;
  const task = retrievalTask(claim, isCompromised, domains);
  store.run(
    'INSERT OR IGNORE INTO retrieval_tasks (id, stolen, kql, graph_path, holders, provider_request) VALUES (?, ?, ?, ?, ?, ?)',
    ...[
      deriveId(hash, 'retrieve', claim.id),
      claim.id,
      task.kql,
      task.graphPath,
      JSON.stringify(task.holders),
      task.providerRequest,
    ],
  );
}

/** A message the accounts select joins the claims it is a copy of, or becomes a stolen message of its own. */
function insertSelected(kase: Kase, selected: SelectedMessage, unclaimed: Unclaimed): void {
  for (const id of stolenIds(kase, selected, unclaimed, [])) {
    for (const { account, sourceId, row, role } of selected.by)
      insertOrigin(kase.store, id, 'accounts', sourceId, row, account, role);
    noteTheft(kase.store, id, selected.firstTheft);
  }
}

/** Likewise one that stood in a folder taken as a whole. */
function insertTaken(kase: Kase, taken: TakenMessage, unclaimed: Unclaimed): void {
  const reasons: readonly StolenReason[] = taken.folderKnown ? [] : ['folder-unknown'];
  for (const id of stolenIds(kase, taken, unclaimed, reasons)) {
    insertOrigin(kase.store, id, 'mail-items-accessed', taken.sourceId, taken.row, '', '');
    noteTheft(kase.store, id, taken.firstTheft);
  }
}

type Unclaimed = 'held' | 'extra';

type HeldStolen = Omit<SelectedMessage, 'by'>;

/** The stolen messages a held one is a copy of; a new one where there is none. */
function stolenIds(
  kase: Kase,
  held: HeldStolen,
  unclaimed: Unclaimed,
  reasons: readonly StolenReason[],
): readonly string[] {
  const claims = kase.store.all<{ readonly stolen: string }>(
    "SELECT stolen FROM stolen_copies WHERE message = ? AND kind <> 'embedded' ORDER BY stolen",
    held.message,
  );
  return claims.length > 0 ? claims.map(({ stolen }) => stolen) : [insertUnclaimed(kase, held, unclaimed, reasons)];
}

function noteTheft(store: Store, id: string, at: string | null): void {
  if (at === null) return;
  store.run('UPDATE stolen SET first_theft = ? WHERE id = ? AND (first_theft IS NULL OR first_theft > ?)', at, id, at);
}

/** What is selected only because it quotes an account, as an internal forward does, is no correspondence with it. */
function markQuoting(store: Store): void {
  store.run(
    `UPDATE stolen SET reasons = json_insert(reasons, '$[#]', 'quotes-account')
     WHERE manifest_rows = 0 AND NOT EXISTS (
       SELECT 1 FROM stolen_origins o WHERE o.stolen = stolen.id AND o.role NOT IN ('quoted', 'embedded'))`,
  );
}

function insertUnclaimed(
  kase: Kase,
  selected: HeldStolen,
  unclaimed: Unclaimed,
  reasons: readonly StolenReason[],
): string {
  const id = selectedId(kase, selected);
  const lost = kase.store.all<{ readonly reason: string }>(
    "SELECT DISTINCT reason FROM parts WHERE message = ? AND state = 'unread' AND reason IS NOT NULL ORDER BY reason",
    selected.message,
  );
  const unread = unreadReasons(lost.map(({ reason }) => reason));
  const undated: readonly StolenReason[] = selected.sentAt === null ? ['no-date'] : [];
  const status = unclaimed === 'held' && unread.some(isLack) ? 'partly' : unclaimed;
  insertStolen(kase.store, {
    ...selected,
    id,
    status,
    tier: null,
    reasons: [...undated, ...reasons, ...unread],
    rowCount: 0,
  });
  insertCopy(kase.store, id, selected.message, 'message', '[]', '[]');
  return id;
}
