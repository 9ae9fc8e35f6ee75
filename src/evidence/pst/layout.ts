/** What differs between the three forms of the file ([MS-PST] §2.2.2; for pages of 4096 bytes, what OST files of Outlook 2013 and later show). */
export interface Layout {
  readonly format: 'ansi' | 'unicode' | 'unicode-4k';
  /** Bytes of an id (BID, NID) or a file offset (IB) in pages and blocks. */
  readonly idBytes: 4 | 8;
  readonly pageBytes: number;
  /** Bytes of a page in front of its trailer: those its CRC covers. */
  readonly pageBodyBytes: number;
  /** Where a B-tree page counts its entries, and how wide that number is; its capacity, the entries' size and the level follow. */
  readonly entryCountAt: number;
  readonly entryCountBytes: 1 | 2;
  /** Bytes of an entry of a branch page (BTENTRY), of the block index (BBTENTRY) and of the node index (NBTENTRY). */
  readonly branchEntryBytes: number;
  readonly blockEntryBytes: number;
  readonly nodeEntryBytes: number;
  readonly blockTrailerBytes: number;
  /** Where blocks begin: at multiples of this. */
  readonly blockAlignment: number;
  /** Bytes of a block with its trailer, at most. */
  readonly maxBlockBytes: number;
  /** Bits of a heap id that count allocations, above the five of its type ([MS-PST] §2.3.1.1). */
  readonly heapIndexBits: number;
}

const ANSI: Layout = {
  format: 'ansi',
  idBytes: 4,
  pageBytes: 512,
  pageBodyBytes: 500,
  entryCountAt: 496,
  entryCountBytes: 1,
  branchEntryBytes: 12,
  blockEntryBytes: 12,
  nodeEntryBytes: 16,
  blockTrailerBytes: 12,
  blockAlignment: 64,
  maxBlockBytes: 8192,
  heapIndexBits: 11,
};

const UNICODE: Layout = {
  format: 'unicode',
  idBytes: 8,
  pageBytes: 512,
  pageBodyBytes: 496,
  entryCountAt: 488,
  entryCountBytes: 1,
  branchEntryBytes: 24,
  blockEntryBytes: 24,
  nodeEntryBytes: 32,
  blockTrailerBytes: 16,
  blockAlignment: 64,
  maxBlockBytes: 8192,
  heapIndexBits: 11,
};

const UNICODE_4K: Layout = {
  ...UNICODE,
  format: 'unicode-4k',
  pageBytes: 4096,
  pageBodyBytes: 4072,
  entryCountAt: 4056,
  entryCountBytes: 2,
  blockTrailerBytes: 24,
  blockAlignment: 512,
  maxBlockBytes: 65536,
  heapIndexBits: 14,
};

/** The layout of each format. */
export const LAYOUTS: readonly Layout[] = [ANSI, UNICODE, UNICODE_4K];

/** The layout of a version number of the header ([MS-PST] §2.2.2.6, wVer); null for one nobody has described. */
export function layoutOf(version: number): Layout | null {
  if (version === 14 || version === 15) return ANSI;
  if (version === 36) return UNICODE_4K;
  return version >= 20 && version < 36 ? UNICODE : null;
}

/** An id or offset. Beyond 2^53 it loses its low bits: no file is that long, no id has come that far. */
export function readId(bytes: Buffer, at: number, idBytes: 4 | 8): number {
  const low = bytes.readUInt32LE(at);
  return idBytes === 4 ? low : low + bytes.readUInt32LE(at + 4) * 0x1_0000_0000;
}

/** Bytes that a block of so many bytes takes up in the file, trailer and padding included. */
export function storedBlockBytes(dataBytes: number, { blockTrailerBytes, blockAlignment }: Layout): number {
  return Math.ceil((dataBytes + blockTrailerBytes) / blockAlignment) * blockAlignment;
}
