import { isShortfall, type Shortfall } from '../shortfall.ts';
import type { PstNode } from './node.ts';
import { damaged, shownNumber } from './shortfall.ts';

/** What a heap holds: a table context, a bare tree, a property context ([MS-PST] §2.3.1.2, bClientSig). */
export type HeapClient = 'table' | 'tree' | 'properties';

const SIGNATURE = 0xec;
const CLIENT: ReadonlyMap<number, HeapClient> = new Map([
  [0x7c, 'table'],
  [0xb5, 'tree'],
  [0xbc, 'properties'],
]);

const HEADER_BYTES = 12;
const TYPE_BITS = 5;

/** Blocks kept of one heap; most heaps have one. */
const KEPT_BLOCKS = 32;

/** A heap in a node's data ([MS-PST] §2.3.1): allocations by their ids, each within one block. */
export class HeapOnNode {
  readonly node: PstNode;
  readonly client: HeapClient;
  /** The allocation that the client's structure begins with. */
  readonly root: number;
  readonly #indexBits: number;
  readonly #blocks = new Map<number, Buffer | Shortfall>();

  private constructor(node: PstNode, first: Buffer, client: HeapClient) {
    this.node = node;
    this.client = client;
    this.root = first.readUInt32LE(4);
    this.#indexBits = node.format === 'unicode-4k' ? 14 : 11;
    this.#blocks.set(0, first);
  }

  /** Opens the heap of a node. */
  static open(node: PstNode, expected: HeapClient): HeapOnNode | Shortfall {
    const first = node.block(0);
    if (first === null) return damaged(`Node ${shownNumber(node.nid)} of the store has no data.`);
    if (isShortfall(first)) return first;
    const client = first.length < HEADER_BYTES || first[2] !== SIGNATURE ? undefined : CLIENT.get(first[3] as number);
    if (client !== expected)
      return damaged(`Node ${shownNumber(node.nid)} of the store does not hold ${NAMES[expected]}.`);
    return new HeapOnNode(node, first, client);
  }

  /** Bytes that all allocations may come to: what the node claims, and no more than its blocks can hold. */
  get mostBytes(): number {
    const held = Math.max(1, this.node.blockCount) * (this.node.format === 'unicode-4k' ? 0x1_0000 : 0x2000);
    return this.node.size < 0 ? held : Math.min(this.node.size, held);
  }

  /** The bytes of an allocation, by its id (HID); of an id of zero none. They are part of the block: not to be written into. */
  allocation(id: number): Buffer | Shortfall {
    if (id === 0) return NONE;
    const blockNumber = id >>> (TYPE_BITS + this.#indexBits);
    const index = (id >>> TYPE_BITS) & ((1 << this.#indexBits) - 1);
    const block = this.#block(blockNumber);
    if (isShortfall(block)) return block;
    return (
      allocated(block, index) ??
      damaged(`A heap of node ${shownNumber(this.node.nid)} has no value ${shownNumber(id)}.`)
    );
  }

  #block(number: number): Buffer | Shortfall {
    const held = this.#blocks.get(number);
    if (held !== undefined) return held;
    const block =
      this.node.block(number) ?? damaged(`A heap of node ${shownNumber(this.node.nid)} ends before block ${number}.`);
    if (this.#blocks.size >= KEPT_BLOCKS) this.#blocks.clear();
    this.#blocks.set(number, block);
    return block;
  }
}

const NONE = Buffer.alloc(0);

const NAMES: Record<HeapClient, string> = { table: 'a table', tree: 'a tree', properties: 'properties' };

/** An allocation by its number, from 1, in the map at the block's end ([MS-PST] §2.3.1.5); null where the map does not have it. */
function allocated(block: Buffer, index: number): Buffer | null {
  if (block.length < 2 || index === 0) return null;
  const map = block.readUInt16LE(0);
  const at = map + 2 + 2 * index;
  if (at + 4 > block.length || index > block.readUInt16LE(map)) return null;
  const from = block.readUInt16LE(at);
  const to = block.readUInt16LE(at + 2);
  return to < from || to > map ? null : block.subarray(from, to);
}

/** Whether an id that a heap's client stores names a subnode instead of an allocation ([MS-PST] §2.3.3.2). */
export function isSubnodeId(id: number): boolean {
  return (id & 0x1f) !== 0;
}
