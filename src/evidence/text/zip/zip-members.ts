import type { Allowance } from '../../mime/allowance.ts';
import type { Shortfall } from '../extraction.ts';
import type { Member } from '../member.ts';
import { inflateMember, TOO_MANY } from '../member-budget.ts';
import { readDirectory } from './zip-directory.ts';
import type { ZipEntry } from './zip-entry.ts';
import { salvageEntries } from './zip-salvage.ts';

const LOCAL_BYTES = 30;
const STORED = 0;
const DEFLATE = 8;

/** A zip opened: its entries are read one at a time, when asked. */
export interface OpenZip {
  readonly entries: readonly ZipEntry[];
  /** What is wrong with the archive as a whole; null where its index is whole. */
  readonly shortfall: Shortfall | null;
  /** Reads one entry within the allowance. */
  readonly read: (entry: ZipEntry, allowance: Allowance) => Member;
}

/** Opens a zip held in memory, with one entry more than `mostEntries` at most; names are data and nothing is written. */
export function openZip(bytes: Uint8Array, mostEntries: number): OpenZip {
  const zip = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const directory = readDirectory(zip, mostEntries + 1);
  const found = directory?.entries ?? salvageEntries(zip, mostEntries + 1);
  const isSpanned = found.some((entry) => entry.disk !== 0);
  const overlapping = overlappingEntries(zip, found);
  return {
    entries: found,
    shortfall: archiveShortfall(directory?.whole === true, isSpanned, found.length > mostEntries),
    read: (entry, allowance) => {
      const refused = refusal(entry, overlapping.has(entry));
      return refused === null
        ? readEntry(zip, entry, allowance)
        : { name: entry.name, bytes: null, shortfall: refused };
    },
  };
}

function archiveShortfall(isWhole: boolean, isSpanned: boolean, isTooMany: boolean): Shortfall | null {
  if (isTooMany) return TOO_MANY;
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

function refusal(entry: ZipEntry, overlaps: boolean): Shortfall | null {
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

function readEntry(zip: Buffer, entry: ZipEntry, allowance: Allowance): Member {
  const start = dataStart(zip, entry);
  const end = start + entry.compressedSize;
  if (start < 0 || start > zip.length) return { name: entry.name, bytes: null, shortfall: CUT };
  const data = zip.subarray(start, end);
  if (entry.method === DEFLATE) return inflateMember(entry.name, 'raw', data, allowance);
  return { name: entry.name, bytes: () => data, shortfall: end > zip.length ? CUT : null };
}

const CUT: Shortfall = {
  reason: 'truncated',
  detail: 'The archive ends before this member does; it was read up to there. Ask its sender for another copy.',
};

/** Where an entry's data begins, past its local header; -1 where there is no such header. */
function dataStart(zip: Buffer, entry: ZipEntry): number {
  const at = entry.headerOffset;
  if (at < 0 || at + LOCAL_BYTES > zip.length || zip.readUInt32LE(at) !== 0x04034b50) return -1;
  return at + LOCAL_BYTES + zip.readUInt16LE(at + 26) + zip.readUInt16LE(at + 28);
}

/** Entries whose data begins before an earlier entry's data has ended. */
function overlappingEntries(zip: Buffer, entries: readonly ZipEntry[]): ReadonlySet<ZipEntry> {
  const inOrder = entries.filter((entry) => !entry.isFolder).sort((a, b) => a.headerOffset - b.headerOffset);
  const overlapping = new Set<ZipEntry>();
  let reached = 0;
  for (const entry of inOrder) {
    if (entry.headerOffset < reached) overlapping.add(entry);
    reached = Math.max(reached, dataStart(zip, entry) + entry.compressedSize);
  }
  return overlapping;
}
