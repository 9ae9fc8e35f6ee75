import { isShortfall, type Shortfall } from '../shortfall.ts';
import { isInternal } from './block.ts';
import type { BlockFile } from './block-file.ts';
import { readId } from './layout.ts';
import { damaged, overBudget, shownNumber } from './shortfall.ts';

/** An entry of a node's own index of subnodes ([MS-PST] §2.2.2.8.3.3.1.1): their data, and the subnodes inside them. */
export interface SubnodeEntry {
  readonly nid: number;
  readonly dataId: number;
  readonly subnodesId: number;
}

const SUBNODE_TYPE = 0x02;

/** Levels above the leaves; the format knows one. */
const MAX_LEVEL = 4;

/** A block of the index: SLBLOCK at level 0, SIBLOCK above ([MS-PST] §2.2.2.8.3.3). */
interface SubnodeBlock {
  readonly data: Buffer;
  readonly level: number;
  readonly count: number;
  readonly entryBytes: number;
  readonly headBytes: number;
}

/** The index of a node's subnodes, read as it is asked; the leaf used last is kept. */
export class SubnodeTree {
  readonly #file: BlockFile;
  readonly #id: number;
  #root: SubnodeBlock | Shortfall | null = null;
  #leaf: { readonly id: number; readonly block: SubnodeBlock } | null = null;

  /** @param id BID of the outermost block. */
  constructor(file: BlockFile, id: number) {
    this.#file = file;
    this.#id = id;
  }

  /** The entry of a subnode; null where there is none. */
  find(nid: number): SubnodeEntry | Shortfall | null {
    let block = this.#rootBlock();
    while (!isShortfall(block) && block.level > 0) {
      const entry = this.#lastUpTo(block, nid);
      if (entry === null) return null;
      block = this.#child(entry.dataId, block.level - 1);
    }
    if (isShortfall(block)) return block;
    const entry = this.#lastUpTo(block, nid);
    return entry?.nid === nid ? entry : null;
  }

  /** All entries that can be read, and a shortfall for each block of the index that cannot. */
  *all(): Generator<SubnodeEntry | Shortfall> {
    const root = this.#rootBlock();
    if (isShortfall(root)) yield root;
    else yield* this.#walk(root, new Set([this.#id]));
  }

  *#walk(block: SubnodeBlock, visited: Set<number>): Generator<SubnodeEntry | Shortfall> {
    for (let index = 0; index < block.count; index++) {
      const entry = this.#entry(block, index);
      if (entry.nid === 0) continue;
      if (block.level === 0) {
        yield entry;
        continue;
      }
      if (visited.has(entry.dataId)) {
        yield overBudget(`An index of subnodes names block ${shownNumber(entry.dataId)} twice; it is read once.`);
        continue;
      }
      visited.add(entry.dataId);
      const child = this.#child(entry.dataId, block.level - 1);
      if (isShortfall(child)) yield child;
      else yield* this.#walk(child, visited);
    }
  }

  #rootBlock(): SubnodeBlock | Shortfall {
    this.#root ??= this.#read(this.#id);
    return this.#root;
  }

  #child(id: number, level: number): SubnodeBlock | Shortfall {
    if (this.#leaf?.id === id && this.#leaf.block.level === level) return this.#leaf.block;
    const block = this.#read(id);
    if (isShortfall(block)) return block;
    if (block.level !== level) return notAnIndex(id);
    if (level === 0) this.#leaf = { id, block };
    return block;
  }

  #read(id: number): SubnodeBlock | Shortfall {
    const block = isInternal(id) ? this.#file.read(id) : notAnIndex(id);
    if (isShortfall(block)) return block;
    const { data } = block;
    const { idBytes } = this.#file.layout;
    const headBytes = idBytes === 8 ? 8 : 4;
    if (data.length < headBytes || data[0] !== SUBNODE_TYPE) return notAnIndex(id);
    const level = data[1] as number;
    if (level > MAX_LEVEL) return notAnIndex(id);
    const entryBytes = (level === 0 ? 3 : 2) * idBytes;
    const count = Math.min(data.readUInt16LE(2), Math.floor((data.length - headBytes) / entryBytes));
    return { data, level, count, entryBytes, headBytes };
  }

  /** The last entry whose nid is not above the one given, wherever it stands: in a damaged block the order need not hold. */
  #lastUpTo(block: SubnodeBlock, nid: number): SubnodeEntry | null {
    const { data, count, entryBytes, headBytes } = block;
    let best = -1;
    let bestNid = 0;
    for (let index = 0; index < count; index++) {
      const key = data.readUInt32LE(headBytes + index * entryBytes);
      if (key > nid || key <= bestNid) continue;
      best = index;
      bestNid = key;
    }
    return best < 0 ? null : this.#entry(block, best);
  }

  #entry({ data, level, entryBytes, headBytes }: SubnodeBlock, index: number): SubnodeEntry {
    const { idBytes } = this.#file.layout;
    const at = headBytes + index * entryBytes;
    return {
      nid: data.readUInt32LE(at),
      dataId: readId(data, at + idBytes, idBytes),
      subnodesId: level === 0 ? readId(data, at + 2 * idBytes, idBytes) : 0,
    };
  }
}

function notAnIndex(id: number): Shortfall {
  return damaged(`Block ${shownNumber(id)} of the store is not the index of subnodes it should be; they are lost.`);
}
