import { asBuffer } from '../../decode/byte-string.ts';
import type { Shortfall } from '../../shortfall.ts';
import type { DocumentReader, Piece, ReadOrder } from '../document-reader.ts';
import { LandmarkedText } from '../landmarked-text.ts';
import { barcodesIn, DECODED_FOR_CODES } from './barcodes.ts';
import { lettersIn } from './letters.ts';
import { orientationOf } from './orientation.ts';
import type { PictureFormat } from './picture-format.ts';
import { pictureNotes } from './picture-notes.ts';
import { fitsMemory, notRead, TOO_MANY_PIXELS, TOO_MUCH_METADATA, UNKNOWN_SIZE } from './picture-shortfall.ts';
import { mayHoldText } from './picture-size.ts';
import { recognisePicture } from './recognise-picture.ts';

/** Reads a picture: the codes in it, what its file says beside it, and, where that is asked for, its letters. */
export const readImage: DocumentReader = async function* (order) {
  const file = asBuffer(order.bytes);
  const format = recognisePicture(file);
  if (format === null) {
    yield { type: 'unread', name: null, shortfall: UNKNOWN_SIZE };
    return;
  }
  const text = new LandmarkedText(order.limits.pieceBytes);
  const { lines, isCut } = pictureNotes(file, format);
  addLines(text, 'metadata', lines);
  yield* fitsMemory(format) ? readPixels(order, format, text) : withRest(text, TOO_MANY_PIXELS);
  if (isCut) yield { type: 'unread', name: '(metadata)', shortfall: TOO_MUCH_METADATA };
};

async function* readPixels(order: ReadOrder, format: PictureFormat, text: LandmarkedText): AsyncGenerator<Piece> {
  if (!mayHoldText(format)) {
    yield own(text);
    return;
  }
  const hasCodes = await addCodes(order, format, text);
  // Letters take long: what is known by now is not to be lost with them.
  if (order.ocr && text.length > 0) yield own(text);
  const hasLetters = order.ocr ? await addLetters(order, format, text) : null;
  const rest = notRead(format, { hasCodes, hasLetters });
  if (rest === null) yield own(text);
  else yield* withRest(text, rest);
}

/** Whether the picture was decoded and searched; null where nobody here decodes it for codes. */
async function addCodes(
  { bytes, ocr }: ReadOrder,
  format: PictureFormat,
  text: LandmarkedText,
): Promise<boolean | null> {
  if (!DECODED_FOR_CODES.has(format.name)) return null;
  const codes = await barcodesIn(bytes, format, ocr).catch(() => null);
  const counts = new Map<string, number>();
  for (const { symbology, text: contents } of codes ?? []) {
    const count = (counts.get(symbology) ?? 0) + 1;
    counts.set(symbology, count);
    addLines(text, `${symbology} ${count}`, [contents]);
  }
  return codes !== null;
}

async function addLetters({ bytes }: ReadOrder, format: PictureFormat, text: LandmarkedText): Promise<boolean> {
  const lines = await lettersIn(bytes, format, orientationOf(asBuffer(bytes))).catch(() => null);
  addLines(text, 'picture', lines ?? []);
  return lines !== null;
}

function addLines(text: LandmarkedText, landmark: string, lines: readonly string[]): void {
  if (lines.length > 0) text.mark(landmark);
  for (const line of lines) text.line(line);
}

const own = (text: LandmarkedText): Piece => ({ type: 'text', name: null, text: text.finish(), password: null });

/** A text that is empty is none beside what was not read. */
function* withRest(text: LandmarkedText, shortfall: Shortfall): Generator<Piece> {
  if (text.length > 0) yield own(text);
  yield { type: 'unread', name: null, shortfall };
}
