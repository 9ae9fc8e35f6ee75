import type { Shortfall } from '../shortfall.ts';
import type { IndexKind } from './index-page.ts';
import type { IndexTree } from './index-tree.ts';
import { damaged } from './shortfall.ts';

/** A piece of an index that is lost, and where it stood; -1 where it had no place. */
export interface StoreDamage {
  readonly shortfall: Shortfall;
  readonly offset: number;
}

/** Pieces of one index that are told one by one. */
const MOST_TOLD = 1000;

/** Walks through an index and tells each damaged page once. */
export function indexDamage(tree: IndexTree, kind: IndexKind): readonly StoreDamage[] {
  const offsets = new Set<number>();
  for (const step of tree.walk()) {
    if (!('key' in step)) offsets.add(step.offset);
    if (offsets.size > MOST_TOLD) break;
  }
  return [...offsets].map((offset) => ({ shortfall: pageLost(kind, offset), offset: Math.max(0, offset) }));
}

/** Whether any piece of an index is lost. */
export function hasDamage(tree: IndexTree): boolean {
  for (const step of tree.walk()) if (!('key' in step)) return true;
  return false;
}

const SEARCHED: Record<IndexKind, string> = {
  node: 'items were looked for in older pages, and some may be missing or as they were before',
  block: 'what it named was looked for block by block',
};

function pageLost(kind: IndexKind, offset: number): Shortfall {
  const what = offset < 0 ? 'cannot be found' : `is damaged at byte ${offset}`;
  return damaged(`The store's index of ${kind}s ${what}; ${SEARCHED[kind]}. Look for another copy of the store.`);
}
