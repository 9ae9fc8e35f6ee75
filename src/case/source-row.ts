import { deriveId } from '../core/index.ts';
import type { Case } from './case.ts';
import type { Store } from './store.ts';

/** What a file given to the case is. */
export type SourceRole =
  | 'mail'
  | 'logs'
  | 'mapping'
  | 'manifest'
  | 'accounts'
  | 'directory'
  | 'indicators'
  | 'networks'
  | 'settings'
  | 'notice';

/** One file given to the case. */
export interface SourceRow {
  readonly id: string;
  readonly kind: SourceRole;
  /** What recognition found: mbox, message, purview-csv, … */
  readonly shape: string;
  /** The path given to `add`, absolute. */
  readonly root: string;
  /** Below the root, `/` between segments. */
  readonly relative: string;
  /** Where it is now, absolute. */
  readonly path: string;
  readonly size: number;
  /** Of the whole file. */
  readonly sha256: string;
  /** Path of the member that the source is, where the file is a zip of several things; null for the file as a whole. */
  readonly member: string | null;
}

const COLUMNS = 'id, kind, shape, root, relative, path, size, sha256, member';

/**
 * Writes a source's row. The id comes from the content and the relative name, so adding the same file again, by whatever folder, changes nothing.
 * @returns the row, and whether it is new.
 */
export function registerSource(
  kase: Case,
  source: Omit<SourceRow, 'id'>,
): { readonly row: SourceRow; readonly added: boolean } {
  const { store } = kase;
  const known = store.get<SourceRow>(
    `SELECT ${COLUMNS} FROM sources WHERE sha256 = ? AND path = ? AND kind = ? AND member IS ?`,
    source.sha256,
    source.path,
    source.kind,
    source.member,
  );
  if (known !== null) return { row: known, added: false };
  const row = { id: deriveId(kase.hash, 'src', source.sha256, source.kind, source.relative), ...source };
  const changes = store.run(
    `INSERT OR IGNORE INTO sources (${COLUMNS}, added_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    row.id,
    row.kind,
    row.shape,
    row.root,
    row.relative,
    row.path,
    row.size,
    row.sha256,
    row.member,
    kase.clock.now(),
  );
  return { row, added: changes > 0 };
}

/** Shape of a source that could not be read when it was added: it has no hash, and `run` counts it as a loss. */
export const UNREADABLE = 'unreadable';

/** Forgets that something at `path`, or a folder above it, could not be read: now it could. */
export function forgetUnreadable(store: Store, path: string): void {
  const rows = store.all<{ id: string }>(
    `SELECT id FROM sources WHERE shape = '${UNREADABLE}' AND (path = ?1 OR substr(?1, 1, length(path) + 1) = path || '/')`,
    path,
  );
  for (const { id } of rows) {
    for (const [table, column] of [
      ['losses', 'source_id'],
      ['tallies', 'source_id'],
      ['sources', 'id'],
    ] as const) {
      store.run(`DELETE FROM ${table} WHERE ${column} = ?`, id);
    }
  }
}

/** The sources of one kind, or all, in the order in which they are read: by relative name, then id. */
export function sourcesOf(store: Store, kind?: SourceRole): readonly SourceRow[] {
  return kind === undefined
    ? store.all<SourceRow>(`SELECT ${COLUMNS} FROM sources ORDER BY relative, id`)
    : store.all<SourceRow>(`SELECT ${COLUMNS} FROM sources WHERE kind = ? ORDER BY relative, id`, kind);
}
