import type { MapiProperties } from '../mapi/property.ts';
import { fixedBytes } from '../mapi/property-type.ts';
import { isShortfall, type Shortfall } from '../shortfall.ts';
import { HeapOnNode } from './heap-on-node.ts';
import type { PstNode } from './node.ts';
import { PstProperty } from './pst-property.ts';
import { openTree, treeLeaves } from './tree-on-heap.ts';

const KEY_BYTES = 2;
const RECORD_BYTES = 8;

/** The properties of a node, and what of them is lost. */
export interface PstProperties {
  readonly properties: MapiProperties;
  /** Node id of the subnode that an attached object's property names ([MS-PST] §2.3.3.5); null where it is no such property, or lost. */
  readonly objectNode: (id: number) => number | null;
  /** The first bytes of a property's value; null where there is no such property. */
  readonly head: (id: number) => Uint8Array | Shortfall | null;
  /** One for each piece of the list of properties that cannot be read. */
  readonly shortfalls: readonly Shortfall[];
}

/** Reads a property context ([MS-PST] §2.3.3): the list of properties, not their values. */
export function readProperties(node: PstNode): PstProperties | Shortfall {
  const heap = HeapOnNode.open(node, 'properties');
  if (isShortfall(heap)) return heap;
  const tree = openTree(heap, heap.root, KEY_BYTES);
  if (isShortfall(tree)) return tree;
  const properties = new Map<number, PstProperty>();
  const shortfalls: Shortfall[] = [];
  for (const leaf of treeLeaves(heap, tree)) {
    if (isShortfall(leaf)) shortfalls.push(leaf);
    else addRecords(heap, leaf, KEY_BYTES + tree.valueBytes, properties);
  }
  return {
    properties,
    objectNode: (id) => properties.get(id)?.objectNode() ?? null,
    head: (id) => properties.get(id)?.head() ?? null,
    shortfalls,
  };
}

function addRecords(heap: HeapOnNode, leaf: Buffer, recordBytes: number, into: Map<number, PstProperty>): void {
  if (recordBytes < RECORD_BYTES) return;
  for (let at = 0; at + recordBytes <= leaf.length; at += recordBytes) {
    const id = leaf.readUInt16LE(at);
    const type = leaf.readUInt16LE(at + 2);
    const size = fixedBytes(type);
    const isInline = size !== null && size <= 4;
    into.set(
      id,
      new PstProperty(heap, id, type, isInline ? leaf.subarray(at + 4, at + 4 + size) : leaf.readUInt32LE(at + 4)),
    );
  }
}
