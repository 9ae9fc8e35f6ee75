import type { RandomAccess } from '../source/random-access.ts';
import { scanPages, wholeFile } from './file-scan.ts';
import type { PageReference } from './header.ts';
import { hasDamage } from './index-damage.ts';
import { type IndexKind, keyAt, mayBeIndexPage, recognisePage } from './index-page.ts';
import { IndexTree } from './index-tree.ts';
import type { Layout } from './layout.ts';

/** Pages of each kind that are held: those written last. */
const MOST_HELD = 256;

/** A sound page met in the file. */
interface MetPage extends PageReference {
  readonly level: number;
  readonly firstKey: number;
}

/**
 * Looks for the root that a lost header, or a lost root's parent, led to: the newest sound page under which nothing is damaged and that reaches
 * all leaves written after it. Reads all of the file once.
 * @returns null where there is none such: older roots would hide what was written since.
 */
export function findRoot(access: RandomAccess, layout: Layout, kind: IndexKind): PageReference | null {
  const newest = newestPages(access, layout, kind);
  const height = newest.reduce((highest, { level }) => Math.max(highest, level), 0);
  for (const candidate of newest) {
    if (candidate.level !== height) continue;
    const tree = new IndexTree(access, layout, kind, candidate);
    const younger = newest.filter(({ id, level }) => id > candidate.id && level === 0);
    return younger.every(({ firstKey, offset }) => tree.leafOf(firstKey) === offset) && !hasDamage(tree)
      ? candidate
      : null;
  }
  return null;
}

function newestPages(access: RandomAccess, layout: Layout, kind: IndexKind): readonly MetPage[] {
  let held: MetPage[] = [];
  scanPages(access, layout, wholeFile(access), (chunk, at, offset) => {
    const bytes = chunk.subarray(at, at + layout.pageBytes);
    const page = mayBeIndexPage(bytes, layout) ? recognisePage(bytes, offset, layout) : null;
    if (page === null || page.kind !== kind || page.count === 0) return;
    held.push({ id: page.id, offset, level: page.level, firstKey: keyAt(bytes, 0, kind, layout) });
    if (held.length >= 2 * MOST_HELD) held = byAge(held).slice(0, MOST_HELD);
  });
  return byAge(held);
}

function byAge(pages: readonly MetPage[]): MetPage[] {
  return [...pages].sort((one, other) => other.id - one.id);
}
