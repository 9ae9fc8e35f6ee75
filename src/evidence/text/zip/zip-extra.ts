import { crc32 } from 'node:zlib';

const ZIP64 = 0xffffffff;
const ZIP64_EXTRA = 1;
const AES_EXTRA = 0x9901;
const AES_BYTES = 7;
const UNICODE_NAME_EXTRA = 0x7075;
const UNICODE_NAME_HEAD = 5;

/** The extra field of WinZip's AES encryption, as written. */
export interface AesField {
  /** 1: AE-1, with the checksum of the plain bytes in the entry; 2: AE-2, without. */
  readonly version: number;
  /** 1, 2, 3: keys of 128, 192, 256 bits. */
  readonly strength: number;
  /** Compression method of the member. */
  readonly method: number;
}

/** Header values, each that is 0xffffffff replaced by its 64 bits in the Zip64 extra field, where they stand in the same order (APPNOTE.TXT 4.5.3). */
export function zip64Values(extra: Buffer, values: readonly number[]): readonly number[] {
  const field = extraField(extra, ZIP64_EXTRA);
  let at = 0;
  return values.map((value) => {
    if (value !== ZIP64 || field === null || at + 8 > field.length) return value;
    at += 8;
    return Number(field.readBigUInt64LE(at - 8));
  });
}

/** How a member is encrypted by AES (APPNOTE.TXT appendix E); null where the field is not there. */
export function aesField(extra: Buffer): AesField | null {
  const field = extraField(extra, AES_EXTRA);
  if (field === null || field.length < AES_BYTES) return null;
  return { version: field.readUInt16LE(0), strength: field.readUInt8(4), method: field.readUInt16LE(5) };
}

/** The name in UTF-8 (APPNOTE.TXT 4.6.9); null where it is not given, or given for another name than the entry's. */
export function unicodeName(extra: Buffer, name: Buffer): string | null {
  const field = extraField(extra, UNICODE_NAME_EXTRA);
  if (field === null || field.length <= UNICODE_NAME_HEAD || field[0] !== 1) return null;
  return field.readUInt32LE(1) === crc32(name) ? field.toString('utf8', UNICODE_NAME_HEAD) : null;
}

function extraField(extra: Buffer, id: number): Buffer | null {
  for (let at = 0; at + 4 <= extra.length; ) {
    const bytes = extra.readUInt16LE(at + 2);
    if (extra.readUInt16LE(at) === id) return extra.subarray(at + 4, at + 4 + bytes);
    at += 4 + bytes;
  }
  return null;
}
