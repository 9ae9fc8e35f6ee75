import type { DatabaseFile } from './database-file.ts';
import { readVarint } from './varint.ts';

/** A value of a row. */
export type Value = null | number | bigint | string | Buffer;

/** Most columns of a row; SQLite itself allows 32,767. */
const MOST_COLUMNS = 32_767;

/** The values of a record (SQLite file format §2.1); those beyond its end are left out. */
export function readRecord(payload: Buffer, charset: DatabaseFile['charset']): readonly Value[] {
  const header = readVarint(payload, 0);
  if (header === null || header.value > payload.length) return [];
  const values: Value[] = [];
  let at = header.value;
  let typeAt = header.end;
  while (typeAt < header.value && values.length < MOST_COLUMNS) {
    const type = readVarint(payload, typeAt);
    if (type === null || at > payload.length) break;
    const bytes = contentBytes(type.value);
    values.push(readValue(payload.subarray(at, at + bytes), type.value, charset));
    at += bytes;
    typeAt = type.end;
  }
  return values;
}

const INTEGER_BYTES = [0, 1, 2, 3, 4, 6, 8, 8];

function contentBytes(type: number): number {
  return type < 12 ? (INTEGER_BYTES[type] ?? 0) : Math.floor((type - 12) / 2);
}

function readValue(bytes: Buffer, type: number, charset: DatabaseFile['charset']): Value {
  if (type >= 12) return type % 2 === 0 ? bytes : new TextDecoder(charset).decode(bytes);
  if (type === 8 || type === 9) return type - 8;
  if (bytes.length === 0 || bytes.length < (INTEGER_BYTES[type] ?? 0)) return null;
  if (type === 7) return bytes.readDoubleBE(0);
  return type === 6 ? bytes.readBigInt64BE(0) : bytes.readIntBE(0, bytes.length);
}
