import type { BlockFile, Content } from './block-file.ts';
import { writeSubnodes } from './subnode-tree.ts';

/** Node type of a subnode that holds a value too long for its heap ([MS-PST] §2.2.2.1). */
const VALUE_NODE = 0x1f;

/** The subnodes of one node in the making. */
export class LocalNodes {
  readonly #file: BlockFile;
  readonly #nodes = new Map<number, Content>();
  #next = 1;

  constructor(file: BlockFile) {
    this.#file = file;
  }

  /** A node of the given type ([MS-PST] §2.2.2.1) with a number of its own. @returns its node id */
  add(type: number, content: Content): number {
    const nid = (0x400 + this.#next++) * 32 + type;
    this.set(nid, content);
    return nid;
  }

  set(nid: number, content: Content): void {
    this.#nodes.set(nid, content);
  }

  /** A value of any length. @returns its node id */
  addValue(bytes: Uint8Array): number {
    return this.add(VALUE_NODE, { data: this.#file.writeData(bytes), subnodes: 0 });
  }

  /** Data that is cut into blocks already. @returns its node id */
  addBlocks(blocks: readonly Uint8Array[]): number {
    return this.add(VALUE_NODE, { data: this.#file.writeBlocks(blocks), subnodes: 0 });
  }

  /** Writes their index. @returns its block id; 0 where there is none */
  finish(): number {
    return writeSubnodes(
      this.#file,
      [...this.#nodes].map(([nid, content]) => ({ nid, ...content })),
    );
  }
}
