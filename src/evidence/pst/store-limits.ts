/** How much of a store is looked at, whatever it claims; what is beyond is told. */
export interface StoreLimits {
  /** Blocks kept that the index does not have: 20 bytes each. */
  readonly strayBlocks: number;
  /** Entries kept that the index of nodes does not reach: 56 bytes each. */
  readonly strayNodes: number;
  /** Bytes of blocks that are read, as a multiple of the file's; reading everything comes to about one. */
  readonly readings: number;
  /** Bytes of blocks that are read of any store, however small. */
  readonly leastBytes: number;
}

export const STORE_LIMITS: StoreLimits = {
  strayBlocks: 8_000_000,
  strayNodes: 3_000_000,
  readings: 16,
  leastBytes: 256 * 1024 * 1024,
};
