import type { RandomAccess } from '../source/random-access.ts';
import type { FileRange } from './file-scan.ts';
import type { IndexTree } from './index-tree.ts';
import type { Layout } from './layout.ts';
import { type NodeRecord, readNodeRecord } from './node-record.ts';
import { StrayNodes } from './stray-nodes.ts';

/** The nodes of a store: as the index has them, and where a page of it is lost, as a search of the file finds them. */
export class NodeIndex {
  readonly #access: RandomAccess;
  readonly #layout: Layout;
  readonly #tree: IndexTree;
  readonly #hasBlock: (id: number) => boolean;
  readonly #searched: () => Iterable<FileRange>;
  readonly #most: number;
  #strays: StrayNodes | null = null;

  /** @param searched the stretches of the file where entries are looked for that the index does not reach. @param most entries kept that are found so. */
  constructor(
    access: RandomAccess,
    layout: Layout,
    tree: IndexTree,
    hasBlock: (id: number) => boolean,
    searched: () => Iterable<FileRange>,
    most: number,
  ) {
    this.#access = access;
    this.#layout = layout;
    this.#tree = tree;
    this.#hasBlock = hasBlock;
    this.#searched = searched;
    this.#most = most;
  }

  /** The entry of a node; null where there is none. */
  find(nid: number): NodeRecord | null {
    const found = this.#tree.find(nid);
    if (found === 'lost') return this.#found().find(nid);
    return found === 'absent' ? null : readNodeRecord(found.bytes, found.at, this.#layout);
  }

  /** All entries, by ascending id. */
  *all(): Generator<NodeRecord> {
    for (const step of this.#tree.walk()) {
      if ('key' in step) yield readNodeRecord(step.bytes, step.at, this.#layout);
      else yield* this.#found().within(step.from, step.to);
    }
  }

  /** Whether a search of the file found more entries than are kept. */
  get isCut(): boolean {
    return this.#strays?.isCut ?? false;
  }

  /** Entries of nodes that the index has no more, in the order of the file; of one node there may be several. */
  outOfDate(): Generator<NodeRecord> {
    return this.#found().outOfDate();
  }

  #found(): StrayNodes {
    this.#strays ??= new StrayNodes(
      this.#access,
      this.#layout,
      this.#searched(),
      this.#tree,
      this.#most,
      this.#hasBlock,
    );
    return this.#strays;
  }
}
