import { basename, resolve } from 'node:path';
import { type Case, hashFile, registerSource, type SourceRole, type SourceRow } from '../case/index.ts';
import type { Loss } from '../core/index.ts';
import { discoverSources, type Source } from '../evidence/index.ts';
import { recogniseRole } from './recognise-role.ts';
import { sourceHead } from './source-head.ts';

/** What adding paths yields: each file with what it was taken for, or why it could not be taken. */
export type AddEvent =
  | { readonly type: 'added'; readonly row: SourceRow; readonly isNew: boolean }
  | { readonly type: 'loss'; readonly loss: Loss };

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
  let before = 0;
  const counts = new Map<string, number>();
  for (const path of paths) {
    for await (const found of discoverSources(path)) {
      if (found.type === 'loss') {
        yield found;
        continue;
      }
      const event = await addSource(kase, path, found.source, as, (bytes) => onBytes(before + bytes));
      before += found.source.size;
      if (event.type === 'added' && event.isNew) counts.set(event.row.kind, (counts.get(event.row.kind) ?? 0) + 1);
      yield event;
    }
  }
  if (counts.size > 0) kase.ledger.append('add', { sources: Object.fromEntries(counts) });
}

async function addSource(
  kase: Case,
  root: string,
  source: Source,
  as: SourceRole | null,
  onBytes: (bytes: number) => void,
): Promise<AddEvent> {
  try {
    const { kind, shape } = await recogniseRole(sourceHead(source.path), as);
    const { sha256, size } = hashFile(source.path, onBytes);
    const relative = relativeName(root, source);
    const place = { root: resolve(root), relative, path: resolve(source.path), size, sha256 };
    const { row, added } = registerSource(kase, { kind, shape, ...place });
    return { type: 'added', row, isNew: added };
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    return { type: 'loss', loss: unreadable(source, String(error.code)) };
  }
}

/** A file in a folder is named with the folder, so that two folders' inboxes stay apart in reports. */
function relativeName(root: string, source: Source): string {
  const isFile = resolve(root) === resolve(source.path);
  return isFile ? source.relative : `${basename(resolve(root))}/${source.relative}`;
}

function unreadable(source: Source, code: string): Loss {
  const gone = code === 'ENOENT';
  const detail = gone
    ? 'The file went away while it was added.'
    : `The file may not be read (${code}); allow reading it and add it again.`;
  const provenance = {
    source: source.relative,
    sourceOffset: 0,
    messageId: null,
    part: '',
    member: [],
    span: [0, 0],
  } as const;
  return { level: 'source', reason: gone ? 'not-found' : 'no-permission', detail, provenance };
}
