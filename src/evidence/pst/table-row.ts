import type { MapiProperties, MapiProperty } from '../mapi/property.ts';
import { fixedBytes } from '../mapi/property-type.ts';
import type { HeapOnNode } from './heap-on-node.ts';
import { PstProperty } from './pst-property.ts';
import type { TableColumn, TableShape } from './table-columns.ts';

/** The cells of one row that exist, made properties when they are asked for. */
export class TableRow implements MapiProperties {
  readonly #heap: HeapOnNode;
  readonly #shape: TableShape;
  readonly #bytes: Buffer;

  constructor(heap: HeapOnNode, shape: TableShape, bytes: Buffer) {
    this.#heap = heap;
    this.#shape = shape;
    this.#bytes = bytes;
  }

  get size(): number {
    let count = 0;
    for (const column of this.#shape.columns.values()) if (this.#exists(column)) count += 1;
    return count;
  }

  has(id: number): boolean {
    const column = this.#shape.columns.get(id);
    return column !== undefined && this.#exists(column);
  }

  get(id: number): MapiProperty | undefined {
    const column = this.#shape.columns.get(id);
    return column === undefined || !this.#exists(column) ? undefined : this.#property(column);
  }

  forEach(visit: (value: MapiProperty, key: number, map: MapiProperties) => void): void {
    for (const [id, property] of this.entries()) visit(property, id, this);
  }

  *entries(): MapIterator<[number, MapiProperty]> {
    for (const column of this.#shape.columns.values()) {
      if (this.#exists(column)) yield [column.id, this.#property(column)];
    }
  }

  *keys(): MapIterator<number> {
    for (const [id] of this.entries()) yield id;
  }

  *values(): MapIterator<MapiProperty> {
    for (const [, property] of this.entries()) yield property;
  }

  [Symbol.iterator](): MapIterator<[number, MapiProperty]> {
    return this.entries();
  }

  /** Bits count from the highest of the first byte ([MS-PST] §2.3.4.4.1, rgbCEB). */
  #exists({ bit }: TableColumn): boolean {
    return ((this.#bytes[this.#shape.cellMapAt + (bit >>> 3)] as number) & (0x80 >>> (bit & 7))) !== 0;
  }

  #property({ id, type, at, bytes }: TableColumn): MapiProperty {
    const size = fixedBytes(type);
    const isInline = size !== null && size <= 8;
    const value = isInline || bytes < 4 ? this.#bytes.subarray(at, at + bytes) : this.#bytes.readUInt32LE(at);
    return new PstProperty(this.#heap, id, type, value);
  }
}
