import type { RandomAccess } from '../source/random-access.ts';
import type { BlockPlace } from './block.ts';
import { type FileRange, scanBlocks } from './file-scan.ts';
import { GrowingNumbers, orderBy } from './growing-numbers.ts';
import type { Layout } from './layout.ts';

/** Blocks that stand in the file and that the block index does not have there: its entry is lost, or they were given up and not yet overwritten. */
export class StrayBlocks {
  readonly #ids = new GrowingNumbers();
  readonly #offsets = new GrowingNumbers();
  /** Stored bytes, and above them those of the data. */
  readonly #sizes = new GrowingNumbers();
  readonly #order: Uint32Array;
  #isCut = false;

  /**
   * @param ranges where in the file blocks are looked for.
   * @param most blocks kept.
   * @param isListed whether the index has the block at that place.
   */
  constructor(
    access: RandomAccess,
    layout: Layout,
    ranges: Iterable<FileRange>,
    most: number,
    isListed: (place: BlockPlace) => boolean,
  ) {
    scanBlocks(access, layout, ranges, (place) => {
      if (isListed(place)) return;
      this.#isCut = this.#ids.length >= most;
      if (this.#isCut) return;
      this.#ids.push(place.id);
      this.#offsets.push(place.offset);
      this.#sizes.push(place.dataBytes * SIZE_UNIT + place.storedBytes);
    });
    const ids = this.#ids.values();
    this.#order = orderBy(ids, this.#offsets.values());
  }

  /** Whether there were more than are kept. */
  get isCut(): boolean {
    return this.#isCut;
  }

  /** The places where a block was seen. */
  placesOf(id: number): readonly BlockPlace[] {
    const places: BlockPlace[] = [];
    for (let at = this.#firstOf(id); at < this.#order.length && places.length < MOST_PLACES; at++) {
      const index = this.#order[at] as number;
      if (this.#ids.at(index) !== id) break;
      const sizes = this.#sizes.at(index);
      const storedBytes = sizes % SIZE_UNIT;
      places.push({ id, offset: this.#offsets.at(index), storedBytes, dataBytes: (sizes - storedBytes) / SIZE_UNIT });
    }
    return places;
  }

  #firstOf(id: number): number {
    let low = 0;
    let high = this.#order.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#ids.at(this.#order[middle] as number) < id) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

const SIZE_UNIT = 0x1_0000;

/** Copies of one block that are tried. */
const MOST_PLACES = 16;
