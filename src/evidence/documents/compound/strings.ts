import { byteString } from '../../decode/byte-string.ts';
import type { LandmarkedText } from '../landmarked-text.ts';
import { u16 } from './bounded-number.ts';

/** Stretches of UTF-16 that are letters of Latin, Greek, Cyrillic or the signs among them, and nothing else: by chance such do not come about. */
function wideStrings(bytes: Buffer, start: number, least: number): readonly string[] {
  const found: string[] = [];
  let from = start;
  for (let at = start; at <= bytes.length - 1; at += 2) {
    if (at + 2 <= bytes.length && isLetter(u16(bytes, at))) continue;
    if (at - from >= least * 2) found.push(bytes.toString('utf16le', from, at));
    from = at + 2;
  }
  const end = bytes.length - ((bytes.length - start) % 2);
  if (end - from >= least * 2) found.push(bytes.toString('utf16le', from, end));
  return found;
}

function isLetter(unit: number): boolean {
  return (
    unit === 0x09 ||
    (unit >= 0x20 && unit < 0x7f) ||
    (unit >= 0xa0 && unit < 0x250) ||
    (unit >= 0x370 && unit < 0x530) ||
    (unit >= 0x2010 && unit < 0x2040) ||
    unit === 0x20ac
  );
}

/** Letters of UTF-16 in a row that are taken for a text. */
const LEAST_WIDE = 5;

/** Writes the stretches of bytes that are letters, each on a line, at one landmark. @param leastNarrow ASCII letters in a row that are taken for a text. */
export function writeStrings(text: LandmarkedText, bytes: Buffer, landmark: string, leastNarrow: number): void {
  const narrow = byteString(bytes).match(new RegExp(`[\\t\\x20-\\x7e]{${leastNarrow},}`, 'g')) ?? [];
  const lines = [...wideStrings(bytes, 0, LEAST_WIDE), ...wideStrings(bytes, 1, LEAST_WIDE), ...narrow];
  const worded = lines.filter((line) => /\p{L}{3}|\d{4}/u.test(line));
  if (worded.length === 0) return;
  text.mark(landmark);
  for (const line of worded) if (!text.line(line)) return;
}
