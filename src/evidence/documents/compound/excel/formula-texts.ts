import { u8, u16 } from '../bounded-number.ts';
import { shortText, type TextForm } from './short-text.ts';

/** Bytes after the token of those whose length is fixed ([MS-XLS] §2.5.198), in Excel 97 and newer and before; classes of operands share one. */
const LENGTHS: ReadonlyMap<number, readonly [modern: number, old: number]> = new Map([
  [0x01, [4, 4]],
  [0x02, [4, 4]],
  [0x1c, [1, 1]],
  [0x1d, [1, 1]],
  [0x1e, [2, 2]],
  [0x1f, [8, 8]],
  [0x20, [7, 7]],
  [0x21, [2, 2]],
  [0x22, [3, 3]],
  [0x23, [4, 14]],
  [0x24, [4, 3]],
  [0x25, [8, 6]],
  [0x26, [6, 6]],
  [0x27, [6, 6]],
  [0x28, [6, 6]],
  [0x29, [2, 2]],
  [0x2a, [4, 3]],
  [0x2b, [8, 6]],
  [0x2c, [4, 3]],
  [0x2d, [8, 6]],
  [0x39, [6, 24]],
  [0x3a, [6, 17]],
  [0x3b, [10, 20]],
  [0x3c, [6, 17]],
  [0x3d, [10, 20]],
]);

const TEXT = 0x17;
const ATTRIBUTE = 0x19;
const CHOOSE = 0x04;
/** Operators and parentheses: no bytes follow. */
const LAST_OPERATOR = 0x16;

/** The texts that stand in a formula ([MS-XLS] §2.5.198.2), as far as its tokens are known. */
export function formulaTexts(tokens: Buffer, form: TextForm): readonly string[] {
  const texts: string[] = [];
  let at = 0;
  while (at < tokens.length) {
    const token = u8(tokens, at);
    if (token === TEXT) {
      const { text, next } = shortText(tokens, at + 1, form);
      if (text.trim() !== '') texts.push(text);
      at = next;
      continue;
    }
    const length = lengthOf(tokens, at, form.isUnicode);
    if (length === null) break;
    at += 1 + length;
  }
  return texts;
}

function lengthOf(tokens: Buffer, at: number, isModern: boolean): number | null {
  const token = u8(tokens, at);
  if (token === ATTRIBUTE) return u8(tokens, at + 1) & CHOOSE ? 3 + (u16(tokens, at + 2) + 1) * 2 : 3;
  if (token > 0x02 && token <= LAST_OPERATOR) return 0;
  const lengths = LENGTHS.get(token < 0x40 ? token : (token & 0x1f) | 0x20);
  return lengths === undefined ? null : lengths[isModern ? 0 : 1];
}
