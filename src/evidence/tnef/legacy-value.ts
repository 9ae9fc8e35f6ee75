import type { MapiProperty } from '../mapi/property.ts';

const TEXT = 0x001e;
const LONG = 0x0003;
const BOOLEAN = 0x000b;
const TIME = 0x0040;
const BINARY = 0x0102;

const property = (id: number, type: number, value: Uint8Array): MapiProperty => ({
  id,
  type,
  size: value.length,
  values: () => [value],
});

/** A text in the stream's code page, up to its terminator. */
export function textProperty(id: number, data: Buffer): MapiProperty {
  const end = data.indexOf(0);
  return property(id, TEXT, end < 0 ? data : data.subarray(0, end));
}

export function binaryProperty(id: number, data: Buffer): MapiProperty {
  return property(id, BINARY, data);
}

export function longProperty(id: number, value: number): MapiProperty {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value >>> 0);
  return property(id, LONG, bytes);
}

export function booleanProperty(id: number, isTrue: boolean): MapiProperty {
  return property(id, BOOLEAN, Buffer.from([isTrue ? 1 : 0, 0]));
}

/** Milliseconds from 1601-01-01 to 1970-01-01, and intervals of 100 ns in a millisecond ([MS-DTYP] §2.3.3). */
const EPOCH = 11_644_473_600_000;
const INTERVALS = 10_000n;
const DATE_BYTES = 14;

/** A date of seven 16-bit numbers (DTR, [MS-OXTNEF] §2.1.3.3), read as UTC; null where it is none. */
export function timeProperty(id: number, data: Buffer): MapiProperty | null {
  if (data.length < DATE_BYTES) return null;
  const number = (index: number) => data.readUInt16LE(index * 2);
  const [year, month, day] = [number(0), number(1), number(2)];
  if (year < 1601 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31) return null;
  const bytes = Buffer.alloc(8);
  const at = Date.UTC(year, month - 1, day, number(3), number(4), number(5));
  bytes.writeBigInt64LE(BigInt(at + EPOCH) * INTERVALS);
  return property(id, TIME, bytes);
}
