import type { Shortfall } from '../../shortfall.ts';
import type { RandomAccess } from '../../source/random-access.ts';
import type { ZipEntry } from './zip-entry.ts';

const LOCAL_MARK = 0x04034b50;
/** Bytes of a local header before its name. */
export const LOCAL_BYTES = 30;
/** Compression methods (APPNOTE.TXT 4.4.5) that are read. */
export const STORED = 0;
/** Compression method of deflate (APPNOTE.TXT 4.4.5). */
export const DEFLATE = 8;

/** A member whose data, or whose place, is not in the file. */
export const CUT: Shortfall = {
  reason: 'truncated',
  detail: 'The archive ends before this member does; it was read up to there. Ask its sender for another copy.',
};

/** Where an entry's data begins, past its local header; -1 where there is no such header. */
export function dataStart(zip: RandomAccess, { headerOffset }: ZipEntry): number {
  if (headerOffset < 0 || headerOffset + LOCAL_BYTES > zip.size) return -1;
  const header = zip.read(headerOffset, LOCAL_BYTES);
  if (header.length < LOCAL_BYTES || header.readUInt32LE(0) !== LOCAL_MARK) return -1;
  return headerOffset + LOCAL_BYTES + header.readUInt16LE(26) + header.readUInt16LE(28);
}

/** Why an entry is not opened; null where it can be. */
export function entryRefusal(entry: ZipEntry, overlaps: boolean): Shortfall | null {
  if (entry.encrypted) {
    return {
      reason: 'encrypted',
      detail: 'This member is locked with a password; extract it by hand and add what comes out.',
    };
  }
  if (overlaps) {
    return {
      reason: 'damaged',
      detail: 'This member lies over another one in the archive, as zip bombs do, and was not opened.',
    };
  }
  if (entry.method === STORED || entry.method === DEFLATE) return null;
  return {
    reason: 'unsupported',
    detail: `Zip compression method ${entry.method} is not read yet; extract the member by hand and add it.`,
  };
}

/** What is wrong with the archive as a whole; null where its index is whole. */
export function archiveShortfall(isWhole: boolean, isSpanned: boolean): Shortfall | null {
  if (isSpanned) {
    return {
      reason: 'truncated',
      detail: 'This is one piece of a zip that goes over several files; join them and add the whole.',
    };
  }
  if (isWhole) return null;
  return {
    reason: 'damaged',
    detail: 'The zip has lost its index or a piece of it; what still stands in it was read. Ask for another copy.',
  };
}
