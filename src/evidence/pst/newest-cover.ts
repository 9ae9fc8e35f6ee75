/** A leaf page that was once part of an index: the keys it answered for, and its rank, which is higher the later it was written. */
export interface CoveringPage {
  readonly first: number;
  readonly last: number;
  readonly rank: number;
}

/**
 * Tells, for keys asked in ascending order, the rank of the newest page that answered for each: where that page does not have the key, older pages
 * that do are out of date.
 */
export class NewestCover {
  readonly #pages: readonly CoveringPage[];
  readonly #heap: CoveringPage[] = [];
  #next = 0;

  constructor(pages: readonly CoveringPage[]) {
    this.#pages = [...pages].sort((one, other) => one.first - other.first);
  }

  /** Rank of the newest page over a key, which must not be below the key asked before; -1 where there is none. */
  rankAt(key: number): number {
    for (; this.#next < this.#pages.length; this.#next++) {
      const page = this.#pages[this.#next] as CoveringPage;
      if (page.first > key) break;
      this.#push(page);
    }
    for (let top = this.#heap[0]; top !== undefined; top = this.#heap[0]) {
      if (top.last >= key) return top.rank;
      this.#dropTop();
    }
    return -1;
  }

  #push(page: CoveringPage): void {
    const heap = this.#heap;
    let at = heap.length;
    heap.push(page);
    while (at > 0) {
      const above = (at - 1) >>> 1;
      if ((heap[above] as CoveringPage).rank >= page.rank) break;
      heap[at] = heap[above] as CoveringPage;
      at = above;
    }
    heap[at] = page;
  }

  #dropTop(): void {
    const heap = this.#heap;
    const moved = heap.pop();
    if (moved === undefined || heap.length === 0) return;
    let at = 0;
    for (let below = 1; below < heap.length; below = 2 * at + 1) {
      const right = heap[below + 1];
      if (right !== undefined && right.rank > (heap[below] as CoveringPage).rank) below += 1;
      if ((heap[below] as CoveringPage).rank <= moved.rank) break;
      heap[at] = heap[below] as CoveringPage;
      at = below;
    }
    heap[at] = moved;
  }
}
