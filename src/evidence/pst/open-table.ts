import type { Shortfall } from '../shortfall.ts';
import type { PstTable } from './heap.ts';
import type { PstStore } from './node.ts';
import { readTable } from './table-context.ts';

/** A table that is a node of the store; null where the index has no such node. */
export function openTable(store: PstStore, nid: number): PstTable | Shortfall | null {
  const node = store.node(nid)?.open() ?? null;
  return node === null || 'reason' in node ? node : readTable(node);
}
