import { jpegSegments } from './jpeg.ts';
import { tiffFields } from './tiff.ts';

const ORIENTATION = 0x0112;
const APP1 = 0xe1;
const UPRIGHT = 1;

/** How a photograph is turned, as its camera noted (CIPA DC-008, 4.6.4): 1 to 8, 1 where it is upright or nothing is noted. */
export function orientationOf(file: Buffer): number {
  if (file[0] !== 0xff || file[1] !== 0xd8) return UPRIGHT;
  for (const { marker, data } of jpegSegments(file)) {
    if (marker !== APP1 || data.toString('latin1', 0, 6) !== 'Exif\0\0') continue;
    for (const { tag, number } of tiffFields(data.subarray(6)))
      if (tag === ORIENTATION && number !== null && number >= 1 && number <= 8) return number;
  }
  return UPRIGHT;
}
