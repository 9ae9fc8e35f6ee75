import type { IndexPage } from './index-page.ts';

/** Bytes of pages that one generation may hold: what two trees of 50 GB need of branches, and a working set of leaves. */
const GENERATION_BYTES = 8 * 1024 * 1024;

/** The pages used last, by their place: two generations, of which the older one goes as a whole, so that a hit costs one look-up. */
export class PageCache {
  readonly #capacity: number;
  #young = new Map<number, IndexPage | null>();
  #old = new Map<number, IndexPage | null>();

  constructor(pageBytes: number) {
    this.#capacity = GENERATION_BYTES / pageBytes;
  }

  /** @returns undefined where it is not held; null where it is known to be unusable. */
  get(offset: number): IndexPage | null | undefined {
    const page = this.#young.get(offset);
    if (page !== undefined) return page;
    const older = this.#old.get(offset);
    if (older !== undefined) this.set(offset, older);
    return older;
  }

  set(offset: number, page: IndexPage | null): void {
    if (this.#young.size >= this.#capacity) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(offset, page);
  }
}
