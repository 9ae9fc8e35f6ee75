import type { Shortfall } from '../../shortfall.ts';
import type { PictureFormat } from './picture-format.ts';
import { pixelsOf } from './picture-size.ts';

/** Most pixels that are decoded: a page at 600 dots an inch has 35 million, a telephone's photograph 12 to 50. */
const MOST_PIXELS = 50_000_000;
/** Most bytes that they come to while they are decoded. */
const MOST_DECODED_BYTES = 200_000_000;

/** Whole as it may be, a picture of more pixels fails for want of memory. */
const LARGE_PIXELS = 10_000_000;

/** Whether the picture, as large as it says it is, is small enough to be decoded. */
export function fitsMemory(format: PictureFormat): boolean {
  const pixels = pixelsOf(format);
  return pixels <= MOST_PIXELS && pixels * format.bytesPerPixel <= MOST_DECODED_BYTES;
}

export const TOO_MANY_PIXELS: Shortfall = {
  reason: 'over-budget',
  detail: 'This picture has more pixels than one part may and was not, or not fully, looked at; open it by hand.',
};

export const TOO_MUCH_METADATA: Shortfall = {
  reason: 'over-budget',
  detail: 'This picture says more beside its pixels than is taken from one; what came before stands. Open it by hand.',
};

export const UNKNOWN_SIZE: Shortfall = {
  reason: 'damaged',
  detail: 'The beginning of this picture is damaged or cut short; ask its sender for another copy.',
};

/** How far a picture was looked at; null for what was not tried. */
interface Looked {
  readonly hasCodes: boolean | null;
  readonly hasLetters: boolean | null;
}

/** What of a picture was not read; null where all was. */
export function notRead(format: PictureFormat, { hasCodes, hasLetters }: Looked): Shortfall | null {
  const { name, isWhole } = format;
  if (!isWhole)
    return {
      reason: 'truncated',
      detail: `This ${name} picture is cut short; what is left of it was looked at. Ask its sender for another copy.`,
    };
  if (hasCodes === false || hasLetters === false) {
    if (pixelsOf(format) > LARGE_PIXELS) return TOO_MANY_PIXELS;
    return {
      reason: 'damaged',
      detail: `This ${name} picture is damaged, or of a kind that is not decoded here; open it by hand.`,
    };
  }
  if (hasLetters !== null) return hasCodes === null ? codesLeft(name) : null;
  const codes = hasCodes === null ? '; codes in it are not looked for' : '';
  return {
    reason: 'unsupported',
    detail: `This is a ${name} picture; what is written in it is read with --ocr${codes}.`,
  };
}

const codesLeft = (name: string): Shortfall => ({
  reason: 'unsupported',
  detail: `This is a ${name} picture; its letters were read, but codes in it, such as QR codes, are not looked for. Open it by hand.`,
});
