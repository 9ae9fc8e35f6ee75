import { crc32 } from 'node:zlib';

/** The CRC of pages and blocks ([MS-PST] §5.3): the common polynomial, begun at zero and not inverted at the end. */
export function checksum(bytes: Uint8Array): number {
  return ~crc32(bytes, 0xffff_ffff) >>> 0;
}

/** The signature of a page or block ([MS-PST] §5.5): of where it stands and its id. */
export function signature(offset: number, id: number): number {
  const mixed = ((offset % 0x1_0000_0000) ^ (id % 0x1_0000_0000)) >>> 0;
  return (mixed >>> 16) ^ (mixed & 0xffff);
}
