import { isShortfall, type Shortfall } from '../shortfall.ts';
import type { HeapOnNode } from './heap-on-node.ts';
import { openTree, treeLeaves } from './tree-on-heap.ts';

/** The rows of a table as its index has them ([MS-PST] §2.3.4.3), by ascending number. */
export interface RowIndex {
  readonly ids: Uint32Array;
  readonly numbers: Uint32Array;
  readonly shortfalls: readonly Shortfall[];
}

const KEY_BYTES = 4;

/** Reads a table's row index. @param id the allocation of its tree. */
export function readRowIndex(heap: HeapOnNode, id: number): RowIndex {
  const tree = openTree(heap, id, KEY_BYTES);
  if (isShortfall(tree)) return { ids: new Uint32Array(), numbers: new Uint32Array(), shortfalls: [tree] };
  const recordBytes = KEY_BYTES + tree.valueBytes;
  const shortfalls: Shortfall[] = [];
  const pairs: (readonly [number: number, id: number])[] = [];
  for (const leaf of treeLeaves(heap, tree)) {
    if (isShortfall(leaf)) {
      shortfalls.push(leaf);
      continue;
    }
    for (let at = 0; at + recordBytes <= leaf.length; at += recordBytes) {
      const number =
        tree.valueBytes >= 4 ? leaf.readUInt32LE(at + KEY_BYTES) : leaf.readUIntLE(at + KEY_BYTES, tree.valueBytes);
      pairs.push([number, leaf.readUInt32LE(at)]);
    }
  }
  pairs.sort((one, other) => one[0] - other[0]);
  return {
    ids: Uint32Array.from(pairs, (pair) => pair[1]),
    numbers: Uint32Array.from(pairs, (pair) => pair[0]),
    shortfalls,
  };
}
