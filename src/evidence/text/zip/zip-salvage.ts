import type { RandomAccess } from '../../source/random-access.ts';
import { shownName } from '../member.ts';
import { entryName, isUnsaid } from './entry-name.ts';
import { LOCAL_BYTES } from './local-header.ts';
import { nameCharset } from './name-charset.ts';
import type { ZipEntry } from './zip-entry.ts';
import { aesField, zip64Values } from './zip-extra.ts';

const LOCAL_HEADER = Buffer.from('PK\x03\x04', 'latin1');
const INDEX_ENTRY = Buffer.from('PK\x01\x02', 'latin1');
/** The next header is near, as a rule. */
const FIRST_RANGE = 4096;
const RANGE = 1024 * 1024;
const SIZES_FOLLOW = 8;
const ENCRYPTED = 1;

/**
 * The entries of a zip that has lost its index, found by their local headers (APPNOTE.TXT 4.3.7).
 * An entry whose sizes would follow its data reaches to the next local header.
 */
export function* salvageEntries(zip: RandomAccess): Generator<ZipEntry> {
  let at = nextHeader(zip, 0);
  while (at >= 0 && at + LOCAL_BYTES <= zip.size) {
    const header = zip.read(at, LOCAL_BYTES);
    if (header.length < LOCAL_BYTES) return;
    const nameBytes = header.readUInt16LE(26);
    const extraBytes = header.readUInt16LE(28);
    const data = at + LOCAL_BYTES + nameBytes + extraBytes;
    const names = zip.read(at + LOCAL_BYTES, nameBytes + extraBytes);
    const sizes = [header.readUInt32LE(22), header.readUInt32LE(18)];
    const [size = 0, said = 0] = zip64Values(names.subarray(nameBytes), sizes);
    const isBehind = (header.readUInt16LE(6) & SIZES_FOLLOW) !== 0 && said === 0;
    const following = isBehind ? nextHeader(zip, data) : -1;
    const isBeyond = said > zip.size - data;
    const reach = Math.max(0, (following < 0 ? endOf(zip, data, isBehind || isBeyond) : following) - data);
    const compressedSize = isBehind ? reach : Math.min(said, reach);
    const crc32 = isBehind ? null : header.readUInt32LE(14);
    yield salvaged(header, names, { size, compressedSize, crc32, headerOffset: at });
    at = isBehind ? following : nextHeader(zip, afterEntry(zip, at, data, compressedSize));
  }
}

/** Past an entry's data, if another header or the index stands near there; else right after its header, as the sizes cannot be believed. */
function afterEntry(zip: RandomAccess, at: number, data: number, compressedSize: number): number {
  const end = data + compressedSize;
  const isSound = end >= zip.size || zip.read(end, 2).equals(LOCAL_HEADER.subarray(0, 2));
  return Math.max(isSound ? end : Math.min(data, zip.size), at + 4);
}

function salvaged(
  header: Buffer,
  names: Buffer,
  place: Pick<ZipEntry, 'size' | 'compressedSize' | 'crc32' | 'headerOffset'>,
): ZipEntry {
  const flags = header.readUInt16LE(6);
  const nameBytes = header.readUInt16LE(26);
  const bytes = names.subarray(0, nameBytes);
  const extra = names.subarray(nameBytes);
  const name = entryName(bytes, flags, extra, isUnsaid(bytes, flags, extra) ? nameCharset([bytes]) : 'utf-8');
  return {
    name: shownName(name),
    isFolder: name.endsWith('/') && place.compressedSize === 0,
    flags,
    encrypted: (flags & ENCRYPTED) !== 0,
    aes: aesField(extra),
    method: header.readUInt16LE(8),
    ...place,
    disk: 0,
  };
}

/** Where the last entry's data ends at the latest: where a remnant of the index begins, if its own length does not tell. */
function endOf(zip: RandomAccess, data: number, isSought: boolean): number {
  const remnant = isSought ? nextMark(zip, data, INDEX_ENTRY) : -1;
  return remnant < 0 ? zip.size : remnant;
}

const nextHeader = (zip: RandomAccess, from: number) => nextMark(zip, from, LOCAL_HEADER);

/** Where the next of some marks begins, at or after `from`; -1 where there is none. */
function nextMark(zip: RandomAccess, from: number, mark: Buffer): number {
  for (let start = from, range = FIRST_RANGE; start < zip.size; start += range, range = RANGE) {
    const found = zip.read(start, range + mark.length - 1).indexOf(mark);
    if (found >= 0) return start + found;
  }
  return -1;
}
