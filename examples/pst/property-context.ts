import type { BlockFile, Content } from './block-file.ts';
import { HEAP_CLIENT, Heap, LONGEST_ALLOCATION } from './heap.ts';
import { writeHeapTree } from './heap-tree.ts';
import { LocalNodes } from './local-nodes.ts';
import { PROPERTY_TYPE, type StoredProperty } from './property.ts';

/** Types whose value of at most four bytes stands in the entry itself ([MS-PST] §2.3.3.3). */
const IN_PLACE: ReadonlySet<number> = new Set([
  PROPERTY_TYPE.integer16,
  PROPERTY_TYPE.integer32,
  PROPERTY_TYPE.boolean,
  0x0004,
  0x000a,
]);

/** Writes a property context ([MS-PST] §2.3.3). @param nodes subnodes that the properties refer to already */
export function writeProperties(
  file: BlockFile,
  properties: readonly StoredProperty[],
  nodes: LocalNodes = new LocalNodes(file),
): Content {
  const heap = new Heap(file.layout.maxBlock);
  const records = [...new Map(properties.map((property) => [property.id, property])).values()]
    .toSorted((left, right) => left.id - right.id)
    .map((property) => record(property, heap, nodes));
  const blocks = heap.finish(HEAP_CLIENT.properties, writeHeapTree(heap, records, 2, 6));
  return { data: file.writeBlocks(blocks), subnodes: nodes.finish() };
}

function record({ id, type, bytes }: StoredProperty, heap: Heap, nodes: LocalNodes): Buffer {
  const result = Buffer.alloc(8);
  result.writeUInt16LE(id, 0);
  result.writeUInt16LE(type, 2);
  if (IN_PLACE.has(type)) result.set(bytes, 4);
  else result.writeUInt32LE(bytes.length > LONGEST_ALLOCATION ? nodes.addValue(bytes) : heap.allocate(bytes), 4);
  return result;
}

/** The value of an object property: the subnode that holds it and its size ([MS-PST] §2.3.3.5). */
export function objectProperty(id: number, nid: number, size: number): StoredProperty {
  const bytes = Buffer.alloc(8);
  bytes.writeUInt32LE(nid, 0);
  bytes.writeUInt32LE(size >>> 0, 4);
  return { id, type: PROPERTY_TYPE.object, bytes };
}
