import { guidAt } from '../decode/guid.ts';
import type { PropertyName } from '../mapi/property.ts';

/** A named property's name, and where it ends. */
interface FoundName {
  readonly name: PropertyName;
  readonly next: number;
}

const GUID_BYTES = 16;
const KIND_TEXT = 1;

/** Reads a name ([MS-OXTNEF] §2.1.3.4, MsgPropertyTag): its set, its kind, and a number or a text; null where it is cut. */
export function readPropertyName(bytes: Buffer, at: number): FoundName | null {
  const value = at + GUID_BYTES + 4;
  if (value + 4 > bytes.length) return null;
  const set = guidAt(bytes, at);
  const number = bytes.readUInt32LE(value);
  if (bytes.readUInt32LE(value - 4) !== KIND_TEXT) return { name: { set, name: number }, next: value + 4 };
  const end = value + 4 + number;
  if (end > bytes.length) return null;
  const name = bytes.toString('utf16le', value + 4, end).replace(/\0+$/, '');
  return { name: { set, name }, next: end + (-number & 3) };
}
