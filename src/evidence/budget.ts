/** Limits that keep memory and time bounded on hostile input; what hits one becomes a row with reason `over-budget`. */
export interface Budget {
  /** Nesting of multiparts, embedded messages and archives together. */
  readonly depth: number;
  /** Parts and members of one message. */
  readonly parts: number;
  /** Entries of one archive given as a source. */
  readonly members: number;
  /** Bytes one message may have in memory; a longer one is read up to here and marked truncated. */
  readonly messageBytes: number;
  /** Bytes one part or member may come to after decoding and decompression. */
  readonly partBytes: number;
  /** Bytes all members of one message may come to. */
  readonly expandedBytes: number;
  /** Decompressed over compressed size of a member larger than 1 MiB. */
  readonly expansionRatio: number;
}

const MIB = 1024 * 1024;

/** The limits where the caller sets none. */
export const DEFAULT_BUDGET: Budget = {
  depth: 32,
  parts: 10_000,
  members: 4 * MIB,
  messageBytes: 128 * MIB,
  partBytes: 64 * MIB,
  expandedBytes: 256 * MIB,
  expansionRatio: 200,
};
