import { filetimeBytes } from '../mapi/filetime.ts';
import { heldProperty } from '../mapi/held-property.ts';
import type { MapiProperty } from '../mapi/property.ts';
import { TYPE } from '../mapi/property-type.ts';

/** A text in the stream's code page, up to its terminator. */
export function textProperty(id: number, data: Buffer): MapiProperty {
  const end = data.indexOf(0);
  return heldProperty(id, TYPE.string8, end < 0 ? data : data.subarray(0, end));
}

/** Bytes. */
export function binaryProperty(id: number, data: Buffer): MapiProperty {
  return heldProperty(id, TYPE.binary, data);
}

/** A number of 32 bits. */
export function longProperty(id: number, value: number): MapiProperty {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value >>> 0);
  return heldProperty(id, TYPE.integer32, bytes);
}

/** Yes or no, in two bytes. */
export function booleanProperty(id: number, isTrue: boolean): MapiProperty {
  return heldProperty(id, TYPE.boolean, Buffer.from([isTrue ? 1 : 0, 0]));
}

const DATE_BYTES = 14;

/** A date of seven 16-bit numbers (DTR, [MS-OXTNEF] §2.1.3.3), read as UTC; null where it is none. */
export function timeProperty(id: number, data: Buffer): MapiProperty | null {
  if (data.length < DATE_BYTES) return null;
  const number = (index: number) => data.readUInt16LE(index * 2);
  const [year, month, day] = [number(0), number(1), number(2)];
  if (year < 1601 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31) return null;
  const bytes = filetimeBytes(Date.UTC(year, month - 1, day, number(3), number(4), number(5)));
  return bytes === null ? null : heldProperty(id, TYPE.time, bytes);
}
