import { type Heap, LONGEST_ALLOCATION } from './heap.ts';

const TREE = 0xb5;

/**
 * Writes a B-tree on a heap ([MS-PST] §2.3.2).
 * @param records keys and their data, by ascending key, all of one size
 * @param keySize bytes of the key at the front of each record
 * @returns the heap id of its header
 */
export function writeHeapTree(heap: Heap, records: readonly Buffer[], keySize: number, dataSize: number): number {
  let level = writeLevel(heap, records, keySize + dataSize, keySize);
  let height = 0;
  for (; level.length > 1; height++) level = writeLevel(heap, level, keySize + 4, keySize);
  const header = Buffer.from([TREE, keySize, dataSize, height, 0, 0, 0, 0]);
  if (level[0]) level[0].copy(header, 4, keySize);
  return heap.allocate(header);
}

/** @returns a record of the level above for each allocation: its first key and its heap id */
function writeLevel(heap: Heap, records: readonly Buffer[], size: number, keySize: number): readonly Buffer[] {
  const most = Math.floor(LONGEST_ALLOCATION / size);
  const above: Buffer[] = [];
  for (let from = 0; from < records.length; from += most) {
    const hid = heap.allocate(Buffer.concat(records.slice(from, from + most)));
    const record = Buffer.alloc(keySize + 4);
    (records[from] as Buffer).copy(record, 0, 0, keySize);
    record.writeUInt32LE(hid, keySize);
    above.push(record);
  }
  return above;
}
