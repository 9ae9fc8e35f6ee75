import type { RandomAccess } from '../source/random-access.ts';
import { DIFAT_IN_HEADER, SIGNATURE } from './compound-format.ts';

const HEADER_BYTES = 512;
const DIFAT_AT = 76;

/** What a compound file's header says ([MS-CFB] §2.2), as far as reading needs it. */
export interface CompoundHeader {
  /** 512 in version 3, 4096 in version 4. */
  readonly sectorBytes: number;
  /** Whether stream sizes have 64 bits (version 4); in version 3 the upper half may hold anything. */
  readonly hasWideSizes: boolean;
  readonly firstDirectorySector: number;
  readonly firstMiniFatSector: number;
  readonly firstDifatSector: number;
  /** The FAT's first sectors, 109 numbers, unused ones included. */
  readonly difat: readonly number[];
}

/** Reads the header. Null where the bytes are no compound file's, or end within its header. */
export function readCompoundHeader(access: RandomAccess): CompoundHeader | null {
  const bytes = access.read(0, HEADER_BYTES);
  if (bytes.length < HEADER_BYTES || !SIGNATURE.equals(bytes.subarray(0, SIGNATURE.length))) return null;
  const hasWideSizes = bytes.readUInt16LE(26) === 4;
  const shift = bytes.readUInt16LE(30);
  return {
    sectorBytes: shift === 9 || shift === 12 ? 2 ** shift : hasWideSizes ? 4096 : 512,
    hasWideSizes,
    firstDirectorySector: bytes.readUInt32LE(48),
    firstMiniFatSector: bytes.readUInt32LE(60),
    firstDifatSector: bytes.readUInt32LE(68),
    difat: Array.from({ length: DIFAT_IN_HEADER }, (_, index) => bytes.readUInt32LE(DIFAT_AT + index * 4)),
  };
}
