import { fixedBytes, isMultiple, singleType, TYPE } from '../mapi/property-type.ts';
import type { Shortfall } from '../shortfall.ts';
import { damaged } from './shortfall.ts';

/** Brings the stored bytes of a property into values ([MS-PST] §2.3.3.4). */
export function valuesOf(fullType: number, bytes: Buffer): readonly Buffer[] | Shortfall {
  const type = singleType(fullType);
  const size = fixedBytes(type);
  if (!isMultiple(fullType)) return bytes.length === 0 && size !== null ? [] : [oneValue(type, bytes)];
  return size === null ? variableValues(type, bytes) : fixedValues(type, bytes, size);
}

/** A boolean has two bytes everywhere but in a store. */
function oneValue(type: number, bytes: Buffer): Buffer {
  if (type === TYPE.boolean) return Buffer.from([bytes[0] === 0 ? 0 : 1, 0]);
  if (type === TYPE.unicode) return withoutTerminator(bytes, 2);
  return type === TYPE.string8 ? withoutTerminator(bytes, 1) : bytes;
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
