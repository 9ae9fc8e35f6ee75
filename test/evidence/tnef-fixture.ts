/** Builds TNEF streams ([MS-OXTNEF] §2.1) for tests. */

const padded = (bytes: Buffer) => Buffer.concat([bytes, Buffer.alloc(-bytes.length & 3)]);

export function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

export function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

export const zeroed = (text: string) => Buffer.from(`${text}\0`, 'latin1');
const wide = (text: string) => Buffer.from(`${text}\0`, 'utf16le');

const GUID = Buffer.from('0820060000000000c000000000000046', 'hex');
/** `GUID` in its registry form. */
export const SET = '00062008-0000-0000-c000-000000000046';
const named = (id: number, type: number, kind: Buffer, name: Buffer) =>
  Buffer.concat([uint16(type), uint16(id), GUID, kind, name]);

/** The tag of a property; a number or a text names one from 0x8000 on. */
export function tag(id: number, type: number, name?: number | string): Buffer {
  if (name === undefined) return Buffer.concat([uint16(type), uint16(id)]);
  if (typeof name === 'number') return named(id, type, uint32(0), uint32(name));
  const text = wide(name);
  return named(id, type, uint32(1), Buffer.concat([uint32(text.length), padded(text)]));
}

/** Values with a count and lengths: text, binary, objects. */
export function sized(...values: readonly Buffer[]): Buffer {
  return Buffer.concat([uint32(values.length), ...values.flatMap((value) => [uint32(value.length), padded(value)])]);
}

export const text8 = (id: number, text: string) => Buffer.concat([tag(id, 0x1e), sized(zeroed(text))]);
export const text16 = (id: number, text: string) => Buffer.concat([tag(id, 0x1f), sized(wide(text))]);
export const integer = (id: number, value: number) => Buffer.concat([tag(id, 0x03), uint32(value)]);
export const object = (id: number, iid: string, bytes: Buffer) =>
  Buffer.concat([tag(id, 0x0d), sized(Buffer.concat([Buffer.from(iid, 'hex'), bytes]))]);

export const IID_MESSAGE = '0703020000000000c000000000000046';
export const IID_STORAGE = '0b00000000000000c000000000000046';

export const list = (...properties: readonly Buffer[]) => Buffer.concat([uint32(properties.length), ...properties]);

/** An attribute; `level` 1 of the message, 2 of an attachment. */
export function attribute(level: number, id: number, data: Buffer, checksum = sum(data)): Buffer {
  return Buffer.concat([Buffer.from([level]), uint32(id), uint32(data.length), data, uint16(checksum)]);
}

const sum = (data: Buffer) => data.reduce((total, byte) => (total + byte) & 0xffff, 0);

export const tnef = (...attributes: readonly Buffer[]) => Buffer.concat([uint32(0x223e9f78), uint16(7), ...attributes]);

/** attAttachRendData of a file. */
export const RENDERING = attribute(2, 0x69002, Buffer.from('0100ffffffff000000000000 0000'.replace(' ', ''), 'hex'));

/** Seven 16-bit numbers. */
export const date = (...numbers: readonly number[]) => Buffer.concat(numbers.map(uint16));
