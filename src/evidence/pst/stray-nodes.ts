import type { RandomAccess } from '../source/random-access.ts';
import { isInternal } from './block.ts';
import { type FileRange, scanPages } from './file-scan.ts';
import { GrowingNumbers, orderBy } from './growing-numbers.ts';
import { type IndexPage, keyAt, mayBeIndexPage, recogniseNodeLeaf, wipedNodeLeaf } from './index-page.ts';
import type { IndexTree } from './index-tree.ts';
import type { Layout } from './layout.ts';
import { type CoveringPage, NewestCover } from './newest-cover.ts';
import { isWellFormed, type NodeRecord, readNodeRecord } from './node-record.ts';

/** Most states of one node that an entry is compared with. */
const MOST_STATES = 64;

/**
 * Entries in leaves of the node index that the index does not reach: of pages whose parents are damaged, and of pages given up and not yet
 * overwritten. Where the index has lost a range of keys, the newest page that answered for a key decides; all else is out of date.
 */
export class StrayNodes {
  readonly #layout: Layout;
  readonly #tree: IndexTree;
  readonly #hasBlock: (id: number) => boolean;
  readonly #most: number;
  readonly #pages: CoveringPage[] = [];
  readonly #nids = new GrowingNumbers();
  readonly #dataIds = new GrowingNumbers();
  readonly #subnodesIds = new GrowingNumbers();
  readonly #parents = new GrowingNumbers();
  readonly #ranks = new GrowingNumbers();
  /** Entries that stand for lost ones, by ascending nid, one for each. */
  readonly #mending: readonly number[];
  /** Entries out of date, in the order of the file. */
  readonly #stale: readonly number[];
  #isCut = false;

  /**
   * @param ranges where in the file pages are looked for.
   * @param most entries kept.
   * @param hasBlock whether a block is there: what tells entries where a page's trailer is gone.
   */
  constructor(
    access: RandomAccess,
    layout: Layout,
    ranges: Iterable<FileRange>,
    tree: IndexTree,
    most: number,
    hasBlock: (id: number) => boolean,
  ) {
    this.#layout = layout;
    this.#tree = tree;
    this.#hasBlock = hasBlock;
    this.#most = most;
    scanPages(access, layout, ranges, (chunk, at, offset) => {
      const page = this.#leafAt(chunk, at, offset);
      if (page !== null && !this.#isReached(page)) this.#collect(page);
    });
    [this.#mending, this.#stale] = this.#settle();
  }

  /** Whether there were more than are kept. */
  get isCut(): boolean {
    return this.#isCut;
  }

  /** The entry that stands for a lost one; null where there is none. */
  find(nid: number): NodeRecord | null {
    const at = this.#firstFrom(nid);
    const index = this.#mending[at];
    return index !== undefined && this.#nids.at(index) === nid ? this.#record(index) : null;
  }

  /** The entries that stand for lost ones in a half-open range of ids, by ascending id. */
  *within(from: number, to: number): Generator<NodeRecord> {
    for (let at = this.#firstFrom(from); at < this.#mending.length; at++) {
      const record = this.#record(this.#mending[at] as number);
      if (record.nid >= to) return;
      yield record;
    }
  }

  /** Entries that are out of date, in the order of the file; of one node there may be several. */
  *outOfDate(): Generator<NodeRecord> {
    for (const index of this.#stale) yield this.#record(index);
  }

  #leafAt(chunk: Buffer, at: number, offset: number): IndexPage | null {
    if (!this.#mayBeLeaf(chunk, at)) return null;
    const bytes = chunk.subarray(at, at + this.#layout.pageBytes);
    const known = mayBeIndexPage(bytes, this.#layout) ? recogniseNodeLeaf(bytes, offset, this.#layout) : null;
    if (known !== null) return known;
    const wiped = wipedNodeLeaf(bytes, offset, this.#layout);
    return wiped === null ? null : this.#believable(wiped);
  }

  /** Two looks at bytes in place, which nearly every place of a file fails: the type of an index page, or an end that is wiped. */
  #mayBeLeaf(chunk: Buffer, at: number): boolean {
    const { pageBodyBytes, pageBytes } = this.#layout;
    const type = chunk[at + pageBodyBytes] as number;
    if ((type & 0xfe) === 0x80) return true;
    const end = at + pageBytes;
    const isWiped = chunk[end - 1] === 0 && chunk[end - 2] === 0 && chunk[end - 3] === 0 && chunk[end - 4] === 0;
    return isWiped && chunk[at] !== 0 && isWellFormed(chunk, at, this.#layout);
  }

  /** The entries up to the first that is not formed as one or leads to no block: nothing else tells a page without an end from other bytes. */
  #believable(page: IndexPage): IndexPage | null {
    let count = 0;
    for (; count < page.count; count++) {
      const at = count * page.entryBytes;
      if (!isWellFormed(page.bytes, at, this.#layout)) break;
      const { dataId, subnodesId } = readNodeRecord(page.bytes, at, this.#layout);
      const hasSubnodes = subnodesId === 0 || (isInternal(subnodesId) && this.#hasBlock(subnodesId));
      if (!hasSubnodes || !this.#hasBlock(dataId)) break;
    }
    return count === 0 ? null : { ...page, count };
  }

  #isReached(page: IndexPage): boolean {
    return page.count === 0 || this.#tree.leafOf(keyAt(page.bytes, 0, 'node', this.#layout)) === page.offset;
  }

  #collect(page: IndexPage): void {
    if (this.#nids.length + page.count > this.#most) {
      this.#isCut = true;
      return;
    }
    const keyOf = (entry: number): number => keyAt(page.bytes, entry * page.entryBytes, 'node', this.#layout);
    this.#pages.push({ first: keyOf(0), last: keyOf(page.count - 1), rank: page.gaps === null ? page.id : -1 });
    for (let entry = 0; entry < page.count; entry++) {
      const record = readNodeRecord(page.bytes, entry * page.entryBytes, this.#layout);
      if (this.#isCurrent(record)) continue;
      this.#nids.push(record.nid);
      this.#dataIds.push(record.dataId);
      this.#subnodesIds.push(record.subnodesId);
      this.#parents.push(record.parent);
      this.#ranks.push(page.id);
    }
  }

  #isCurrent({ nid, dataId, subnodesId }: NodeRecord): boolean {
    const found = this.#tree.find(nid);
    if (typeof found === 'string') return false;
    const current = readNodeRecord(found.bytes, found.at, this.#layout);
    return current.dataId === dataId && current.subnodesId === subnodesId;
  }

  /** Parts the entries that stand for lost ones from those that are out of date; of entries that say the same the newest is kept. */
  #settle(): readonly [mending: readonly number[], stale: readonly number[]] {
    const order = orderBy(this.#nids.values(), this.#ranks.values()).reverse();
    const mending: number[] = [];
    const stale: number[] = [];
    let group: number[] = [];
    for (const index of order) {
      if (group[0] === undefined || this.#nids.at(group[0]) !== this.#nids.at(index)) group = [];
      else if (group.some((newer) => this.#isSame(newer, index))) continue;
      const isNewest = group.length === 0;
      if (group.length < MOST_STATES) group.push(index);
      (isNewest && this.#tree.find(this.#nids.at(index)) === 'lost' ? mending : stale).push(index);
    }
    const [standing, outdated] = this.#partByCover(mending.reverse());
    return [standing, [...stale, ...outdated].sort((one, other) => one - other)];
  }

  #isSame(one: number, other: number): boolean {
    return (
      this.#dataIds.at(one) === this.#dataIds.at(other) && this.#subnodesIds.at(one) === this.#subnodesIds.at(other)
    );
  }

  /** @param newest entries by ascending nid. */
  #partByCover(newest: readonly number[]): readonly [standing: number[], outdated: number[]] {
    const cover = new NewestCover(this.#pages);
    const standing: number[] = [];
    const outdated: number[] = [];
    for (const index of newest) {
      const isOutdated = cover.rankAt(this.#nids.at(index)) > this.#ranks.at(index);
      (isOutdated ? outdated : standing).push(index);
    }
    return [standing, outdated];
  }

  #firstFrom(nid: number): number {
    let low = 0;
    let high = this.#mending.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#nids.at(this.#mending[middle] as number) < nid) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #record(index: number): NodeRecord {
    return {
      nid: this.#nids.at(index),
      dataId: this.#dataIds.at(index),
      subnodesId: this.#subnodesIds.at(index),
      parent: this.#parents.at(index),
    };
  }
}
