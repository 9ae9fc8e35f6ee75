import type { Shortfall } from '../shortfall.ts';

/** The content of a node or subnode of a PST ([MS-PST] §2.2.1): its data, and the nodes inside it. */
export interface PstNode {
  /** Node id (NID); its low five bits are the node's type. Unique among its siblings. */
  readonly nid: number;
  readonly format: PstStore['format'];
  /** Bytes of the file where the first block of its data stands, and that block's length; null where there is no data. */
  readonly place: { readonly offset: number; readonly length: number } | null;
  /**
   * The decoded data as its blocks, in order, read anew at each call, one at a time. A block that is lost is a shortfall in its place, so that what
   * lies after it keeps its number.
   */
  readonly blocks: () => Generator<Buffer | Shortfall>;
  /** One block by its number; null beyond the last. */
  readonly block: (index: number) => Buffer | Shortfall | null;
  /** Bytes of data as the index has it; -1 where not known. */
  readonly size: number;
  /** Blocks of data; -1 where the list of them is lost. */
  readonly blockCount: number;
  /** All data in one piece, read anew at each call; a shortfall where a block is lost or where it is over the budget for one part. */
  readonly content: () => Buffer | Shortfall;
  readonly subnode: (nid: number) => PstNode | Shortfall | null;
  /** All subnodes whose index entries can be read, and a shortfall for each piece of the index that cannot. */
  readonly subnodes: () => Generator<PstNode | Shortfall>;
}

/** An entry of the store's node index ([MS-PST] §2.2.2.7.7.4). */
export interface NodeEntry {
  readonly nid: number;
  /** The folder that holds the node, or itself; 0 where it has none. */
  readonly parent: number;
  /** Opens the node's data; reads nothing but the index. */
  readonly open: () => PstNode | Shortfall;
}

/** A PST or OST opened: what its two indexes reach, mended from the pages that are still there where they are damaged. */
export interface PstStore {
  readonly format: 'ansi' | 'unicode' | 'unicode-4k';
  /** The entry of a node; null where the index has none. */
  readonly node: (nid: number) => NodeEntry | null;
  /** All entries, by ascending nid. */
  readonly nodes: () => Generator<NodeEntry>;
  /** Pieces of the indexes that are lost, each with its place in the file; empty for a sound store. */
  readonly damage: readonly { readonly shortfall: Shortfall; readonly offset: number }[];
  /**
   * Blocks read so far whose checksum is wrong and whose bytes were used all the same. Who takes the count before and after reading an item knows
   * whether the item is touched.
   */
  readonly suspectBlocks: () => number;
  /** Whether no more data is read, as what was read has come to many times the file: what cannot be read from then on need not be lost. */
  readonly isSpent: () => boolean;
  /** What its limits kept from being read or looked at so far, each once. */
  readonly shortfalls: () => readonly Shortfall[];
  /** Nodes that no index holds any more and whose entries, or blocks, still stand in the file's pages, oldest place first. */
  readonly recovered: () => Generator<NodeEntry>;
}
