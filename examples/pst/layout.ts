/** The two layouts of a PST file ([MS-PST] §1.3.1): 64-bit offsets and UTF-16 text, or 32-bit offsets and text in a code page. */
export type PstFormat = 'unicode' | 'ansi';

/** Sizes that differ between the two layouts, in bytes ([MS-PST] §2.2.2). */
export interface Layout {
  readonly format: PstFormat;
  /** Width of a block id and of a file offset. */
  readonly word: 8 | 4;
  readonly headerSize: number;
  /** Trailer of a page and of a block: both have the same length. */
  readonly trailer: number;
  /** Most data bytes in one block. */
  readonly maxBlock: number;
  /** Entries of a B-tree page and where its counts stand ([MS-PST] §2.2.2.7.7.1). */
  readonly treeEntries: number;
  /** Header of a subnode block ([MS-PST] §2.2.2.8.3.3.1.1). */
  readonly subnodeHeader: number;
  /** A row's number in a table's row index ([MS-PST] §2.3.4.3.1). */
  readonly rowNumber: 4 | 2;
}

const UNICODE: Layout = {
  format: 'unicode',
  word: 8,
  headerSize: 564,
  trailer: 16,
  maxBlock: 8176,
  treeEntries: 488,
  subnodeHeader: 8,
  rowNumber: 4,
};

const ANSI: Layout = {
  format: 'ansi',
  word: 4,
  headerSize: 512,
  trailer: 12,
  maxBlock: 8180,
  treeEntries: 496,
  subnodeHeader: 4,
  rowNumber: 2,
};

/** The layout of a format. */
export const layoutOf = (format: PstFormat): Layout => (format === 'unicode' ? UNICODE : ANSI);

/** Pages are 512 bytes in both layouts. */
export const PAGE = 512;

/** Writes an id or offset below 2^53 in the layout's width. */
export function writeWord(target: Buffer, value: number, at: number, layout: Layout): void {
  target.writeUInt32LE(value >>> 0, at);
  if (layout.word === 8) target.writeUInt32LE(Math.floor(value / 0x1_0000_0000), at + 4);
}
