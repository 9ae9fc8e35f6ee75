import type { FileHandle } from 'node:fs/promises';
import { open } from 'node:fs/promises';
import { fileError } from '../logs-error.ts';

/** One file in a zip, as the zip's own index has it (APPNOTE.TXT 4.3.12). */
export interface ZipEntry {
  readonly name: string;
  readonly isEncrypted: boolean;
  /** 0 stored, 8 deflated; others are not read. */
  readonly method: number;
  readonly crc: number;
  readonly packedBytes: number;
  readonly bytes: number;
  /** Where its local header begins. */
  readonly offset: number;
}

/** The files of a zip, without its folders. */
export interface ZipIndex {
  readonly entries: readonly ZipEntry[];
  /** Entries that the zip has beyond those listed. */
  readonly beyond: number;
}

/** Entries of one zip that are looked at. */
export const MAX_ENTRIES = 10_000;
const MAX_INDEX_BYTES = 16 * 1024 * 1024;

const END = 0x06054b50;
const END_64 = 0x06064b50;
const LOCATOR_64 = 0x07064b50;
const ENTRY = 0x02014b50;
const END_BYTES = 22;
const MAX_COMMENT = 65_535;
const ENTRY_BYTES = 46;

/**
 * Reads a zip's index.
 * @returns null where it has none or a damaged one.
 * @throws LogsError `not-found`, `no-permission`.
 */
export async function readZipIndex(path: string): Promise<ZipIndex | null> {
  try {
    const file = await open(path);
    try {
      const { size } = await file.stat();
      const place = await indexPlace(file, size);
      if (place === null) return null;
      const length = Math.min(place.length, MAX_INDEX_BYTES);
      return entriesIn(await bytesAt(file, place.start, length), place.count);
    } finally {
      await file.close();
    }
  } catch (cause) {
    throw fileError(path, cause);
  }
}

async function bytesAt(file: FileHandle, start: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, start);
  return buffer.subarray(0, bytesRead);
}

interface IndexPlace {
  readonly start: number;
  readonly length: number;
  readonly count: number;
}

/** The record at the zip's end says where the index is; in a large zip another one before it does. */
async function indexPlace(file: FileHandle, size: number): Promise<IndexPlace | null> {
  const tailBytes = Math.min(size, END_BYTES + MAX_COMMENT);
  const tail = await bytesAt(file, size - tailBytes, tailBytes);
  for (let at = tail.length - END_BYTES; at >= 0; at--) {
    if (tail.readUInt32LE(at) !== END) continue;
    const place = {
      start: tail.readUInt32LE(at + 16),
      length: tail.readUInt32LE(at + 12),
      count: tail.readUInt16LE(at + 10),
    };
    const isLarge = place.start === 0xffffffff || place.length === 0xffffffff || place.count === 0xffff;
    const found = isLarge ? ((await largePlace(file, tail, at)) ?? place) : place;
    return found.start + found.length <= size ? found : null;
  }
  return null;
}

async function largePlace(file: FileHandle, tail: Buffer, endAt: number): Promise<IndexPlace | null> {
  const at = endAt - 20;
  if (at < 0 || tail.readUInt32LE(at) !== LOCATOR_64) return null;
  const record = await bytesAt(file, Number(tail.readBigUInt64LE(at + 8)), 56);
  if (record.length < 56 || record.readUInt32LE(0) !== END_64) return null;
  return {
    count: Number(record.readBigUInt64LE(32)),
    length: Number(record.readBigUInt64LE(40)),
    start: Number(record.readBigUInt64LE(48)),
  };
}

function entriesIn(index: Buffer, count: number): ZipIndex | null {
  const entries: ZipEntry[] = [];
  let seen = 0;
  for (let at = 0; at + ENTRY_BYTES <= index.length && seen < MAX_ENTRIES; seen++) {
    if (index.readUInt32LE(at) !== ENTRY) break;
    const nameEnd = at + ENTRY_BYTES + index.readUInt16LE(at + 28);
    const extraEnd = nameEnd + index.readUInt16LE(at + 30);
    const entry = entryAt(index, at, nameEnd, extraEnd);
    if (!entry.name.endsWith('/')) entries.push(entry);
    at = extraEnd + index.readUInt16LE(at + 32);
  }
  return seen === 0 && count > 0 ? null : { entries, beyond: Math.max(0, count - seen) };
}

function entryAt(index: Buffer, at: number, nameEnd: number, extraEnd: number): ZipEntry {
  const flags = index.readUInt16LE(at + 8);
  const name = index.subarray(at + ENTRY_BYTES, nameEnd);
  const sizes = [index.readUInt32LE(at + 24), index.readUInt32LE(at + 20), index.readUInt32LE(at + 42)] as const;
  const [bytes = 0, packedBytes = 0, offset = 0] = largeSizes(index.subarray(nameEnd, extraEnd), sizes);
  return {
    name: name.toString((flags & 0x800) === 0 ? 'latin1' : 'utf8').replaceAll('\\', '/'),
    isEncrypted: (flags & 1) === 1,
    method: index.readUInt16LE(at + 10),
    crc: index.readUInt32LE(at + 16),
    packedBytes,
    bytes,
    offset,
  };
}

/** Sizes and offset that do not fit in 32 bits stand, in this order, in the extra field 1. */
function largeSizes(extra: Buffer, sizes: readonly number[]): readonly number[] {
  if (!sizes.includes(0xffffffff)) return sizes;
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue;
    let next = at + 4;
    return sizes.map((size) => {
      if (size !== 0xffffffff || next + 8 > extra.length) return size;
      next += 8;
      return Number(extra.readBigUInt64LE(next - 8));
    });
  }
  return sizes;
}
