/** Width and height of a picture, in pixels. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** The smallest legible letters are 5 pixels high, with the gaps around them 7; a word of five of them, 4 pixels each with its gap, is longer than 20. */
const LEAST_SHORTER_SIDE = 7;
const LEAST_LONGER_SIDE = 24;

/**
 * Whether anything could be written in a picture of this size: tracking pixels, spacers, rules, bullets and icons hold no password, and no code, since the
 * smallest QR code is 21 pixels with a pixel a module and 29 with the margin it is found by (ISO/IEC 18004, 5.3.8).
 */
export function mayHoldText({ width, height }: PictureSize): boolean {
  return Math.max(width, height) >= LEAST_LONGER_SIDE && Math.min(width, height) >= LEAST_SHORTER_SIDE;
}

/** How many pixels there are. */
export function pixelsOf({ width, height }: PictureSize): number {
  return width * height;
}
