import { isUtf8 } from 'node:buffer';

/** Bytes of a header, and what everything in a tar is a multiple of. */
export const BLOCK = 512;

/** One header of a tar (POSIX.1-2001 ustar, GNU, or the older form without a magic), as written: nothing of it is to be believed. */
export interface TarHeader {
  readonly name: string;
  /** Bytes of data that follow; not negative. */
  readonly size: number;
  /** One character; "0" for an ordinary file. */
  readonly type: string;
  /** Whether more blocks of a GNU sparse map follow before the data. */
  readonly isExtended: boolean;
}

const CHECKSUM_AT = 148;
const CHECKSUM_END = 156;
const MAGIC_AT = 257;
const PREFIX_AT = 345;
const PREFIX_END = 500;
const EXTENDED_AT = 482;
const SPACE = 0x20;

/** Whether bytes begin with a sound header: the checksum says so, whatever the magic. */
export function beginsTar(bytes: Buffer): boolean {
  return bytes.length >= BLOCK && readTarHeader(bytes.subarray(0, BLOCK)) !== null;
}

/** Reads one block; null where it is no sound header. */
export function readTarHeader(block: Buffer): TarHeader | null {
  if (block.length < BLOCK || !hasChecksum(block)) return null;
  const size = numberAt(block, 124, 136);
  if (size === null || size < 0) return null;
  const magic = block.toString('latin1', MAGIC_AT, MAGIC_AT + 8);
  const prefix = magic === 'ustar\u000000' ? block.subarray(PREFIX_AT, PREFIX_END) : Buffer.alloc(0);
  const name = textOf(block.subarray(0, 100));
  const isOld = !magic.startsWith('ustar');
  return {
    name: prefix[0] === undefined || prefix[0] === 0 ? name : `${textOf(prefix)}/${name}`,
    size,
    type: typeOf(block[156] ?? 0, isOld && name.endsWith('/')),
    isExtended: block[EXTENDED_AT] === 1,
  };
}

/** Older writers mark a folder by its name alone, and a file by a NUL. */
function typeOf(flag: number, isOldFolder: boolean): string {
  if (flag !== 0 && flag !== 0x30) return String.fromCharCode(flag);
  return isOldFolder ? '5' : '0';
}

/** The sum of the header's bytes, its own field taken for spaces; some writers took bytes as signed. */
function hasChecksum(block: Buffer): boolean {
  const said = numberAt(block, CHECKSUM_AT, CHECKSUM_END);
  if (said === null) return false;
  let unsigned = 0;
  let signed = 0;
  for (let at = 0; at < BLOCK; at += 1) {
    const byte = at >= CHECKSUM_AT && at < CHECKSUM_END ? SPACE : (block[at] ?? 0);
    unsigned += byte;
    signed += byte > 127 ? byte - 256 : byte;
  }
  return said === unsigned || said === signed;
}

/** Octal digits between spaces and NULs, or a binary number where the first bit is set (GNU); null where it is neither. */
function numberAt(block: Buffer, start: number, end: number): number | null {
  const first = block[start] ?? 0;
  if (first === 0xff) return -1;
  if ((first & 0x80) !== 0) {
    return block.subarray(start + 1, end).reduce((value, byte) => value * 256 + byte, first & 0x7f);
  }
  const digits = /^[ \0]*([0-7]+)[ \0]*$/.exec(block.toString('latin1', start, end))?.[1];
  if (digits !== undefined) return Number.parseInt(digits, 8);
  return /^[ \0]*$/.test(block.toString('latin1', start, end)) && start !== CHECKSUM_AT ? 0 : null;
}

/** A name up to its first NUL: UTF-8 where it is, else Latin-1. */
export function textOf(field: Buffer): string {
  const end = field.indexOf(0);
  const bytes = end < 0 ? field : field.subarray(0, end);
  return bytes.toString(isUtf8(bytes) ? 'utf8' : 'latin1');
}
