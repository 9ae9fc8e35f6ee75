import type { RandomAccess } from '../source/random-access.ts';
import { type BlockPlace, readBlockEntry } from './block.ts';
import type { BlockPlaces } from './block-file.ts';
import type { FileRange } from './file-scan.ts';
import type { IndexTree } from './index-tree.ts';
import type { Layout } from './layout.ts';
import { StrayBlocks } from './stray-blocks.ts';

/** The places of blocks: as the index has them, and, once one is not there, as a search of the file finds them. */
export class BlockIndex implements BlockPlaces {
  readonly #access: RandomAccess;
  readonly #layout: Layout;
  readonly #tree: IndexTree;
  readonly #searched: () => Iterable<FileRange>;
  readonly #most: number;
  #strays: StrayBlocks | null = null;

  /** @param searched the stretches of the file where blocks are looked for that the index does not have. @param most blocks kept that are found so. */
  constructor(
    access: RandomAccess,
    layout: Layout,
    tree: IndexTree,
    searched: () => Iterable<FileRange>,
    most: number,
  ) {
    this.#access = access;
    this.#layout = layout;
    this.#tree = tree;
    this.#searched = searched;
    this.#most = most;
  }

  /** What the index has of a block; null where it has none. */
  listed(id: number): BlockPlace | null {
    const found = this.#tree.find(id - (id % 2));
    return typeof found === 'string' ? null : readBlockEntry(found.bytes, found.at, this.#layout);
  }

  /** Whether there is any place to look for a block. */
  has(id: number): boolean {
    return this.listed(id) !== null || this.#found().placesOf(id - (id % 2)).length > 0;
  }

  /** Whether a search of the file found more blocks than are kept. */
  get isCut(): boolean {
    return this.#strays?.isCut ?? false;
  }

  *placesOf(id: number): Generator<BlockPlace> {
    const listed = this.listed(id);
    if (listed !== null) yield listed;
    yield* this.#found().placesOf(id - (id % 2));
  }

  #found(): StrayBlocks {
    this.#strays ??= new StrayBlocks(
      this.#access,
      this.#layout,
      this.#searched(),
      this.#most,
      (place) => this.listed(place.id)?.offset === place.offset,
    );
    return this.#strays;
  }
}
