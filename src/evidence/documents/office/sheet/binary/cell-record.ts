import { type BinaryRecord, uint32, wideString } from './records.ts';

/** Record types of cells ([MS-XLSB] §2.3.2). */
const CELL = {
  rk: 2,
  bool: 4,
  real: 5,
  text: 6,
  shared: 7,
  formulaText: 8,
  formulaReal: 9,
  formulaBool: 10,
  richText: 62,
} as const;
/** Bytes of a cell's column and style before its value. */
const HEAD = 8;

/** What a cell's record shows; null for any other record. */
export function cellText({ type, data }: BinaryRecord, strings: readonly string[]): string | null {
  switch (type) {
    case CELL.rk:
      return data.length >= HEAD + 4 ? String(compactNumber(data.readInt32LE(HEAD))) : null;
    case CELL.bool:
    case CELL.formulaBool:
      return data[HEAD] === 1 ? 'TRUE' : 'FALSE';
    case CELL.real:
    case CELL.formulaReal:
      return data.length >= HEAD + 8 ? String(data.readDoubleLE(HEAD)) : null;
    case CELL.text:
    case CELL.formulaText:
      return wideString(data, HEAD).text;
    case CELL.richText:
      return wideString(data, HEAD + 1).text;
    case CELL.shared:
      return strings[uint32(data, HEAD)] ?? '';
    default:
      return null;
  }
}

/** A number in 30 bits, whole or the beginning of a floating one, perhaps times a hundred (§2.5.122). */
function compactNumber(word: number): number {
  const high = Buffer.alloc(8);
  high.writeInt32LE(word & ~3, 4);
  const value = (word & 2) !== 0 ? word >> 2 : high.readDoubleLE(0);
  return (word & 1) !== 0 ? value / 100 : value;
}
