import type { PstNode } from '../../src/evidence/pst/node.ts';
import type { Shortfall } from '../../src/evidence/shortfall.ts';

/** A node of given blocks and subnodes, as a file would show it. */
export function nodeOf(
  blocks: readonly (Buffer | Shortfall)[],
  subnodes: readonly PstNode[] = [],
  nid = 0x21,
  format: PstNode['format'] = 'unicode',
): PstNode {
  const size = blocks.reduce((total, block) => total + ('reason' in block ? 0 : block.length), 0);
  return {
    nid,
    format,
    place: null,
    blocks: () => blocks.values() as Generator<Buffer | Shortfall>,
    block: (index) => blocks[index] ?? null,
    size,
    blockCount: blocks.length,
    content: () => blocks.find((block) => 'reason' in block) ?? Buffer.concat(blocks as readonly Buffer[]),
    subnode: (wanted) => subnodes.find((subnode) => subnode.nid === wanted) ?? null,
    subnodes: () => subnodes.values() as Generator<PstNode>,
  };
}

/** A block of a heap: its head, the allocations, and the map of where they stand. @param client of a first block what it holds, and its root. */
export function heapBlock(
  allocations: readonly Buffer[],
  client: { readonly type: number; readonly root: number } | null = null,
): Buffer {
  const head = Buffer.alloc(client === null ? 2 : 12);
  if (client !== null) {
    head[2] = 0xec;
    head[3] = client.type;
    head.writeUInt32LE(client.root, 4);
  }
  const map = Buffer.alloc(4 + 2 * (allocations.length + 1));
  map.writeUInt16LE(allocations.length, 0);
  let at = head.length;
  allocations.forEach((allocation, index) => {
    map.writeUInt16LE(at, 4 + 2 * index);
    at += allocation.length;
  });
  map.writeUInt16LE(at, map.length - 2);
  head.writeUInt16LE(at, 0);
  return Buffer.concat([head, ...allocations, map]);
}

/** Id of an allocation of a heap with blocks of 8 KB. @param index from 1 */
export function heapId(index: number, block = 0): number {
  return (block << 16) | (index << 5);
}

/** Header of a tree in a heap. */
export function treeHeader(keyBytes: number, valueBytes: number, levels: number, root: number): Buffer {
  const header = Buffer.from([0xb5, keyBytes, valueBytes, levels, 0, 0, 0, 0]);
  header.writeUInt32LE(root, 4);
  return header;
}

/** A record of a property context. */
export function propertyRecord(id: number, type: number, value: number): Buffer {
  const record = Buffer.alloc(8);
  record.writeUInt16LE(id, 0);
  record.writeUInt16LE(type, 2);
  record.writeUInt32LE(value, 4);
  return record;
}
