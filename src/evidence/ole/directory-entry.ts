import { guidAt } from '../decode/guid.ts';

/** A storage or stream of a compound file, as its directory has it ([MS-CFB] §2.6). */
export interface CompoundEntry {
  /** Its number in the directory. */
  readonly id: number;
  /** Attacker-controlled; at most 31 characters. */
  readonly name: string;
  readonly kind: 'root' | 'storage' | 'stream';
  /** Class of a storage, a GUID in lower case; zeros where it has none. */
  readonly classId: string;
  /** Bytes of a stream as the directory says; 0 for a storage. */
  readonly size: number;
  /** Where its chain begins; for the root the mini stream's. */
  readonly firstSector: number;
}

/** The tree's links of an entry: its neighbours under the same storage, and the first of those under it. */
export interface EntryLinks {
  readonly left: number;
  readonly right: number;
  readonly child: number;
}

/** Bytes of an entry. */
export const ENTRY_BYTES = 128;
/** Link to nowhere. */
export const NO_ENTRY = 0xffffffff;

const KINDS = new Map<number, CompoundEntry['kind']>([
  [1, 'storage'],
  [2, 'stream'],
  [5, 'root'],
]);

/** An entry of the directory; null where it is unused or none. */
export function readEntry(directory: Buffer, id: number, hasWideSizes: boolean): CompoundEntry | null {
  const at = id * ENTRY_BYTES;
  const kind = kindOf(directory, id);
  if (kind === null) return null;
  const low = directory.readUInt32LE(at + 120);
  const high = hasWideSizes ? directory.readUInt32LE(at + 124) : 0;
  return {
    id,
    name: nameOf(directory, at),
    kind,
    classId: guidAt(directory, at + 80),
    size: kind === 'storage' ? 0 : high * 2 ** 32 + low,
    firstSector: directory.readUInt32LE(at + 116),
  };
}

/** What an entry is; null where it is unused or none. */
export function kindOf(directory: Buffer, id: number): CompoundEntry['kind'] | null {
  const at = id * ENTRY_BYTES;
  if (at + ENTRY_BYTES > directory.length) return null;
  return KINDS.get(directory[at + 66] ?? 0) ?? null;
}

/** The links of an entry that `kindOf` knows. */
export function linksOf(directory: Buffer, id: number): EntryLinks {
  const at = id * ENTRY_BYTES;
  return {
    left: directory.readUInt32LE(at + 68),
    right: directory.readUInt32LE(at + 72),
    child: directory.readUInt32LE(at + 76),
  };
}

/** A name up to its terminator; its length field counts the terminator and may be wrong. */
function nameOf(directory: Buffer, at: number): string {
  const field = directory.toString('utf16le', at, at + 64);
  const end = field.indexOf('\0');
  return end < 0 ? field : field.slice(0, end);
}
