import { ibanLength, isIban } from '../checks/payment.ts';
import { DIGIT, GLUE, isOf, UPPER } from './byte-class.ts';

const SPACE = 0x20;
/** Thirty-four characters and the spaces between their groups of four. */
const LONGEST = 43;

/** The IBAN whose check digits begin at a byte, its country's letters right before it. @returns where it begins and ends; null where none does. */
export function readIban(utf8: Uint8Array, digit: number): { readonly start: number; readonly stop: number } | null {
  const start = digit - 2;
  const isLed = isOf(utf8, start, UPPER) && isOf(utf8, start + 1, UPPER) && !isOf(utf8, start - 1, GLUE);
  if (start < 0 || !isLed || !isOf(utf8, digit + 1, DIGIT)) return null;
  const length = ibanLength(String.fromCharCode(utf8[start] as number, utf8[start + 1] as number));
  if (length === null) return null;
  let text = '';
  let at = start;
  for (; text.length < length && at < start + LONGEST; at += 1) {
    if (isOf(utf8, at, DIGIT | UPPER)) text += String.fromCharCode(utf8[at] as number);
    else if (utf8[at] !== SPACE || utf8[at - 1] === SPACE) break;
  }
  return text.length === length && !isOf(utf8, at, GLUE) && isIban(text) ? { start, stop: at } : null;
}
