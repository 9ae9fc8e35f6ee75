import { existsSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import type { Case } from './case.ts';
import { CaseError } from './case-error.ts';
import { hashFile } from './file-hash.ts';
import { type SourceRow, sourcesOf, UNREADABLE } from './source-row.ts';

/** What `relink` did. */
export interface Relinked {
  readonly moved: number;
  /** Sources below the old path whose file is not at the new one. */
  readonly missing: readonly string[];
}

/**
 * Points sources from an old place to a new one, after checking each file's hash.
 * @param from the old path: a source's file, or a folder above sources.
 * @param to the new path of the same thing.
 * @throws CaseError `source-not-found` where no source stands at or below `from`; `source-changed` where a file's hash differs (nothing is moved then).
 */
export function relink(kase: Case, from: string, to: string, onFile: (path: string) => void = () => {}): Relinked {
  const old = resolve(from);
  const affected = sourcesOf(kase.store).filter((source) => isAtOrBelow(source.path, old));
  if (affected.length === 0) {
    throw new CaseError(
      'source-not-found',
      `no evidence of this case stands at ${old}`,
      '`postbreach status` lists the paths.',
      2,
    );
  }
  const targets = affected.map((source) => ({ source, path: join(resolve(to), relative(old, source.path)) }));
  const present = targets.filter((target) => existsSync(target.path));
  for (const target of present) {
    if (target.source.shape === UNREADABLE) continue;
    onFile(target.path);
    checkSame(target.source, target.path);
  }
  kase.store.transaction(() => {
    for (const { source, path } of present) kase.store.run('UPDATE sources SET path = ? WHERE id = ?', path, source.id);
  });
  if (present.length > 0) kase.ledger.append('relink', { from: old, to: resolve(to), sources: present.length });
  return {
    moved: present.length,
    missing: targets.filter((target) => !present.includes(target)).map((target) => target.path),
  };
}

/**
 * @throws CaseError `source-changed` where the file at `path` is not the one that was added.
 */
export function checkSame(source: SourceRow, path: string): void {
  const found = hashFile(path);
  if (found.sha256 === source.sha256) return;
  throw new CaseError(
    'source-changed',
    `${path} is not the file that was added: its SHA-256 differs`,
    'Bring the original back, or add the new file as evidence of its own.',
    3,
  );
}

function isAtOrBelow(path: string, folder: string): boolean {
  const below = relative(folder, path);
  return below === '' || (!below.startsWith('..') && !below.startsWith('/'));
}
