const VERSION = 63;
const LOCAL_BYTES = 30;
const CENTRAL_BYTES = 46;
const END_BYTES = 22;
/** What these flags say depends on the method: how LZMA ends, how imploding was done (APPNOTE.TXT 4.4.4). */
const METHOD_FLAGS = 6;
/** The member's name, of one byte. */
export const NAME = 'm';

/** A member as it stands compressed, not encrypted. */
export interface CompressedMember {
  readonly method: number;
  readonly flags: number;
  readonly data: Uint8Array;
  /** Of the plain bytes; null where nothing says it. */
  readonly crc32: number | null;
  /** Plain bytes. */
  readonly size: number;
}

/** A zip of one member. */
export function oneMemberZip({ method, flags, data, crc32, size }: CompressedMember): Buffer {
  const common = Buffer.alloc(26);
  common.writeUInt16LE(VERSION, 0);
  common.writeUInt16LE(flags & METHOD_FLAGS, 2);
  common.writeUInt16LE(method, 4);
  common.writeUInt32LE(crc32 ?? 0, 10);
  common.writeUInt32LE(data.length, 14);
  common.writeUInt32LE(size % 2 ** 32, 18);
  common.writeUInt16LE(NAME.length, 22);
  const zip = Buffer.alloc(LOCAL_BYTES + NAME.length + data.length + CENTRAL_BYTES + NAME.length + END_BYTES);
  const central = LOCAL_BYTES + NAME.length + data.length;
  const end = central + CENTRAL_BYTES + NAME.length;
  zip.write(`PK\x03\x04`, 'latin1');
  common.copy(zip, 4);
  zip.write(NAME, LOCAL_BYTES);
  zip.set(data, LOCAL_BYTES + NAME.length);
  zip.write(`PK\x01\x02`, central, 'latin1');
  zip.writeUInt16LE(VERSION, central + 4);
  common.copy(zip, central + 6);
  zip.write(NAME, central + CENTRAL_BYTES);
  zip.write(`PK\x05\x06`, end, 'latin1');
  zip.writeUInt16LE(1, end + 8);
  zip.writeUInt16LE(1, end + 10);
  zip.writeUInt32LE(CENTRAL_BYTES + NAME.length, end + 12);
  zip.writeUInt32LE(central, end + 16);
  return zip;
}
