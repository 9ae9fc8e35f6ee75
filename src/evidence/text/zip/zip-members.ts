import type { Allowance } from '../../mime/allowance.ts';
import type { Shortfall } from '../../shortfall.ts';
import { memoryAccess, type RandomAccess } from '../../source/random-access.ts';
import type { Member } from '../member.ts';
import { inflateMember, TOO_MANY } from '../member-budget.ts';
import { dataStart, type LocalHeader, readLocalHeader } from './local-header.ts';
import { archiveShortfall, CUT, DEFLATE, entryRefusal, INDEX_LOCKED, OVERLAPS, STORED } from './zip-data.ts';
import { readDirectory, type ZipDirectory } from './zip-directory.ts';
import type { ZipEntry } from './zip-entry.ts';
import { salvageEntries } from './zip-salvage.ts';

/** Bit 0 of the flags (APPNOTE.TXT 4.4.4). */
const ENCRYPTED = 1;

/** A zip opened: its entries are read one at a time, when asked. */
export interface OpenZip {
  readonly entries: readonly ZipEntry[];
  /** What is wrong with the archive as a whole; null where its index is whole. */
  readonly shortfall: Shortfall | null;
  /** Reads one entry within the allowance. */
  readonly read: (entry: ZipEntry, allowance: Allowance) => Member;
  /** An entry's data as it stands there; a shortfall where it cannot be had. */
  readonly raw: (entry: ZipEntry) => RawMember | Shortfall;
  /** Whether an entry is not read here: it is locked, or compressed by an uncommon method. */
  readonly isUncommon: (entry: ZipEntry) => boolean;
}

/** A member's data, still compressed and encrypted. */
export interface RawMember {
  readonly local: LocalHeader;
  readonly data: Buffer;
  /** Whether the archive ends before the data does. */
  readonly isCut: boolean;
}

/** Opens a zip held in memory, with one entry more than `mostEntries` at most; names are data and nothing is written. */
export function openZip(bytes: Uint8Array, mostEntries: number): OpenZip {
  const zip = memoryAccess(bytes);
  const directory = readDirectory(zip);
  const { entries, isWhole } = entriesOf(zip, directory, mostEntries + 1);
  const isLocked = directory?.isLocked === true && entries.length === 0;
  const isSpanned = entries.some((entry) => entry.disk !== 0);
  const overlapping = overlappingEntries(zip, entries);
  return {
    entries,
    shortfall: entries.length > mostEntries ? TOO_MANY : isLocked ? INDEX_LOCKED : archiveShortfall(isWhole, isSpanned),
    read: (entry, allowance) => {
      const refused = entryRefusal(entry, overlapping.has(entry));
      return refused === null
        ? readEntry(zip, entry, allowance)
        : { name: entry.name, bytes: null, shortfall: refused };
    },
    raw: (entry) => (overlapping.has(entry) ? OVERLAPS : rawMember(zip, entry)),
    isUncommon: (entry) => isUncommon(zip, entry),
  };
}

/** At most `limit` entries, and whether the archive's index has all of them. */
function entriesOf(
  zip: RandomAccess,
  directory: ZipDirectory | null,
  limit: number,
): { readonly entries: readonly ZipEntry[]; readonly isWhole: boolean } {
  const found = directory?.entries() ?? salvageEntries(zip);
  const entries: ZipEntry[] = [];
  while (entries.length < limit) {
    const next = found.next();
    if (next.done === true) return { entries, isWhole: next.value === true };
    entries.push(next.value);
  }
  return { entries, isWhole: directory !== null };
}

/** Either header may say that a member is locked. */
function isUncommon(zip: RandomAccess, entry: ZipEntry): boolean {
  if (entry.isFolder) return false;
  if (entry.encrypted || (entry.method !== STORED && entry.method !== DEFLATE)) return true;
  return ((readLocalHeader(zip, entry)?.flags ?? 0) & ENCRYPTED) !== 0;
}

function rawMember(zip: RandomAccess, entry: ZipEntry): RawMember | Shortfall {
  const local = readLocalHeader(zip, entry);
  if (local === null || local.dataStart > zip.size) return CUT;
  const data = zip.read(local.dataStart, entry.compressedSize);
  return { local, data, isCut: data.length < entry.compressedSize };
}

function readEntry(zip: RandomAccess, entry: ZipEntry, allowance: Allowance): Member {
  const start = dataStart(zip, entry);
  const end = start + entry.compressedSize;
  if (start < 0 || start > zip.size) return { name: entry.name, bytes: null, shortfall: CUT };
  const data = zip.read(start, entry.compressedSize);
  if (entry.method === DEFLATE) return inflateMember(entry.name, 'raw', data, allowance);
  return { name: entry.name, bytes: () => data, shortfall: end > zip.size ? CUT : null };
}

/** Entries whose data begins before an earlier entry's data has ended. */
function overlappingEntries(zip: RandomAccess, entries: readonly ZipEntry[]): ReadonlySet<ZipEntry> {
  const inOrder = entries.filter((entry) => !entry.isFolder).sort((a, b) => a.headerOffset - b.headerOffset);
  const overlapping = new Set<ZipEntry>();
  let reached = 0;
  for (const entry of inOrder) {
    if (entry.headerOffset < reached) overlapping.add(entry);
    reached = Math.max(reached, dataStart(zip, entry) + entry.compressedSize);
  }
  return overlapping;
}
