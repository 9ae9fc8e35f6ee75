import type { BlockFile, Content } from './block-file.ts';
import type { Column, TableShape } from './columns.ts';
import { HEAP_CLIENT, Heap, LONGEST_ALLOCATION } from './heap.ts';
import { writeHeapTree } from './heap-tree.ts';
import { LocalNodes } from './local-nodes.ts';
import type { StoredProperty } from './property.ts';

/** A table context in the making ([MS-PST] §2.3.4); its rows stand in the order they are added. */
export class Table {
  readonly #file: BlockFile;
  readonly #shape: TableShape;
  readonly #heap: Heap;
  readonly #nodes: LocalNodes;
  readonly #ids: number[] = [];
  readonly #blocks: Buffer[] = [];
  #current: Buffer;
  #at = 0;

  constructor(file: BlockFile, shape: TableShape) {
    this.#file = file;
    this.#shape = shape;
    this.#heap = new Heap(file.layout.maxBlock);
    this.#nodes = new LocalNodes(file);
    this.#current = Buffer.alloc(file.layout.maxBlock);
  }

  get count(): number {
    return this.#ids.length;
  }

  /** @param id the row's id, for most tables the node id of what it lists @param properties those that are no column are left out */
  addRow(id: number, properties: Iterable<StoredProperty>): void {
    const { rowSize, columns, bitmap } = this.#shape;
    if (this.#at + rowSize > this.#current.length) {
      this.#blocks.push(this.#current);
      this.#current = Buffer.alloc(this.#file.layout.maxBlock);
      this.#at = 0;
    }
    const row = this.#current.subarray(this.#at, this.#at + rowSize);
    this.#at += rowSize;
    this.#ids.push(id);
    row.writeUInt32LE(id, 0);
    row.writeUInt32LE(this.#ids.length, 4);
    row[bitmap] = 0xc0;
    for (const property of properties) {
      const column = columns.get(property.id);
      if (column?.type === property.type) this.#writeCell(row, column, property.bytes);
    }
  }

  finish(): Content {
    const { rows } = this.#writeRows();
    const index = this.#writeRowIndex();
    const info = this.#heap.allocate(this.#info(index, rows));
    const blocks = this.#heap.finish(HEAP_CLIENT.table, info);
    return { data: this.#file.writeBlocks(blocks), subnodes: this.#nodes.finish() };
  }

  #writeCell(row: Buffer, column: Column, bytes: Uint8Array): void {
    const byte = this.#shape.bitmap + (column.bit >>> 3);
    row[byte] = (row[byte] as number) | (0x80 >>> (column.bit & 7));
    if (!column.isReference) row.set(bytes.subarray(0, column.size), column.at);
    else
      row.writeUInt32LE(
        bytes.length > LONGEST_ALLOCATION ? this.#nodes.addValue(bytes) : this.#heap.allocate(bytes),
        column.at,
      );
  }

  /** The rows in the heap where they fit, else in a subnode, whole rows to each block ([MS-PST] §2.3.4.4). */
  #writeRows(): { readonly rows: number } {
    const last = this.#current.subarray(0, this.#at);
    if (this.#blocks.length === 0 && this.#at <= LONGEST_ALLOCATION) return { rows: this.#heap.allocate(last) };
    return { rows: this.#nodes.addBlocks([...this.#blocks, last]) };
  }

  #writeRowIndex(): number {
    const { rowNumber } = this.#file.layout;
    const sorted = this.#ids.map((id, row) => ({ id, row })).sort((left, right) => left.id - right.id);
    const records = sorted.map(({ id, row }) => {
      const record = Buffer.alloc(4 + rowNumber);
      record.writeUInt32LE(id, 0);
      record.writeUIntLE(row, 4, rowNumber);
      return record;
    });
    return writeHeapTree(this.#heap, records, 4, rowNumber);
  }

  /** TCINFO ([MS-PST] §2.3.4.1). */
  #info(index: number, rows: number): Buffer {
    const { columns, ends } = this.#shape;
    const sorted = [...columns.values()].toSorted((left, right) => left.id - right.id);
    const info = Buffer.alloc(22 + sorted.length * 8);
    info[0] = HEAP_CLIENT.table;
    info[1] = sorted.length;
    for (const [at, end] of ends.entries()) info.writeUInt16LE(end, 2 + at * 2);
    info.writeUInt32LE(index, 10);
    info.writeUInt32LE(rows, 14);
    for (const [at, { id, type, at: place, size, bit }] of sorted.entries()) {
      info.writeUInt16LE(type, 22 + at * 8);
      info.writeUInt16LE(id, 24 + at * 8);
      info.writeUInt16LE(place, 26 + at * 8);
      info.set([size, bit], 28 + at * 8);
    }
    return info;
  }
}
