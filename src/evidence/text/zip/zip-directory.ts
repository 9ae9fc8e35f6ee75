import { isUtf8 } from 'node:buffer';
import { decodeCharset } from '../../decode/charset.ts';
import { shownName } from '../member.ts';
import type { ZipEntry } from './zip-entry.ts';

const END_BYTES = 22;
const COMMENT_BYTES = 65_535;
const ENTRY_BYTES = 46;
const UTF8_NAME = 0x800;
const ENCRYPTED = 1;
const ZIP64 = 0xffffffff;
const ZIP64_EXTRA = 1;

/** What a zip's own index says. */
interface ZipDirectory {
  /** Entries in the directory's order, at most `limit`. */
  readonly entries: readonly ZipEntry[];
  /** Whether the index is whole: all entries it counts were read. */
  readonly whole: boolean;
}

/**
 * Reads the central directory (APPNOTE.TXT 4.3.12 to 4.3.16, with Zip64). Bytes before the archive (a self-extracting program) are allowed for.
 * @returns null where there is no end record: the archive is cut short, or no zip.
 */
export function readDirectory(zip: Buffer, limit: number): ZipDirectory | null {
  const end = endRecord(zip);
  if (end === null) return null;
  const entries: ZipEntry[] = [];
  let at = end.directory;
  while (entries.length < limit && at + ENTRY_BYTES <= zip.length && zip.readUInt32LE(at) === 0x02014b50) {
    const nameBytes = zip.readUInt16LE(at + 28);
    const extraBytes = zip.readUInt16LE(at + 30);
    entries.push(readEntry(zip, at, nameBytes, extraBytes, end.shift));
    at += ENTRY_BYTES + nameBytes + extraBytes + zip.readUInt16LE(at + 32);
  }
  return { entries, whole: entries.length === limit || entries.length >= end.count };
}

interface EndRecord {
  readonly directory: number;
  readonly count: number;
  /** Bytes before the archive's first: what every offset in it leaves out. */
  readonly shift: number;
}

function endRecord(zip: Buffer): EndRecord | null {
  const lowest = Math.max(0, zip.length - END_BYTES - COMMENT_BYTES);
  for (let at = zip.length - END_BYTES; at >= lowest; at -= 1) {
    if (zip[at] === 0x50 && zip.readUInt32LE(at) === 0x06054b50) return zip64End(zip, at) ?? plainEnd(zip, at);
  }
  return null;
}

function plainEnd(zip: Buffer, at: number): EndRecord {
  return locate(zip, at, zip.readUInt32LE(at + 16), zip.readUInt32LE(at + 12), zip.readUInt16LE(at + 10));
}

function zip64End(zip: Buffer, end: number): EndRecord | null {
  const locator = end - 20;
  if (locator < 0 || zip.readUInt32LE(locator) !== 0x07064b50) return null;
  const at = Number(zip.readBigUInt64LE(locator + 8));
  if (at + 56 > zip.length || zip.readUInt32LE(at) !== 0x06064b50) return null;
  const count = Number(zip.readBigUInt64LE(at + 32));
  return locate(zip, at, Number(zip.readBigUInt64LE(at + 48)), Number(zip.readBigUInt64LE(at + 40)), count);
}

/** The directory ends where the end record begins; if it is not where its offset says, bytes were put before the archive. */
function locate(zip: Buffer, end: number, offset: number, bytes: number, count: number): EndRecord {
  const isThere = offset + 4 <= zip.length && zip.readUInt32LE(offset) === 0x02014b50;
  const shift = isThere || bytes > end ? 0 : end - bytes - offset;
  return { directory: offset + shift, count, shift };
}

function readEntry(zip: Buffer, at: number, nameBytes: number, extraBytes: number, shift: number): ZipEntry {
  const flags = zip.readUInt16LE(at + 8);
  const nameEnd = at + ENTRY_BYTES + nameBytes;
  const name = memberName(zip.subarray(at + ENTRY_BYTES, nameEnd), (flags & UTF8_NAME) !== 0);
  const extra = zip.subarray(nameEnd, nameEnd + extraBytes);
  const [size, compressedSize, offset] = zip64Fields(extra, [
    zip.readUInt32LE(at + 24),
    zip.readUInt32LE(at + 20),
    zip.readUInt32LE(at + 42),
  ]);
  return {
    name: shownName(name),
    isFolder: name.endsWith('/') && size === 0,
    encrypted: (flags & ENCRYPTED) !== 0,
    method: zip.readUInt16LE(at + 10),
    crc32: zip.readUInt32LE(at + 16),
    compressedSize,
    size,
    headerOffset: offset + shift,
    disk: zip.readUInt16LE(at + 34),
  };
}

type Sizes = readonly [size: number, compressedSize: number, offset: number];

/** Each of the three that is 0xffffffff stands, in that order, in the Zip64 extra field (4.5.3). */
function zip64Fields(extra: Buffer, [size, compressedSize, offset]: Sizes): Sizes {
  const field = extraField(extra, ZIP64_EXTRA);
  let at = 0;
  const next = (value: number) => {
    if (value !== ZIP64 || field === null || at + 8 > field.length) return value;
    at += 8;
    return Number(field.readBigUInt64LE(at - 8));
  };
  return [next(size), next(compressedSize), next(offset)];
}

function extraField(extra: Buffer, id: number): Buffer | null {
  for (let at = 0; at + 4 <= extra.length; ) {
    const bytes = extra.readUInt16LE(at + 2);
    if (extra.readUInt16LE(at) === id) return extra.subarray(at + 4, at + 4 + bytes);
    at += 4 + bytes;
  }
  return null;
}

/** UTF-8 where the flag or the bytes say so, else code page 437 (APPNOTE.TXT appendix D). */
export function memberName(bytes: Buffer, isMarkedUtf8: boolean): string {
  if (isMarkedUtf8 || isUtf8(bytes)) return bytes.toString('utf8');
  return Buffer.from(decodeCharset(bytes, 'cp437').utf8).toString('utf8');
}
