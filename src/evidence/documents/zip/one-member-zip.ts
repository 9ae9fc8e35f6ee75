import type { AesField } from '../../text/zip/zip-extra.ts';

const VERSION = 63;
const CENTRAL_BYTES = 46;
const COMMON_BYTES = 26;
const END_BYTES = 22;
const AES_EXTRA = 0x9901;
const AES_BYTES = 7;
/** The member's name, of one byte. */
export const NAME = 'm';

/** A member as it stands in an archive, compressed and perhaps locked. */
export interface PackedMember {
  readonly method: number;
  /** General purpose flags (APPNOTE.TXT 4.4.4). */
  readonly flags: number;
  /** As MS-DOS has it; a lock may be checked by it. */
  readonly time: number;
  readonly aes: AesField | null;
  readonly data: Uint8Array;
  /** Of the plain bytes; null where nothing says it. */
  readonly crc32: number | null;
  /** Plain bytes. */
  readonly size: number;
}

/** A zip of one member (APPNOTE.TXT 4.3), which is written as it is told. */
export function oneMemberZip(member: PackedMember): Buffer {
  const extra = member.aes === null ? Buffer.alloc(0) : aesExtra(member.aes);
  const common = commonFields(member, extra.length);
  const tail = Buffer.concat([Buffer.from(NAME), extra]);
  const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, tail, member.data]);
  const central = Buffer.alloc(CENTRAL_BYTES);
  central.write('PK\x01\x02', 'latin1');
  central.writeUInt16LE(VERSION, 4);
  common.copy(central, 6);
  return Buffer.concat([local, central, tail, endRecord(local.length, CENTRAL_BYTES + tail.length)]);
}

function commonFields({ method, flags, time, data, crc32, size }: PackedMember, extraBytes: number): Buffer {
  const common = Buffer.alloc(COMMON_BYTES);
  common.writeUInt16LE(VERSION, 0);
  common.writeUInt16LE(flags, 2);
  common.writeUInt16LE(method, 4);
  common.writeUInt16LE(time, 6);
  common.writeUInt32LE(crc32 ?? 0, 10);
  common.writeUInt32LE(data.length, 14);
  common.writeUInt32LE(size % 2 ** 32, 18);
  common.writeUInt16LE(NAME.length, 22);
  common.writeUInt16LE(extraBytes, 24);
  return common;
}

/** How a member is locked by AES (APPNOTE.TXT appendix E). */
function aesExtra({ version, strength, method }: AesField): Buffer {
  const extra = Buffer.alloc(4 + AES_BYTES);
  extra.writeUInt16LE(AES_EXTRA, 0);
  extra.writeUInt16LE(AES_BYTES, 2);
  extra.writeUInt16LE(version, 4);
  extra.write('AE', 6);
  extra.writeUInt8(strength, 8);
  extra.writeUInt16LE(method, 9);
  return extra;
}

function endRecord(directory: number, bytes: number): Buffer {
  const end = Buffer.alloc(END_BYTES);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(bytes, 12);
  end.writeUInt32LE(directory, 16);
  return end;
}
