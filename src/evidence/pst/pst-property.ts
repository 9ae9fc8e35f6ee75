import type { MapiProperty } from '../mapi/property.ts';
import { singleType, TYPE } from '../mapi/property-type.ts';
import { isShortfall, type Shortfall } from '../shortfall.ts';
import { type HeapOnNode, isSubnodeId } from './heap-on-node.ts';
import type { PstNode } from './node.ts';
import { valuesOf } from './property-values.ts';
import { damaged, shownNumber } from './shortfall.ts';

/** A property in a heap, its value read when it is asked. */
export class PstProperty implements MapiProperty {
  readonly id: number;
  readonly #fullType: number;
  readonly #heap: HeapOnNode;
  readonly #value: Buffer | number;

  /** @param value the value's bytes; or the id of the allocation or subnode where they are (HNID; [MS-PST] §2.3.3.2), 0 for none. */
  constructor(heap: HeapOnNode, id: number, fullType: number, value: Buffer | number) {
    this.id = id;
    this.#fullType = fullType;
    this.#heap = heap;
    this.#value = value;
  }

  get type(): number {
    return singleType(this.#fullType);
  }

  get size(): number {
    if (typeof this.#value !== 'number') return this.#value.length;
    if (this.#fullType === TYPE.object) return 0;
    if (!isSubnodeId(this.#value)) {
      const bytes = this.#heap.allocation(this.#value);
      return isShortfall(bytes) ? -1 : bytes.length;
    }
    const node = this.#subnode(this.#value);
    return isShortfall(node) ? -1 : node.size;
  }

  values(): readonly Uint8Array[] | Shortfall {
    if (this.#fullType === TYPE.object) return [];
    const bytes = this.#bytes();
    return isShortfall(bytes) ? bytes : valuesOf(this.#fullType, bytes);
  }

  /**
   * Node id of an attached object ([MS-PST] §2.3.3.5), a subnode of the property's node: an embedded message, or an OLE object's data. Null for
   * any other property, and where the reference is lost.
   */
  objectNode(): number | null {
    if (this.#fullType !== TYPE.object || typeof this.#value !== 'number') return null;
    if (isSubnodeId(this.#value)) return this.#value;
    const reference = this.#heap.allocation(this.#value);
    return isShortfall(reference) || reference.length < 4 ? null : reference.readUInt32LE(0);
  }

  /** The value's first block, or all of a value in the heap; null for one without any. */
  head(): Buffer | Shortfall | null {
    if (typeof this.#value !== 'number' || !isSubnodeId(this.#value)) return this.#bytes();
    const node = this.#subnode(this.#value);
    return isShortfall(node) ? node : node.block(0);
  }

  #bytes(): Buffer | Shortfall {
    if (typeof this.#value !== 'number') return this.#value;
    if (!isSubnodeId(this.#value)) return this.#heap.allocation(this.#value);
    const node = this.#subnode(this.#value);
    return isShortfall(node) ? node : node.content();
  }

  #subnode(nid: number): PstNode | Shortfall {
    const subnode = this.#heap.node.subnode(nid);
    if (subnode !== null) return subnode;
    return damaged(
      `Node ${shownNumber(this.#heap.node.nid)} of the store has no subnode ${shownNumber(nid)}; what it held is lost.`,
    );
  }
}
