import type { PictureFormat } from './picture-format.ts';

/** A segment of a JPEG before its first scan: its marker's second byte, and its data. */
export interface JpegSegment {
  readonly marker: number;
  readonly data: Buffer;
}

const START_OF_SCAN = 0xda;
/** Most segments that are looked at. */
const MOST_SEGMENTS = 10_000;
/** Frames of all kinds; among their markers stand three others (ITU-T T.81, table B.1). */
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
const hasNoData = (marker: number) => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8);

/** The segments of a JPEG up to its first scan (ITU-T T.81, B.1.1), the scan's header included. */
export function* jpegSegments(file: Buffer): Generator<JpegSegment> {
  let at = 2;
  for (let count = 0; count < MOST_SEGMENTS && at + 4 <= file.length; count += 1) {
    if (file[at] !== 0xff) return;
    const marker = file[at + 1] ?? 0;
    if (marker === 0xff || hasNoData(marker)) {
      at += marker === 0xff ? 1 : 2;
      continue;
    }
    const length = file.readUInt16BE(at + 2);
    if (length < 2) return;
    yield { marker, data: file.subarray(at + 4, at + 2 + length) };
    if (marker === START_OF_SCAN) return;
    at += length + 2;
  }
}

/** null where no frame header is found (B.2.2). */
export function jpegFormat(file: Buffer): PictureFormat | null {
  for (const { marker, data } of jpegSegments(file)) {
    if (!isFrame(marker) || data.length < 6) continue;
    const isWhole = file.includes(Buffer.from([0xff, 0xd9]), file.indexOf(Buffer.from([0xff, START_OF_SCAN])));
    const samples = Math.max(1, data[5] ?? 3);
    return { name: 'JPEG', height: data.readUInt16BE(1), width: data.readUInt16BE(3), bytesPerPixel: samples, isWhole };
  }
  return null;
}
