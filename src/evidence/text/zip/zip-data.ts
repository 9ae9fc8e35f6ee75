import { crc32 } from 'node:zlib';
import type { Shortfall } from '../../shortfall.ts';
import type { ZipEntry } from './zip-entry.ts';

/** Compression methods (APPNOTE.TXT 4.4.5) that are read. */
export const STORED = 0;
/** Compression method of deflate (APPNOTE.TXT 4.4.5). */
export const DEFLATE = 8;

/** A member whose data, or whose place, is not in the file. */
export const CUT: Shortfall = {
  reason: 'truncated',
  detail: 'The archive ends before this member does; it was read up to there. Ask its sender for another copy.',
};

/** A member whose bytes are another one's too. */
export const OVERLAPS: Shortfall = {
  reason: 'damaged',
  detail: 'This member lies over another one in the archive, as zip bombs do, and was not opened.',
};

/** Why an entry is not opened; null where it can be. */
export function entryRefusal(entry: ZipEntry): Shortfall | null {
  if (entry.encrypted) {
    return {
      reason: 'encrypted',
      detail: 'This member is locked with a password; extract it by hand and add what comes out.',
    };
  }
  if (entry.method === STORED || entry.method === DEFLATE) return null;
  return {
    reason: 'unsupported',
    detail: `Zip compression method ${entry.method} is not read yet; extract the member by hand and add it.`,
  };
}

/** A member whose bytes are not what the archive says they were. */
export const WRONG_CHECKSUM: Shortfall = {
  reason: 'damaged',
  detail:
    "This is damaged: the archive's checksum does not match. It was read as it stands; ask its sender for another copy.",
};

/** Whether a member's plain bytes are those of its checksum; null where they are, or where none is known. */
export function checksumShortfall(bytes: Uint8Array, expected: number | null): Shortfall | null {
  return expected === null || crc32(bytes) === expected ? null : WRONG_CHECKSUM;
}

/** An index that is encrypted, with the names in it. */
export const INDEX_LOCKED: Shortfall = {
  reason: 'encrypted',
  detail:
    "This zip is locked as a whole, with the names in it, by PKWARE's strong encryption; extract it with the program that made it.",
};

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
