import type { ENCODING } from './parquet-type.ts';

/** The values of a chunk as they stand in its pages. */
export interface WrittenValues {
  readonly encoding: (typeof ENCODING)['plain' | 'dictionary'];
  /** Of the data page, after its levels. */
  readonly bytes: Uint8Array;
  readonly dictionary: { readonly bytes: Uint8Array; readonly count: number } | null;
  /** The least and the greatest value; null where that is not told. */
  readonly range: readonly [Uint8Array, Uint8Array] | null;
}

/** Takes a chunk's values one by one. */
export interface ValueWriter {
  /** @returns false where this is no value of the column's type, so that its place is null. */
  readonly add: (value: unknown) => boolean;
  readonly written: () => WrittenValues;
}
