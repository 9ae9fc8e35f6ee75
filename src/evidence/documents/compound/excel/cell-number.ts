import { f64 } from '../bounded-number.ts';

const DAY_MILLISECONDS = 86_400_000;
/** Day 0 of Excel's two calendars; the first counts a 29 February 1900 that never was, so days before March 1900 are off by one. */
const DAY_0_OF_1900 = Date.UTC(1899, 11, 30);
const DAY_0_OF_1904 = Date.UTC(1904, 0, 1);
/** 31 December 9999. */
const LAST_DAY = 2_958_466;

/** A number in the short form of a cell ([MS-XLS] §2.5.217): 30 bits, whole or a double's upper ones, perhaps times 100. */
export function rkNumber(rk: number): number {
  const isTimes100 = (rk & 1) !== 0;
  const isWhole = (rk & 2) !== 0;
  const number = isWhole ? (rk | 0) >> 2 : upperDouble(rk & ~3);
  return isTimes100 ? number / 100 : number;
}

function upperDouble(upper: number): number {
  const bytes = Buffer.alloc(8);
  bytes.writeInt32LE(upper, 4);
  return f64(bytes, 0);
}

/** What tells a format for dates. */
export type NumberKind = 'number' | 'date' | 'time';

/** A cell's number as text: dates in ISO 8601, others with as many digits as they have. */
export function numberText(number: number, kind: NumberKind, is1904: boolean): string {
  if (kind === 'number' || !(number >= 0 && number < LAST_DAY)) return String(number);
  const milliseconds = Math.round(number * 86_400) * 1000;
  const iso = new Date((is1904 ? DAY_0_OF_1904 : DAY_0_OF_1900) + milliseconds).toISOString();
  if (kind === 'time' && number < 1) return iso.slice(11, 19);
  return milliseconds % DAY_MILLISECONDS === 0 ? iso.slice(0, 10) : iso.slice(0, 19);
}

/** Formats of numbers that are built in and say a date or a time ([MS-XLS] §2.4.126, ECMA-376 §18.8.30). */
export function builtInKind(format: number): NumberKind {
  if ((format >= 14 && format <= 17) || format === 22) return 'date';
  if ((format >= 27 && format <= 31) || format === 36 || (format >= 50 && format <= 58)) return 'date';
  if ((format >= 18 && format <= 21) || (format >= 32 && format <= 35) || (format >= 45 && format <= 47)) return 'time';
  return 'number';
}

/** What a format of one's own says: letters of dates outside of quotes, escapes and brackets. */
export function formatKind(format: string): NumberKind {
  const bare = format.slice(0, 256).replace(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, '');
  if (/general/i.test(bare)) return 'number';
  if (/[yd]/i.test(bare)) return 'date';
  return /[hs]/i.test(bare) ? 'time' : 'number';
}
