/** Bytes of a BITMAPFILEHEADER ([MS-WMF] §2.2.2.3 is what follows it). */
const FILE_HEADER = 14;
const INFO_HEADER = 40;
/** Sides up to so many dots are an icon's, in which nothing is written. */
const ICON = 64;

/**
 * A device-independent bitmap as the file that it would be.
 * @param info BITMAPINFO with its colours.
 * @returns null for an icon, and for what is no such bitmap.
 */
export function bitmapFile(info: Buffer, bits: Buffer): Buffer | null {
  if (info.length < INFO_HEADER || bits.length === 0) return null;
  const [width, height] = [Math.abs(info.readInt32LE(4)), Math.abs(info.readInt32LE(8))];
  if (width <= ICON && height <= ICON) return null;
  const header = Buffer.alloc(FILE_HEADER);
  header.write('BM', 'latin1');
  header.writeUInt32LE(FILE_HEADER + info.length + bits.length, 2);
  header.writeUInt32LE(FILE_HEADER + info.length, 10);
  return Buffer.concat([header, info, bits]);
}
