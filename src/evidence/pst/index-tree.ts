import type { RandomAccess } from '../source/random-access.ts';
import type { PageReference } from './header.ts';
import { type IndexKind, type IndexPage, keyAt, readPage } from './index-page.ts';
import { type Layout, readId } from './layout.ts';
import { PageCache } from './page-cache.ts';

/** An entry of a leaf page: bytes to read it from, and where in them it begins. */
export interface LeafEntry {
  readonly key: number;
  readonly bytes: Buffer;
  readonly at: number;
}

/** What a look-up finds: the entry; that there is none; or that the page which would hold it is lost. */
export type Found = LeafEntry | 'absent' | 'lost';

/** A half-open range of keys whose entries the tree cannot give, and where the damaged page stands; -1 where the tree has no root at all. */
export interface LostRange {
  readonly from: number;
  readonly to: number;
  readonly offset: number;
}

/**
 * One of the two B-trees ([MS-PST] §2.2.2.7.7), read page by page as it is asked. A page is believed only at the level and in the range of keys
 * that its parent gives it, so that no page is visited twice in a walk, whatever the file claims.
 */
export class IndexTree {
  readonly #access: RandomAccess;
  readonly #layout: Layout;
  readonly #kind: IndexKind;
  readonly #cache: PageCache;
  readonly #root: IndexPage | null;
  readonly #rootOffset: number;

  constructor(access: RandomAccess, layout: Layout, kind: IndexKind, root: PageReference | null) {
    this.#access = access;
    this.#layout = layout;
    this.#kind = kind;
    this.#cache = new PageCache(layout.pageBytes);
    this.#rootOffset = root === null ? -1 : root.offset;
    this.#root = root === null ? null : this.#page(root, null);
  }

  /** Whether there is a root to begin from. */
  get isRooted(): boolean {
    return this.#root !== null;
  }

  /** Looks up a key: a node id, or a block id with its lowest bit clear. */
  find(key: number): Found {
    let page = this.#root;
    let below = Number.POSITIVE_INFINITY;
    let isHoled = false;
    while (page !== null) {
      const index = this.#floor(page, key);
      isHoled = hasGapBehind(page, index) || (isHoled && index === page.count - 1);
      if (page.level === 0 || index < 0) return this.#leafEntry(page, index, key) ?? (isHoled ? 'lost' : 'absent');
      if (index + 1 < page.count) below = this.#key(page, index + 1);
      page = this.#child(page, index, below);
    }
    return 'lost';
  }

  /** Where the leaf page stands that the tree has for a key; null where it has none. */
  leafOf(key: number): number | null {
    const found = this.#descend(key);
    return found === null ? null : found.offset;
  }

  /** All entries by ascending key, and the ranges that are lost, each in its place. */
  *walk(): Generator<LeafEntry | LostRange> {
    if (this.#root === null) yield { from: 0, to: Number.POSITIVE_INFINITY, offset: this.#rootOffset };
    else yield* this.#walkPage(this.#root, 0, Number.POSITIVE_INFINITY);
  }

  *#walkPage(page: IndexPage, from: number, to: number): Generator<LeafEntry | LostRange, number> {
    let reached = from;
    for (let index = 0; index < page.count; index++) {
      const key = this.#key(page, index);
      if (key >= to) break;
      if (page.gaps?.[index] && key > reached) yield { from: reached, to: key, offset: page.offset };
      const end = index + 1 < page.count ? Math.min(to, this.#key(page, index + 1)) : to;
      if (page.level === 0) {
        yield { key, bytes: page.bytes, at: index * page.entryBytes };
        reached = key + 1;
      } else reached = yield* this.#walkChild(page, index, end);
    }
    if (!page.gaps?.[page.count]) return reached;
    if (reached < to) yield { from: reached, to, offset: page.offset };
    return to;
  }

  *#walkChild(page: IndexPage, index: number, end: number): Generator<LeafEntry | LostRange, number> {
    const child = this.#child(page, index, end);
    if (child !== null) return yield* this.#walkPage(child, this.#key(page, index), end);
    yield { from: this.#key(page, index), to: end, offset: this.#reference(page, index).offset };
    return end;
  }

  #descend(key: number): IndexPage | null {
    let page = this.#root;
    let below = Number.POSITIVE_INFINITY;
    while (page !== null && page.level > 0) {
      const index = this.#floor(page, key);
      if (index < 0) return null;
      if (index + 1 < page.count) below = this.#key(page, index + 1);
      page = this.#child(page, index, below);
    }
    return page;
  }

  #leafEntry(page: IndexPage, index: number, key: number): LeafEntry | null {
    if (page.level > 0 || index < 0 || this.#key(page, index) !== key) return null;
    return { key, bytes: page.bytes, at: index * page.entryBytes };
  }

  /** The last entry with a key not above the one given; -1 where there is none. */
  #floor(page: IndexPage, key: number): number {
    let low = 0;
    let high = page.count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#key(page, middle) <= key) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  #key(page: IndexPage, index: number): number {
    return keyAt(page.bytes, index * page.entryBytes, this.#kind, this.#layout);
  }

  #reference(page: IndexPage, index: number): PageReference {
    const { idBytes } = this.#layout;
    const at = index * page.entryBytes + idBytes;
    return { id: readId(page.bytes, at, idBytes), offset: readId(page.bytes, at + idBytes, idBytes) };
  }

  /** The page that an entry leads to, where its first key is in the entry's range. */
  #child(page: IndexPage, index: number, below: number): IndexPage | null {
    const child = this.#page(this.#reference(page, index), page.level - 1);
    if (child === null || child.count === 0) return child;
    const first = this.#key(child, 0);
    return first >= this.#key(page, index) && first < below ? child : null;
  }

  #page(reference: PageReference, level: number | null): IndexPage | null {
    const held = this.#cache.get(reference.offset);
    if (held !== undefined)
      return held !== null && held.id === reference.id && (level === null || held.level === level) ? held : null;
    const bytes = ownBytes(this.#access.read(reference.offset, this.#layout.pageBytes));
    const page = readPage(bytes, reference, this.#kind, level, this.#layout);
    this.#cache.set(reference.offset, page);
    return page;
  }
}

/** A copy with memory of its own: a page kept from a larger piece of memory would keep all of that. */
function ownBytes(bytes: Buffer): Buffer {
  const own = Buffer.allocUnsafeSlow(bytes.length);
  bytes.copy(own);
  return own;
}

function hasGapBehind(page: IndexPage, index: number): boolean {
  return page.gaps?.[index + 1] ?? false;
}
