import type { PictureSize } from './picture-size.ts';

/** What a picture's first bytes say of it, without decoding it. */
export interface PictureFormat extends PictureSize {
  readonly name: 'PNG' | 'JPEG' | 'GIF' | 'BMP' | 'TIFF' | 'WebP';
  /** Bytes it takes to decode a pixel, at most. */
  readonly bytesPerPixel: number;
  /** Whether its end is there. */
  readonly isWhole: boolean;
}
