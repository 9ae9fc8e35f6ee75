import { crc32 } from 'node:zlib';

/** The file's CRC ([MS-PST] §5.3): CRC-32 with its register starting at zero and not inverted at the end. */
export function pstChecksum(bytes: Uint8Array): number {
  return ~crc32(bytes, 0xffff_ffff) >>> 0;
}

/** The signature of a page or block ([MS-PST] §5.5) from its place in the file and its id. */
export function pstSignature(offset: number, id: number): number {
  const mixed = (offset ^ id) >>> 0;
  return ((mixed >>> 16) ^ mixed) & 0xffff;
}
