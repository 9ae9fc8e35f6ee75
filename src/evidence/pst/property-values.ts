import type { Shortfall } from '../text/extraction.ts';
import { damaged } from './shortfall.ts';

/** The flag of a type that says several values ([MS-OXCDATA] §2.11.1.1). */
const MULTIPLE = 0x1000;

const BOOLEAN = 0x000b;
const OBJECT = 0x000d;
const TEXT_8 = 0x001e;
const TEXT_16 = 0x001f;

/** Bytes of a value of each type of fixed size ([MS-OXCDATA] §2.11.1), a boolean's as everywhere but in a store. */
const FIXED_BYTES: ReadonlyMap<number, number> = new Map([
  [0x0002, 2],
  [0x0003, 4],
  [0x0004, 4],
  [0x0005, 8],
  [0x0006, 8],
  [0x0007, 8],
  [0x000a, 4],
  [BOOLEAN, 2],
  [0x0014, 8],
  [0x0040, 8],
  [0x0048, 16],
]);

/** A property's type without the flag for several values. */
export function singleType(fullType: number): number {
  return fullType & ~MULTIPLE;
}

/** Whether a property's type has the flag for several values. */
export function isMultiple(fullType: number): boolean {
  return (fullType & MULTIPLE) !== 0;
}

/** Whether a property is an attached object, whose bytes are no value. */
export function isObject(fullType: number): boolean {
  return fullType === OBJECT;
}

/** Bytes of a type's one value; null for one of variable size. */
export function fixedBytes(fullType: number): number | null {
  return isMultiple(fullType) ? null : (FIXED_BYTES.get(fullType) ?? null);
}

/** Brings the stored bytes of a property into values ([MS-PST] §2.3.3.4). */
export function valuesOf(fullType: number, bytes: Buffer): readonly Buffer[] | Shortfall {
  const type = singleType(fullType);
  if (!isMultiple(fullType)) return bytes.length === 0 && FIXED_BYTES.has(type) ? [] : [oneValue(type, bytes)];
  const size = FIXED_BYTES.get(type);
  return size === undefined ? variableValues(type, bytes) : fixedValues(type, bytes, size);
}

function oneValue(type: number, bytes: Buffer): Buffer {
  if (type === BOOLEAN) return Buffer.from([bytes[0] === 0 ? 0 : 1, 0]);
  if (type === TEXT_16) return withoutTerminator(bytes, 2);
  return type === TEXT_8 ? withoutTerminator(bytes, 1) : bytes;
}

function withoutTerminator(bytes: Buffer, width: 1 | 2): Buffer {
  let end = bytes.length - (bytes.length % width);
  while (end > 0 && bytes[end - 1] === 0 && (width === 1 || bytes[end - 2] === 0)) end -= width;
  return end === bytes.length ? bytes : bytes.subarray(0, end);
}

function fixedValues(type: number, bytes: Buffer, size: number): readonly Buffer[] {
  const count = Math.floor(bytes.length / size);
  return Array.from({ length: count }, (_, index) => oneValue(type, bytes.subarray(index * size, (index + 1) * size)));
}

/** A count, as many offsets, then the values ([MS-PST] §2.3.3.4.2). Values that overlap would come to more than is stored. */
function variableValues(type: number, bytes: Buffer): readonly Buffer[] | Shortfall {
  if (bytes.length < 4) return [];
  const count = bytes.readUInt32LE(0);
  if (count > (bytes.length - 4) / 4)
    return damaged('A property of several values counts more than it holds; its values are lost.');
  const values: Buffer[] = [];
  let from = count === 0 ? bytes.length : bytes.readUInt32LE(4);
  for (let index = 1; index <= count; index++) {
    const to = index === count ? bytes.length : bytes.readUInt32LE(4 + 4 * index);
    if (from < 4 + 4 * count || to < from || to > bytes.length) {
      return damaged('A property of several values has them outside its bytes; they are lost.');
    }
    values.push(oneValue(type, bytes.subarray(from, to)));
    from = to;
  }
  return values;
}
