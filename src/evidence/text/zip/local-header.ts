import type { RandomAccess } from '../../source/random-access.ts';
import type { ZipEntry } from './zip-entry.ts';
import { type AesField, aesField } from './zip-extra.ts';

const LOCAL_MARK = 0x04034b50;
/** Bit 0 of the flags (APPNOTE.TXT 4.4.4). */
export const ENCRYPTED = 1;
/** Bytes of a local header before its name. */
export const LOCAL_BYTES = 30;

/** What stands before a member's data (APPNOTE.TXT 4.3.7), which may say otherwise than the archive's index. */
export interface LocalHeader {
  readonly flags: number;
  readonly method: number;
  /** As MS-DOS has it: hours, minutes, seconds by two. */
  readonly time: number;
  readonly aes: AesField | null;
  /** Where the data begins. */
  readonly dataStart: number;
}

/** Where an entry's data begins, past its local header; -1 where there is no such header. */
export function dataStart(zip: RandomAccess, { headerOffset }: ZipEntry): number {
  const header = fixedPart(zip, headerOffset);
  return header === null ? -1 : headerOffset + LOCAL_BYTES + header.readUInt16LE(26) + header.readUInt16LE(28);
}

/** Reads an entry's local header; null where there is none. */
export function readLocalHeader(zip: RandomAccess, { headerOffset }: ZipEntry): LocalHeader | null {
  const header = fixedPart(zip, headerOffset);
  if (header === null) return null;
  const extraBytes = header.readUInt16LE(28);
  const extraStart = headerOffset + LOCAL_BYTES + header.readUInt16LE(26);
  return {
    flags: header.readUInt16LE(6),
    method: header.readUInt16LE(8),
    time: header.readUInt16LE(10),
    aes: aesField(zip.read(extraStart, extraBytes)),
    dataStart: extraStart + extraBytes,
  };
}

function fixedPart(zip: RandomAccess, headerOffset: number): Buffer | null {
  if (headerOffset < 0 || headerOffset + LOCAL_BYTES > zip.size) return null;
  const header = zip.read(headerOffset, LOCAL_BYTES);
  return header.length < LOCAL_BYTES || header.readUInt32LE(0) !== LOCAL_MARK ? null : header;
}
