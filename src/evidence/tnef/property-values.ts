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

const MULTIPLE = 0x1000;
/** More values than any property has; an absurd count must not fill memory. */
const MOST_VALUES = 65_536;

/** Widths of types of fixed size ([MS-OXCDATA] §2.11.1); each takes a multiple of four bytes. */
const WIDTHS: ReadonlyMap<number, number> = new Map([
  [0x0000, 0],
  [0x0001, 0],
  [0x0002, 2],
  [0x0003, 4],
  [0x0004, 4],
  [0x0005, 8],
  [0x0006, 8],
  [0x0007, 8],
  [0x000a, 4],
  [0x000b, 2],
  [0x0014, 8],
  [0x0040, 8],
  [0x0048, 16],
]);
const OBJECT = 0x000d;
const TEXT = 0x001e;
const UNICODE = 0x001f;
const BINARY = 0x0102;

/** Reads a property's values ([MS-OXTNEF] §2.1.3.4, MsgPropertyValue); null for a type that is none, or where not even their count stands. */
export function readPropertyValues(bytes: Buffer, at: number, type: number): FoundValues | null {
  const single = type & ~MULTIPLE;
  const width = WIDTHS.get(single);
  if (width !== undefined) return fixedValues(bytes, at, width, single !== type);
  if (single === OBJECT || single === TEXT || single === UNICODE || single === BINARY) {
    return sizedValues(bytes, at, single);
  }
  return null;
}

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
  if (type !== TEXT && type !== UNICODE) return value;
  const unit = type === UNICODE ? 2 : 1;
  let end = value.length;
  while (end >= unit && value[end - 1] === 0 && value[end - unit] === 0) end -= unit;
  return value.subarray(0, end);
}

const subarray = (bytes: Buffer, start: number, length: number) => bytes.subarray(start, start + length);
