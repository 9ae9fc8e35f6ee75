import { asBuffer } from '../../decode/byte-string.ts';

const HEADER_BYTES = 100;
const MARK = Buffer.from('SQLite format 3\0');

/** An SQLite database in memory: its pages, and how its texts are encoded. */
export interface DatabaseFile {
  readonly pageBytes: number;
  /** Bytes of a page that hold content; the rest is reserved for extensions. */
  readonly usableBytes: number;
  /** Pages in the file, which may be fewer than the header says. */
  readonly pages: number;
  /** Whether the file has fewer pages than its header says. */
  readonly isCut: boolean;
  readonly charset: 'utf-8' | 'utf-16le' | 'utf-16be';
  /** First trunk page of the list of free pages; 0 where there is none. */
  readonly firstFreePage: number;
  /** A page by its number, from 1; empty where the file does not have it. */
  readonly page: (number: number) => Buffer;
}

/**
 * Opens a database by its header (SQLite file format §1.3).
 * @returns null where the header is none.
 */
export function openDatabase(bytes: Uint8Array): DatabaseFile | null {
  const file = asBuffer(bytes);
  if (file.length < HEADER_BYTES || !file.subarray(0, MARK.length).equals(MARK)) return null;
  const stored = file.readUInt16BE(16);
  const pageBytes = stored === 1 ? 65_536 : stored;
  const usableBytes = pageBytes - (file[20] ?? 0);
  // The smallest page has 512 bytes, of which 480 at least are of use.
  if (pageBytes < 512 || (pageBytes & (pageBytes - 1)) !== 0 || usableBytes < 480) return null;
  const pages = Math.ceil(file.length / pageBytes);
  return {
    pageBytes,
    usableBytes,
    pages,
    isCut: file.readUInt32BE(28) > pages && file.readUInt32BE(24) === file.readUInt32BE(92),
    charset: CHARSETS[file.readUInt32BE(56)] ?? 'utf-8',
    firstFreePage: file.readUInt32BE(32),
    page: (number) => file.subarray((number - 1) * pageBytes, Math.max(0, number) * pageBytes),
  };
}

const CHARSETS: { readonly [Code in number]?: DatabaseFile['charset'] } = { 2: 'utf-16le', 3: 'utf-16be' };
