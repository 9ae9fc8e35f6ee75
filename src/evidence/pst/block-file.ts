import { inflateSync } from 'node:zlib';
import type { Budget } from '../budget.ts';
import type { Shortfall } from '../shortfall.ts';
import type { RandomAccess } from '../source/random-access.ts';
import { type BlockPlace, blockState, isInternal } from './block.ts';
import { type BlockEncoding, decodeBlock } from './encoding.ts';
import { type Layout, storedBlockBytes } from './layout.ts';
import { damaged, overBudget, shownNumber } from './shortfall.ts';
import type { StoreLimits } from './store-limits.ts';

/** Where the blocks of a store stand. */
export interface BlockPlaces {
  /** What the index says first, then other places where the block was seen; none for a block that is lost. */
  readonly placesOf: (id: number) => Iterable<BlockPlace>;
}

/** A block read: what a node's data and lists of blocks are made of. */
export interface Block {
  readonly place: BlockPlace;
  readonly data: Buffer;
}

/** The blocks of a store: found by their ids, checked, decoded, inflated. */
export class BlockFile {
  readonly layout: Layout;
  readonly budget: Budget;
  readonly #access: RandomAccess;
  readonly #encoding: BlockEncoding;
  readonly #places: BlockPlaces;
  /** Stored bytes that may still be read. */
  #left: number;
  #suspects = 0;

  constructor(
    access: RandomAccess,
    layout: Layout,
    encoding: BlockEncoding,
    places: BlockPlaces,
    budget: Budget,
    { readings, leastBytes }: Pick<StoreLimits, 'readings' | 'leastBytes'>,
  ) {
    this.#access = access;
    this.layout = layout;
    this.#encoding = encoding;
    this.#places = places;
    this.budget = budget;
    this.#left = Math.max(leastBytes, readings * access.size);
  }

  /** Blocks read so far whose checksum is wrong and that were used all the same. */
  get suspects(): number {
    return this.#suspects;
  }

  /** Whether no more blocks are read, as those read have come to many times the file. */
  get isSpent(): boolean {
    return this.#left < 0;
  }

  /** Bytes of the file: no node holds more, stored. */
  get fileBytes(): number {
    return this.#access.size;
  }

  /** Where the index has a block; null where it has none. */
  place(id: number): BlockPlace | null {
    for (const place of this.#places.placesOf(wholeId(id))) return place;
    return null;
  }

  /** Reads a block at the first of its places where it stands; none any more once that has come to many times the file. */
  read(id: number): Block | Shortfall {
    if (this.isSpent) return SPENT;
    let suspect: { readonly place: BlockPlace; readonly stored: Buffer } | null = null;
    for (const place of this.#places.placesOf(wholeId(id))) {
      const bytes = storedBlockBytes(place.storedBytes, this.layout);
      this.#left -= bytes;
      if (this.isSpent) return SPENT;
      const stored = this.#access.read(place.offset, bytes);
      const state = blockState(stored, place, this.layout);
      if (state === 'sound') return this.#data(place, stored);
      if (state === 'suspect') suspect ??= { place, stored };
    }
    if (suspect === null) return this.#lost(id);
    this.#suspects += 1;
    return this.#data(suspect.place, suspect.stored);
  }

  #data(place: BlockPlace, stored: Buffer): Block | Shortfall {
    const bytes = stored.subarray(0, place.storedBytes);
    const encoding = isInternal(place.id) ? 'none' : this.#encoding;
    const decoded = decodeBlock(bytes, encoding, place.id);
    if (place.dataBytes === place.storedBytes) return { place, data: decoded };
    const data = inflated(decoded, this.layout.maxBlockBytes);
    return data === null
      ? damaged(`Block ${shownNumber(place.id)} of the store does not decompress; look for another copy of the store.`)
      : { place, data };
  }

  #lost(id: number): Shortfall {
    const fault = this.#access.fault();
    const why = fault === null ? '' : ` (the medium failed: ${fault})`;
    return damaged(
      `Block ${shownNumber(id)} of the store is lost or overwritten${why}; look for another copy of the store.`,
    );
  }
}

/** Many nodes that share few blocks would have their reader at work for ever. */
export const SPENT: Shortfall = overBudget(
  'The items of the store name the same bytes again and again, many times what the file holds; no more of them is read. Open the file with another program and export what it shows.',
);

/** Of a block id the lowest bit says nothing ([MS-PST] §2.2.2.2). */
function wholeId(id: number): number {
  return id - (id % 2);
}

function inflated(bytes: Buffer, most: number): Buffer | null {
  try {
    return inflateSync(bytes, { maxOutputLength: most });
  } catch {
    return null;
  }
}
