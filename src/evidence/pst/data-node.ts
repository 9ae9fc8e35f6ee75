import { isShortfall, type Shortfall } from '../shortfall.ts';
import type { BlockFile } from './block-file.ts';
import { type DataBlocks, readDataBlocks } from './data-tree.ts';
import type { PstNode, PstStore } from './node.ts';
import { damaged, overBudget } from './shortfall.ts';
import { type SubnodeEntry, SubnodeTree } from './subnode-tree.ts';

/** A node or subnode, its data and subnodes read as they are asked. */
export class DataNode implements PstNode {
  readonly nid: number;
  readonly #file: BlockFile;
  readonly #dataId: number;
  readonly #subnodes: SubnodeTree | null;
  #blocks: DataBlocks | Shortfall | null = null;

  constructor(file: BlockFile, { nid, dataId, subnodesId }: SubnodeEntry) {
    this.nid = nid;
    this.#file = file;
    this.#dataId = dataId;
    this.#subnodes = subnodesId === 0 ? null : new SubnodeTree(file, subnodesId);
  }

  get format(): PstStore['format'] {
    return this.#file.layout.format;
  }

  get place(): PstNode['place'] {
    const blocks = this.#dataBlocks();
    const first = isShortfall(blocks) ? null : blocks.ids[0];
    const place = typeof first === 'number' ? this.#file.place(first) : null;
    return place === null ? null : { offset: place.offset, length: place.storedBytes };
  }

  get size(): number {
    const blocks = this.#dataBlocks();
    return isShortfall(blocks) ? -1 : blocks.bytes;
  }

  get blockCount(): number {
    const blocks = this.#dataBlocks();
    return isShortfall(blocks) ? -1 : blocks.ids.length;
  }

  block(index: number): Buffer | Shortfall | null {
    const blocks = this.#dataBlocks();
    if (isShortfall(blocks)) return index === 0 ? blocks : null;
    const id = blocks.ids[index];
    return id === undefined ? null : this.#read(id);
  }

  *blocks(): Generator<Buffer | Shortfall> {
    const blocks = this.#dataBlocks();
    if (isShortfall(blocks)) {
      yield blocks;
      return;
    }
    let left = this.#file.fileBytes;
    for (const id of blocks.ids) {
      left -= typeof id === 'number' ? (this.#file.place(id)?.storedBytes ?? 0) : 0;
      if (left < 0) {
        yield overBudget('A node of the store claims more data than the file holds; the rest is not read.');
        return;
      }
      yield this.#read(id);
    }
  }

  content(): Buffer | Shortfall {
    const most = this.#file.budget.partBytes;
    if (this.size > most)
      return overBudget(`A value of ${this.size} bytes is over the budget for one part; raise the budget to read it.`);
    const pieces: Buffer[] = [];
    let total = 0;
    for (const piece of this.blocks()) {
      if (isShortfall(piece)) return piece;
      total += piece.length;
      if (total > most) return overBudget('A value is over the budget for one part; raise the budget to read it.');
      pieces.push(piece);
    }
    return pieces.length === 1 ? (pieces[0] as Buffer) : Buffer.concat(pieces, total);
  }

  subnode(nid: number): PstNode | Shortfall | null {
    const entry = this.#subnodes === null ? null : this.#subnodes.find(nid);
    return entry === null || isShortfall(entry) ? entry : new DataNode(this.#file, entry);
  }

  *subnodes(): Generator<PstNode | Shortfall> {
    if (this.#subnodes === null) return;
    for (const entry of this.#subnodes.all()) yield isShortfall(entry) ? entry : new DataNode(this.#file, entry);
  }

  #dataBlocks(): DataBlocks | Shortfall {
    this.#blocks ??= readDataBlocks(this.#file, this.#dataId);
    return this.#blocks;
  }

  #read(id: number | Shortfall): Buffer | Shortfall {
    if (typeof id !== 'number') return id;
    if (id % 4 >= 2) return damaged('A list of data blocks names a list in their place; the data is lost.');
    const block = this.#file.read(id);
    return isShortfall(block) ? block : block.data;
  }
}
