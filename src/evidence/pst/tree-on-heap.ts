import { isShortfall, type Shortfall } from '../shortfall.ts';
import type { HeapOnNode } from './heap-on-node.ts';
import { damaged, overBudget } from './shortfall.ts';

/** A B-tree in a heap ([MS-PST] §2.3.2): how its records are cut, and where it begins. */
export interface TreeOnHeap {
  readonly keyBytes: number;
  readonly valueBytes: number;
  readonly levels: number;
  readonly root: number;
}

const TREE_TYPE = 0xb5;
const HEADER_BYTES = 8;
const ID_BYTES = 4;

/** More would not fit the heap's ids. */
const MAX_LEVELS = 8;

/** Reads a tree's header. @param id the allocation that holds it. */
export function openTree(heap: HeapOnNode, id: number, keyBytes: number): TreeOnHeap | Shortfall {
  const header = heap.allocation(id);
  if (isShortfall(header)) return header;
  const isTree = header.length >= HEADER_BYTES && header[0] === TREE_TYPE && header[1] === keyBytes;
  const [, , valueBytes = 0, levels = 0] = header;
  if (!isTree || valueBytes === 0 || levels > MAX_LEVELS) return damaged('A tree in a heap of the store is not one.');
  return { keyBytes, valueBytes, levels, root: header.readUInt32LE(4) };
}

/** The leaves of a tree, in order: each some records of key and value, one behind the other. A leaf that cannot be read is a shortfall. */
export function* treeLeaves(heap: HeapOnNode, tree: TreeOnHeap): Generator<Buffer | Shortfall> {
  if (tree.root === 0) return;
  const budget = { left: heap.mostBytes };
  yield* leavesBelow(heap, tree, tree.root, tree.levels, budget);
}

/** `left`: the allocations of one tree do not come to more than its heap; those that do are visited in circles. */
function* leavesBelow(
  heap: HeapOnNode,
  tree: TreeOnHeap,
  id: number,
  level: number,
  budget: { left: number },
): Generator<Buffer | Shortfall> {
  const bytes = heap.allocation(id);
  if (isShortfall(bytes)) {
    yield bytes;
    return;
  }
  if (budget.left <= 0) return;
  budget.left -= bytes.length;
  if (budget.left < 0) {
    yield overBudget('A tree in a heap of the store is larger than its heap; the rest of it is not read.');
    return;
  }
  if (level === 0) {
    yield bytes;
    return;
  }
  const entryBytes = tree.keyBytes + ID_BYTES;
  for (let at = 0; at + entryBytes <= bytes.length && budget.left > 0; at += entryBytes) {
    yield* leavesBelow(heap, tree, bytes.readUInt32LE(at + tree.keyBytes), level - 1, budget);
  }
}
