import { realpathSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import {
  type Case,
  forgetUnreadable,
  hashFile,
  registerSource,
  type SourceRole,
  type SourceRow,
  UNREADABLE,
} from '../case/index.ts';
import { counted, type Loss, sourceProvenance } from '../core/index.ts';
import { discoverSources, type Source } from '../evidence/index.ts';
import { recogniseRole } from './recognise-role.ts';
import { MAILDIR } from './source-fault.ts';
import { sourceHead } from './source-head.ts';
import { type ZipRoles, zipRoles } from './zip-roles.ts';

/** What adding paths yields: each file with what it was taken for, or why it could not be taken. */
export type AddEvent =
  | { readonly type: 'added'; readonly row: SourceRow; readonly isNew: boolean }
  | { readonly type: 'loss'; readonly loss: Loss }
  /** What a file turned out to be, where it is several things. */
  | { readonly type: 'note'; readonly source: string; readonly detail: string };

type NewSource = Omit<SourceRow, 'id'>;

const BATCH = 256;

/**
 * Gives files to the case: recognises each by content, hashes it, and writes its row. Nothing is copied and nothing is read yet.
 * @param as what the user says the files are; null lets content decide.
 * @throws EvidenceError where a path itself is not there or may not be read.
 */
export async function* addPaths(
  kase: Case,
  paths: readonly string[],
  as: SourceRole | null,
  onBytes: (bytes: number) => void = () => {},
): AsyncGenerator<AddEvent> {
  const counts = new Map<string, number>();
  let batch: NewSource[] = [];
  const flush = function* (): Generator<AddEvent> {
    for (const event of registerAll(kase, batch)) {
      if (event.isNew) counts.set(event.row.kind, (counts.get(event.row.kind) ?? 0) + 1);
      yield event;
    }
    batch = [];
  };
  let before = 0;
  for (const path of paths) {
    for await (const found of discoverSources(path)) {
      const seen =
        found.type === 'loss' ? found : await lookAt(path, found.source, as, (bytes) => onBytes(before + bytes));
      if (found.type === 'source') before += found.source.size;
      if (seen.type === 'loss') {
        registerUnreadable(kase, path, seen.loss, as);
        yield seen;
      } else {
        batch.push(...seen.sources);
        yield* seen.notes;
      }
      if (batch.length >= BATCH) yield* flush();
    }
  }
  yield* flush();
  if (counts.size > 0) kase.ledger.append('add', { sources: Object.fromEntries(counts) });
}

/** One transaction for many rows: a row of its own would be synced to disk of its own. */
function registerAll(kase: Case, batch: readonly NewSource[]): readonly (AddEvent & { type: 'added' })[] {
  return kase.store.transaction(() =>
    batch.map((source) => {
      forgetUnreadable(kase.store, source.path);
      const { row, added } = registerSource(kase, source);
      return { type: 'added', row, isNew: added };
    }),
  );
}

/** What could not be read stays in the case as a source without a hash, so that no run and no report passes it over. */
function registerUnreadable(kase: Case, root: string, loss: Loss, as: SourceRole | null): void {
  const { source } = loss.provenance;
  const path = source === basename(resolve(root)) ? resolve(root) : join(resolve(root), source);
  const relative = path === resolve(root) ? source : `${basename(resolve(root))}/${source}`;
  registerSource(kase, {
    kind: as ?? 'mail',
    shape: UNREADABLE,
    root: resolve(root),
    relative,
    path,
    size: 0,
    // It has no content to be known by: its path tells it from others of the same name.
    sha256: `unread:${path}`,
    member: null,
  });
}

type Seen =
  | { readonly type: 'sources'; readonly sources: readonly NewSource[]; readonly notes: readonly AddEvent[] }
  | { readonly type: 'loss'; readonly loss: Loss };

async function lookAt(
  root: string,
  source: Source,
  as: SourceRole | null,
  onBytes: (bytes: number) => void,
): Promise<Seen> {
  try {
    const asked = source.place === 'maildir' ? 'mail' : as;
    const { kind, shape } = await recogniseRole(source, sourceHead(source.path), asked, !isFile(root, source));
    const { sha256, size } = hashFile(source.path, onBytes);
    const place = {
      root: resolve(root),
      relative: relativeName(root, source),
      path: realpathSync(source.path),
      size,
      sha256,
    };
    const roles =
      (as === null || as === 'logs') && (shape === 'zip' || kind === 'logs') ? await zipRoles(source.path) : null;
    if (roles !== null)
      return { type: 'sources', sources: membersOf(place, roles, shape), notes: [noteOf(place.relative, roles)] };
    const whole = { kind, shape: source.place === 'maildir' ? MAILDIR : shape, ...place, member: null };
    return { type: 'sources', sources: [whole], notes: [] };
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    return { type: 'loss', loss: unreadable(source, String(error.code)) };
  }
}

function noteOf(source: string, { logs, exports, tables, isMore }: ZipRoles): AddEvent {
  const parts = [
    ...(logs.size === 0 ? [] : [counted(logs.size, 'log')]),
    ...exports.map(({ member, kind }) => `${member} (${kind})`),
    ...(isMore ? ['mail or documents'] : []),
  ];
  const named = tables.slice(0, 5).join(', ');
  const looks = tables.length === 1 ? 'looks' : 'look';
  const list =
    tables.length === 0
      ? ''
      : ` ${named} ${looks} like a manifest or a list, and will be searched as a document only: extract it and add it by itself.`;
  return { type: 'note', source, detail: `It holds ${parts.join(', ')}; each is read as what it is.${list}` };
}

/** A zip of several things: its logs, the rest of it as evidence, and each export in it. */
function membersOf(
  place: Omit<NewSource, 'kind' | 'shape' | 'member'>,
  { logs, exports, isMore }: ZipRoles,
  shape: string,
): readonly NewSource[] {
  return [
    ...(logs.size > 0 ? [{ ...place, kind: 'logs' as const, shape, member: null }] : []),
    ...(isMore ? [{ ...place, kind: 'mail' as const, shape: 'zip', member: null }] : []),
    ...exports.map(({ member, ...role }) => ({ ...place, ...role, relative: `${place.relative}/${member}`, member })),
  ];
}

/** Whether the file itself was given, and not a folder it is in. */
function isFile(root: string, source: Source): boolean {
  return resolve(root) === resolve(source.path);
}

/** A file in a folder is named with the folder, so that two folders' inboxes stay apart in reports. */
function relativeName(root: string, source: Source): string {
  return isFile(root, source) ? source.relative : `${basename(resolve(root))}/${source.relative}`;
}

function unreadable(source: Source, code: string): Loss {
  const gone = code === 'ENOENT';
  const detail = gone
    ? 'The file went away while it was added.'
    : `The file may not be read (${code}); allow reading it and add it again.`;
  const provenance = sourceProvenance(source.relative);
  return { level: 'source', reason: gone ? 'not-found' : 'no-permission', detail, provenance };
}
