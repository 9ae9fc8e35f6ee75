import { shownName } from '../member.ts';
import { memberName } from './zip-directory.ts';
import type { ZipEntry } from './zip-entry.ts';

const LOCAL_HEADER = Buffer.from('PK\x03\x04', 'latin1');
const LOCAL_BYTES = 30;
const SIZES_FOLLOW = 8;
const UTF8_NAME = 0x800;
const ENCRYPTED = 1;

/**
 * The entries of a zip that has lost its index, found by their local headers (APPNOTE.TXT 4.3.7), at most `limit`.
 * An entry whose sizes would follow its data reaches to the next local header.
 */
export function salvageEntries(zip: Buffer, limit: number): readonly ZipEntry[] {
  const entries: ZipEntry[] = [];
  let at = zip.indexOf(LOCAL_HEADER);
  while (at >= 0 && at + LOCAL_BYTES <= zip.length && entries.length < limit) {
    const flags = zip.readUInt16LE(at + 6);
    const nameBytes = zip.readUInt16LE(at + 26);
    const data = at + LOCAL_BYTES + nameBytes + zip.readUInt16LE(at + 28);
    const following = zip.indexOf(LOCAL_HEADER, Math.max(data, at + 4));
    const reach = (following < 0 ? zip.length : following) - data;
    const said = zip.readUInt32LE(at + 18);
    const compressedSize = (flags & SIZES_FOLLOW) !== 0 && said === 0 ? reach : Math.min(said, zip.length - data);
    const name = memberName(zip.subarray(at + LOCAL_BYTES, at + LOCAL_BYTES + nameBytes), (flags & UTF8_NAME) !== 0);
    entries.push({
      name: shownName(name),
      isFolder: name.endsWith('/') && said === 0,
      encrypted: (flags & ENCRYPTED) !== 0,
      method: zip.readUInt16LE(at + 8),
      crc32: zip.readUInt32LE(at + 14),
      compressedSize: Math.max(0, compressedSize),
      size: zip.readUInt32LE(at + 22),
      headerOffset: at,
      disk: 0,
    });
    at = zip.indexOf(LOCAL_HEADER, Math.max(data + Math.max(0, Math.min(compressedSize, reach)), at + 4));
  }
  return entries;
}
