import { decodeCharsetText } from '../../../decode/charset.ts';
import { u8, u16 } from '../bounded-number.ts';

/** How strings stand in a workbook: in Unicode from Excel 97 on, before in a charset of its own. */
export interface TextForm {
  readonly isUnicode: boolean;
  readonly charset: string;
}

/** A string's text, and where the bytes go on. */
export interface PlacedText {
  readonly text: string;
  readonly next: number;
}

/** Characters whose number is known, behind a byte of flags where they are Unicode ([MS-XLS] §2.5.296). */
export function charactersAt(bytes: Buffer, at: number, count: number, { isUnicode, charset }: TextForm): PlacedText {
  const start = isUnicode ? at + 1 : at;
  const width = isUnicode && u8(bytes, at) & 1 ? 2 : 1;
  const next = Math.min(bytes.length, start + count * width);
  const held = bytes.subarray(start, next);
  if (!isUnicode) return { text: decodeCharsetText(held, charset), next };
  return { text: held.toString(width === 2 ? 'utf16le' : 'latin1'), next };
}

/** A string behind its number of characters in one byte ([MS-XLS] §2.5.240). */
export function shortText(bytes: Buffer, at: number, form: TextForm): PlacedText {
  return charactersAt(bytes, at + 1, u8(bytes, at), form);
}

/** A string behind its number of characters in two bytes ([MS-XLS] §2.5.294). */
export function longText(bytes: Buffer, at: number, form: TextForm): PlacedText {
  return charactersAt(bytes, at + 2, u16(bytes, at), form);
}
