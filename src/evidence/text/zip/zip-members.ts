import type { Allowance } from '../../mime/allowance.ts';
import { isShortfall, type Shortfall } from '../../shortfall.ts';
import { memoryAccess, type RandomAccess } from '../../source/random-access.ts';
import type { Member } from '../member.ts';
import { inflateMember, TOO_MANY } from '../member-budget.ts';
import { dataStart, ENCRYPTED, type LocalHeader, readLocalHeader } from './local-header.ts';
import { type MemberBounds, memberBounds, zipLimits } from './member-bounds.ts';
import {
  archiveShortfall,
  CUT,
  checksumShortfall,
  DEFLATE,
  entryRefusal,
  INDEX_LOCKED,
  OVERLAPS,
  STORED,
} from './zip-data.ts';
import { readDirectory, type ZipDirectory } from './zip-directory.ts';
import type { ZipEntry } from './zip-entry.ts';
import { salvageEntries } from './zip-salvage.ts';

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
  /** Why the data is not all there; null where it is. */
  readonly shortfall: Shortfall | null;
}

/** Opens a zip held in memory, with one entry more than `mostEntries` at most; names are data and nothing is written. */
export function openZip(bytes: Uint8Array, mostEntries: number): OpenZip {
  const zip = memoryAccess(bytes);
  const directory = readDirectory(zip);
  const { entries, isWhole } = entriesOf(zip, directory, mostEntries + 1);
  const isLocked = directory?.isLocked === true && entries.length === 0;
  const isSpanned = entries.some((entry) => entry.disk !== 0);
  const boundsOf = boundsIn(zip, entries, directory?.start ?? -1);
  return {
    entries,
    shortfall: entries.length > mostEntries ? TOO_MANY : isLocked ? INDEX_LOCKED : archiveShortfall(isWhole, isSpanned),
    read: (entry, allowance) => {
      const bounds = entryRefusal(entry) ?? boundsOf(entry);
      return isShortfall(bounds)
        ? { name: entry.name, bytes: null, shortfall: bounds }
        : readEntry(zip, entry, bounds, allowance);
    },
    raw: (entry) => {
      const bounds = boundsOf(entry);
      return isShortfall(bounds) ? bounds : rawMember(zip, entry, bounds);
    },
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

function rawMember(zip: RandomAccess, entry: ZipEntry, { start, end, shortfall }: MemberBounds): RawMember | Shortfall {
  const local = readLocalHeader(zip, entry);
  return local === null ? CUT : { local, data: zip.read(start, end - start), shortfall };
}

function readEntry(
  zip: RandomAccess,
  { name, method, crc32 }: ZipEntry,
  { start, end, shortfall }: MemberBounds,
  allowance: Allowance,
): Member {
  const data = zip.read(start, end - start);
  if (method !== DEFLATE) return { name, bytes: () => data, shortfall: shortfall ?? checksumShortfall(data, crc32) };
  const member = inflateMember(name, 'raw', data, allowance, shortfall === null ? crc32 : null);
  return { ...member, shortfall: member.shortfall ?? shortfall };
}

/** Bounds of entries, of which only the first that begins at a place has that place's bytes. */
function boundsIn(
  zip: RandomAccess,
  entries: readonly ZipEntry[],
  indexStart: number,
): (entry: ZipEntry) => MemberBounds | Shortfall {
  const limits = zipLimits(
    entries.map(({ headerOffset }) => headerOffset),
    indexStart,
    zip.size,
  );
  const first = new Map<number, ZipEntry>();
  for (const entry of entries) if (!first.has(entry.headerOffset)) first.set(entry.headerOffset, entry);
  return (entry) =>
    first.get(entry.headerOffset) === entry ? memberBounds(entry, dataStart(zip, entry), limits) : OVERLAPS;
}
