import { gifFormat } from './gif.ts';
import { jpegFormat } from './jpeg.ts';
import type { PictureFormat } from './picture-format.ts';
import type { PictureSize } from './picture-size.ts';
import { pngFormat } from './png.ts';
import { riffChunks } from './riff.ts';
import { tiffFields } from './tiff.ts';

/** What a picture is and how large it claims to be; null where its first bytes do not say. Nothing is decoded. */
export function recognisePicture(file: Buffer): PictureFormat | null {
  const head = file.toString('latin1', 0, 12);
  if (head.startsWith('\x89PNG')) return pngFormat(file);
  if (head.startsWith('\xff\xd8')) return jpegFormat(file);
  if (head.startsWith('GIF8')) return gifFormat(file);
  if (head.startsWith('BM')) return bmpFormat(file);
  if (head.startsWith('II*\0') || head.startsWith('MM\0*')) return tiffFormat(file);
  if (head.startsWith('RIFF') && head.endsWith('WEBP')) return webpFormat(file);
  return null;
}

/** BITMAPCOREHEADER has 12 bytes and short sizes; the others begin alike ([MS-WMF] 2.2.2). */
function bmpFormat(file: Buffer): PictureFormat | null {
  if (file.length < 30) return null;
  const isCore = file.readUInt32LE(14) === 12;
  const width = isCore ? file.readUInt16LE(18) : Math.abs(file.readInt32LE(18));
  const height = isCore ? file.readUInt16LE(20) : Math.abs(file.readInt32LE(22));
  return { name: 'BMP', width, height, bytesPerPixel: 4, isWhole: file.length >= file.readUInt32LE(2) };
}

/** The largest of the pictures in a TIFF decides; where their strips end, nobody says. */
function tiffFormat(file: Buffer): PictureFormat | null {
  let [width, height] = [0, 0];
  for (const { tag, number } of tiffFields(file)) {
    if (tag === 0x0100) width = Math.max(width, number ?? 0);
    if (tag === 0x0101) height = Math.max(height, number ?? 0);
  }
  return width === 0 || height === 0 ? null : { name: 'TIFF', width, height, bytesPerPixel: 4, isWhole: true };
}

function webpFormat(file: Buffer): PictureFormat | null {
  const isWhole = file.length >= file.readUInt32LE(4) + 8;
  for (const { type, data } of riffChunks(file)) {
    const size = webpSize(type, data);
    if (size !== null) return { name: 'WebP', ...size, bytesPerPixel: 4, isWhole };
  }
  return null;
}

/** RFC 9649, 2.5 to 2.7 and 3.4; RFC 6386, 9.1. */
function webpSize(type: string, data: Buffer): PictureSize | null {
  if (data.length < 10) return null;
  if (type === 'VP8X') return { width: data.readUIntLE(4, 3) + 1, height: data.readUIntLE(7, 3) + 1 };
  if (type === 'VP8 ') return { width: data.readUInt16LE(6) & 0x3fff, height: data.readUInt16LE(8) & 0x3fff };
  if (type !== 'VP8L') return null;
  const bits = data.readUInt32LE(1);
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
}
