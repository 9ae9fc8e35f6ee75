import type { RandomAccess } from '../source/random-access.ts';
import { isInternal } from './block.ts';
import type { BlockPlaces } from './block-file.ts';
import { type BlockEncoding, decodeBlock } from './encoding.ts';
import type { NodeRecord } from './node-record.ts';

const ENCODINGS: readonly BlockEncoding[] = ['none', 'permute', 'cyclic'];

/** Nodes that are tried. */
const NODES_TRIED = 200;

/** bSig of a heap, at its third byte; behind it what the heap holds ([MS-PST] §2.3.1.2). */
const HEAP = 0xec;
const CLIENTS: ReadonlySet<number> = new Set([0x7c, 0xb5, 0xbc]);

/** Finds out how a store's blocks are encoded from the blocks themselves: most nodes hold heaps, which begin alike. */
export function findEncoding(
  access: RandomAccess,
  places: BlockPlaces,
  nodes: Iterable<NodeRecord>,
): BlockEncoding | null {
  const heaps: Record<BlockEncoding, number> = { none: 0, permute: 0, cyclic: 0 };
  let left = NODES_TRIED;
  for (const { dataId } of nodes) {
    if (left-- === 0) break;
    const head = isInternal(dataId) ? null : headOf(access, places, dataId);
    if (head === null) continue;
    for (const encoding of ENCODINGS) if (isHeap(decodeBlock(head, encoding, dataId))) heaps[encoding] += 1;
  }
  const best = ENCODINGS.reduce((one, other) => (heaps[other] > heaps[one] ? other : one));
  return heaps[best] === 0 ? null : best;
}

function headOf(access: RandomAccess, places: BlockPlaces, id: number): Buffer | null {
  for (const { offset, storedBytes, dataBytes } of places.placesOf(id)) {
    return storedBytes === dataBytes ? access.read(offset, 4) : null;
  }
  return null;
}

function isHeap(head: Buffer): boolean {
  return head.length === 4 && head[2] === HEAP && CLIENTS.has(head[3] as number);
}
