import { decodeCharsetText } from '../../../decode/charset.ts';
import { f64, u16, u32 } from '../bounded-number.ts';

/** Types of values ([MS-OLEPS] §2.15). */
const I2 = 0x02;
const I4 = 0x03;
const R8 = 0x05;
const BSTR = 0x08;
const BOOL = 0x0b;
const VARIANT = 0x0c;
const LPSTR = 0x1e;
const LPWSTR = 0x1f;
const FILETIME = 0x40;
const BLOB = 0x41;
const VECTOR = 0x1000;
const MOST_ELEMENTS = 4096;
/** A time below this, some days in units of 100 ns, is a time span. */
const SHORTEST_TIME = 1e15;
const EPOCH_MILLISECONDS = 11_644_473_600_000;

/** Letters between zero bytes, in the charset of their set. */
export function letters(bytes: Buffer, charset: string | null): string {
  const text = charset === 'utf-16le' ? bytes.toString('utf16le') : decodeCharsetText(bytes, charset);
  return text.replace(/\0+$/, '').replaceAll('\0', '\uFFFD');
}

/** A value as text: texts, numbers and times as such, elements of a vector one a line. Null where it is of another type, or empty. */
export function propertyText(set: Buffer, at: number, charset: string | null): string | null {
  const text = valueAt(set, at + 4, u16(set, at), charset).text;
  return text.trim() === '' ? null : text;
}

interface Value {
  readonly text: string;
  /** Where the next one stands in a vector. */
  readonly next: number;
}

function valueAt(set: Buffer, at: number, type: number, charset: string | null): Value {
  if (type & VECTOR) return { text: vectorAt(set, at, type & 0xfff, charset), next: set.length };
  switch (type) {
    case I2:
      return { text: String(u16(set, at)), next: at + 4 };
    case I4:
      return { text: String(u32(set, at) | 0), next: at + 4 };
    case R8:
      return { text: String(f64(set, at)), next: at + 8 };
    case BOOL:
      return { text: String(u16(set, at) !== 0), next: at + 4 };
    case LPSTR:
    case BSTR:
      return textAt(set, at, u32(set, at), charset);
    case LPWSTR:
      return textAt(set, at, u32(set, at) * 2, 'utf-16le');
    case FILETIME:
      return { text: timeAt(set, at), next: at + 8 };
    case BLOB:
      // Links of a document stand in a blob, as a vector of variants ([MS-OSHARED] §2.3.3.1.21).
      return { text: vectorAt(set, at + 4, VARIANT, charset), next: set.length };
    default:
      return { text: '', next: set.length };
  }
}

function textAt(set: Buffer, at: number, length: number, charset: string | null): Value {
  const bytes = set.subarray(at + 4, at + 4 + length);
  return { text: letters(bytes, charset), next: at + 4 + Math.ceil(length / 4) * 4 };
}

function vectorAt(set: Buffer, start: number, type: number, charset: string | null): string {
  const texts: string[] = [];
  let at = start + 4;
  for (let left = Math.min(u32(set, start), MOST_ELEMENTS); left > 0 && at < set.length; left -= 1) {
    const isTyped = type === VARIANT;
    const value = valueAt(set, isTyped ? at + 4 : at, isTyped ? u16(set, at) & 0xfff : type, charset);
    // Texts of a code page in a plain vector follow one another without filling.
    at = !isTyped && type === LPSTR ? at + 4 + u32(set, at) : value.next;
    if (type === LPSTR || type === LPWSTR || (isTyped && /\D/.test(value.text))) texts.push(value.text);
  }
  return texts.filter((text) => text.trim() !== '').join('\n');
}

function timeAt(set: Buffer, at: number): string {
  const ticks = u32(set, at + 4) * 2 ** 32 + u32(set, at);
  if (ticks < SHORTEST_TIME) return '';
  const time = new Date(ticks / 10_000 - EPOCH_MILLISECONDS);
  return Number.isNaN(time.getTime()) ? '' : time.toISOString();
}
