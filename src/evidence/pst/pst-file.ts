import type { Shortfall } from '../shortfall.ts';
import { type BlockFile, SPENT } from './block-file.ts';
import { DataNode } from './data-node.ts';
import { indexDamage, type StoreDamage } from './index-damage.ts';
import type { NodeEntry, PstStore } from './node.ts';
import type { NodeRecord } from './node-record.ts';
import type { OpenedIndexes } from './open-indexes.ts';
import { overBudget } from './shortfall.ts';

/** A store whose indexes are open. */
export class PstFile implements PstStore {
  readonly #indexes: OpenedIndexes;
  readonly #blocks: BlockFile;
  #damage: readonly StoreDamage[] | null = null;

  constructor(indexes: OpenedIndexes, blocks: BlockFile) {
    this.#indexes = indexes;
    this.#blocks = blocks;
  }

  get format(): PstStore['format'] {
    return this.#blocks.layout.format;
  }

  /** Walks through both indexes, once. */
  get damage(): readonly StoreDamage[] {
    const { damage, nodeTree, blockTree } = this.#indexes;
    this.#damage ??= [...damage, ...indexDamage(nodeTree, 'node'), ...indexDamage(blockTree, 'block')];
    return this.#damage;
  }

  node(nid: number): NodeEntry | null {
    const record = this.#indexes.nodes.find(nid);
    return record === null ? null : this.#entry(record);
  }

  *nodes(): Generator<NodeEntry> {
    for (const record of this.#indexes.nodes.all()) yield this.#entry(record);
  }

  suspectBlocks(): number {
    return this.#blocks.suspects;
  }

  isSpent(): boolean {
    return this.#blocks.isSpent;
  }

  shortfalls(): readonly Shortfall[] {
    const { nodes, blocks } = this.#indexes;
    const shortfalls: Shortfall[] = [];
    if (nodes.isCut) shortfalls.push(tooMany('entries of items'));
    if (blocks.isCut) shortfalls.push(tooMany('blocks'));
    if (this.#blocks.isSpent) shortfalls.push(SPENT);
    return shortfalls;
  }

  *recovered(): Generator<NodeEntry> {
    for (const record of this.#indexes.nodes.outOfDate()) {
      if (this.#blocks.place(record.dataId) !== null) yield this.#entry(record);
    }
  }

  #entry(record: NodeRecord): NodeEntry {
    return { nid: record.nid, parent: record.parent, open: () => new DataNode(this.#blocks, record) };
  }
}

function tooMany(what: string): Shortfall {
  return overBudget(
    `The file holds more ${what} outside the store's indexes than are kept; of those further back in the file nothing is recovered. Recover them with another program.`,
  );
}
