import type { RandomAccess } from '../../source/random-access.ts';
import { shownName } from '../member.ts';
import { entryName, isUnsaid } from './entry-name.ts';
import { MovedEntries } from './moved-entry.ts';
import { nameCharset } from './name-charset.ts';
import type { ZipEntry } from './zip-entry.ts';
import { aesField, zip64Values } from './zip-extra.ts';

const END_BYTES = 22;
const COMMENT_BYTES = 65_535;
const ENTRY_BYTES = 46;
/** Three lengths of 16 bits: name, extra field, comment. */
const LONGEST_ENTRY = ENTRY_BYTES + 3 * 65_535;
const RANGE = 1024 * 1024;
const ENTRY_MARK = 0x02014b50;
const ENCRYPTED = 1;
const SHORT_COUNT = 0x10000;
/** Version needed to read an index that is encrypted (4.4.3.2). */
const LOCKED_INDEX = 62;

/** What a zip's own index says. */
export interface ZipDirectory {
  /** Entries as the end record counts them. */
  readonly count: number;
  /** Where the index begins: no member's data reaches beyond it. */
  readonly start: number;
  /** Whether the index itself is encrypted (7.3), and nothing of it can be read. */
  readonly isLocked: boolean;
  /** The entries in the index's order, read in ranges as they are asked for; returns whether all that are counted were there. */
  readonly entries: () => Generator<ZipEntry, boolean>;
}

/**
 * Finds the central directory (APPNOTE.TXT 4.3.12 to 4.3.16, with Zip64). Bytes before the archive (a self-extracting program) are allowed for.
 * @returns null where there is no end record: the archive is cut short, or no zip.
 */
export function readDirectory(zip: RandomAccess): ZipDirectory | null {
  const end = endRecord(zip);
  if (end === null) return null;
  const { count, directory, isLocked } = end;
  return { count, start: directory, isLocked, entries: () => entriesOf(zip, end) };
}

/** Whether bytes that do not begin as a zip does end as one: a program that unpacks itself, or the last piece of a split archive. */
export function endsAsZip(zip: RandomAccess): boolean {
  const end = endRecord(zip);
  if (end === null || end.count === 0) return false;
  const mark = zip.read(end.directory, 4);
  return mark.length === 4 && mark.readUInt32LE(0) === ENTRY_MARK;
}

function* entriesOf(zip: RandomAccess, record: EndRecord): Generator<ZipEntry, boolean> {
  const { directory, end, count } = record;
  const reader = new EntryReader(zip, record);
  let at = directory;
  let range = { start: at, bytes: zip.read(at, Math.min(RANGE, end - at)) };
  let seen = 0;
  while (at + ENTRY_BYTES <= end) {
    if (at + LONGEST_ENTRY > range.start + range.bytes.length && range.start + range.bytes.length < end) {
      range = { start: at, bytes: zip.read(at, Math.min(RANGE, end - at)) };
    }
    const bytes = range.bytes.subarray(at - range.start);
    if (bytes.length < ENTRY_BYTES || bytes.readUInt32LE(0) !== ENTRY_MARK) break;
    yield reader.read(bytes);
    at += ENTRY_BYTES + bytes.readUInt16LE(28) + bytes.readUInt16LE(30) + bytes.readUInt16LE(32);
    seen += 1;
  }
  // Writers without Zip64 count modulo 65,536.
  return seen === count || (seen > count && seen % SHORT_COUNT === count);
}

interface EndRecord {
  readonly directory: number;
  /** Where the end record begins, and the index ends at the latest. */
  readonly end: number;
  readonly count: number;
  /** Bytes before the archive's first: what every offset in it leaves out. */
  readonly shift: number;
  readonly isLocked: boolean;
}

function endRecord(zip: RandomAccess): EndRecord | null {
  const lowest = Math.max(0, zip.size - END_BYTES - COMMENT_BYTES);
  const tail = zip.read(lowest, zip.size - lowest);
  for (let at = tail.length - END_BYTES; at >= 0; at -= 1) {
    if (tail[at] !== 0x50 || tail.readUInt32LE(at) !== 0x06054b50) continue;
    return zip64End(zip, lowest + at) ?? plainEnd(zip, lowest + at, tail.subarray(at));
  }
  return null;
}

function plainEnd(zip: RandomAccess, at: number, record: Buffer): EndRecord {
  return locate(zip, at, record.readUInt32LE(16), record.readUInt32LE(12), record.readUInt16LE(10));
}

function zip64End(zip: RandomAccess, end: number): EndRecord | null {
  const locator = end < 20 ? Buffer.alloc(0) : zip.read(end - 20, 20);
  if (locator.length < 20 || locator.readUInt32LE(0) !== 0x07064b50) return null;
  const at = Number(locator.readBigUInt64LE(8));
  const record = at + 56 > zip.size ? Buffer.alloc(0) : zip.read(at, 56);
  if (record.length < 56 || record.readUInt32LE(0) !== 0x06064b50) return null;
  const [count, bytes, offset] = [32, 40, 48].map((field) => Number(record.readBigUInt64LE(field)));
  const isLocked = record.readUInt16LE(14) >= LOCKED_INDEX;
  return { ...locate(zip, at, offset ?? 0, bytes ?? 0, count ?? 0), isLocked };
}

/** The directory ends where the end record begins; if it is not where its offset says, bytes were put before the archive. */
function locate(zip: RandomAccess, end: number, offset: number, bytes: number, count: number): EndRecord {
  const mark = zip.read(offset, 4);
  const isThere = mark.length === 4 && mark.readUInt32LE(0) === ENTRY_MARK;
  const shift = isThere || bytes > end ? 0 : end - bytes - offset;
  return { directory: offset + shift, end, count, shift, isLocked: false };
}

/** Bytes of an index by whose names the code page of all is told. */
const NAMES_LOOKED_AT = 256 * 1024;

/** Reads entries of an index, each from the bytes that begin with it; what is cut off of one is left out. */
class EntryReader {
  readonly #moved: MovedEntries | null;
  readonly #shift: number;
  readonly #charset: string;

  constructor(zip: RandomAccess, { directory, end, shift }: EndRecord) {
    this.#shift = shift;
    this.#moved = shift === 0 ? null : new MovedEntries(zip);
    this.#charset = charsetOf(zip.read(directory, Math.min(NAMES_LOOKED_AT, end - directory)));
  }

  read(bytes: Buffer): ZipEntry {
    const { flags, nameBytes, extra } = namedPart(bytes);
    const name = entryName(nameBytes, flags, extra, this.#charset);
    const fields = [bytes.readUInt32LE(24), bytes.readUInt32LE(20), bytes.readUInt32LE(42)];
    const [size = 0, compressedSize = 0, offset = 0] = zip64Values(extra, fields);
    return {
      name: shownName(name),
      isFolder: name.endsWith('/') && size === 0,
      flags,
      encrypted: (flags & ENCRYPTED) !== 0,
      aes: aesField(extra),
      method: bytes.readUInt16LE(10),
      crc32: bytes.readUInt32LE(16),
      compressedSize,
      size,
      headerOffset: this.#moved?.place(nameBytes, offset, this.#shift, compressedSize) ?? offset + this.#shift,
      disk: bytes.readUInt16LE(34),
    };
  }
}

/** The code page of the names in the beginning of an index. */
function charsetOf(index: Buffer): string {
  const names: Buffer[] = [];
  for (let at = 0; at + ENTRY_BYTES <= index.length && index.readUInt32LE(at) === ENTRY_MARK; ) {
    const bytes = index.subarray(at);
    const { flags, nameBytes, extra } = namedPart(bytes);
    if (isUnsaid(nameBytes, flags, extra)) names.push(nameBytes);
    at += ENTRY_BYTES + nameBytes.length + bytes.readUInt16LE(30) + bytes.readUInt16LE(32);
  }
  return nameCharset(names);
}

function namedPart(bytes: Buffer) {
  const nameEnd = ENTRY_BYTES + bytes.readUInt16LE(28);
  return {
    flags: bytes.readUInt16LE(8),
    nameBytes: bytes.subarray(ENTRY_BYTES, nameEnd),
    extra: bytes.subarray(nameEnd, nameEnd + bytes.readUInt16LE(30)),
  };
}
