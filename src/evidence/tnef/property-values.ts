import { fixedBytes, isMultiple, isTextType, singleType, TYPE } from '../mapi/property-type.ts';

/** The values of one property where they stand. */
interface FoundValues {
  readonly values: () => readonly Buffer[];
  /** Bytes of all values, without padding and terminators. */
  readonly size: number;
  /** Where the next property begins. */
  readonly next: number;
  /** False where the bytes end within the values: then the last is as long as they go. */
  readonly isWhole: boolean;
}

/** More values than any property has; an absurd count must not fill memory. */
const MOST_VALUES = 65_536;

/** Types of no value ([MS-OXCDATA] §2.11.1): unspecified, null. */
const VALUELESS: ReadonlySet<number> = new Set([0x0000, 0x0001]);
/** Types whose values have their lengths in front. */
const SIZED: ReadonlySet<number> = new Set([TYPE.object, TYPE.string8, TYPE.unicode, TYPE.binary]);

/** Reads a property's values ([MS-OXTNEF] §2.1.3.4, MsgPropertyValue); null for a type that is none, or where not even their count stands. */
export function readPropertyValues(bytes: Buffer, at: number, type: number): FoundValues | null {
  const single = singleType(type);
  const width = VALUELESS.has(single) ? 0 : fixedBytes(single);
  if (width !== null) return fixedValues(bytes, at, width, isMultiple(type));
  return SIZED.has(single) ? sizedValues(bytes, at, single) : null;
}

/** Values of one width, each on a multiple of four bytes; several have their count in front. */
function fixedValues(bytes: Buffer, at: number, width: number, isMultiple: boolean): FoundValues | null {
  const start = isMultiple ? at + 4 : at;
  if (start > bytes.length) return null;
  const count = isMultiple ? bytes.readUInt32LE(at) : 1;
  if (count > MOST_VALUES) return null;
  const step = (width + 3) & ~3;
  const next = start + count * step;
  const isWhole = next <= bytes.length;
  const held = isWhole || step === 0 ? count : Math.floor((bytes.length - start) / step);
  const values = () => Array.from({ length: held }, (_, index) => subarray(bytes, start + index * step, width));
  return { values, size: held * width, next, isWhole };
}

/** Values with a length before each, padded to four bytes. */
function sizedValues(bytes: Buffer, at: number, type: number): FoundValues | null {
  if (at + 4 > bytes.length) return null;
  const count = bytes.readUInt32LE(at);
  if (count > MOST_VALUES) return null;
  let next = at + 4;
  let size = 0;
  for (let index = 0; index < count; index++) {
    if (next + 4 > bytes.length) return { values: () => valuesAt(bytes, at, index, type), size, next, isWhole: false };
    const length = bytes.readUInt32LE(next);
    const held = subarray(bytes, next + 4, length);
    size += withoutTerminator(held, type).length;
    next += 4 + length + (-length & 3);
    if (held.length < length) {
      return { values: () => valuesAt(bytes, at, index + 1, type), size, next, isWhole: false };
    }
  }
  return { values: () => valuesAt(bytes, at, count, type), size, next, isWhole: true };
}

function valuesAt(bytes: Buffer, at: number, count: number, type: number): readonly Buffer[] {
  const values: Buffer[] = [];
  let next = at + 4;
  for (let index = 0; index < count; index++) {
    const length = bytes.readUInt32LE(next);
    values.push(withoutTerminator(subarray(bytes, next + 4, length), type));
    next += 4 + length + (-length & 3);
  }
  return values;
}

/** Text without the zero that ends it in a TNEF stream. */
function withoutTerminator(value: Buffer, type: number): Buffer {
  if (!isTextType(type)) return value;
  const unit = type === TYPE.unicode ? 2 : 1;
  let end = value.length;
  while (end >= unit && value[end - 1] === 0 && value[end - unit] === 0) end -= unit;
  return value.subarray(0, end);
}

const subarray = (bytes: Buffer, start: number, length: number) => bytes.subarray(start, start + length);
