const MARK = Buffer.from('PK\x07\x08', 'latin1');
const BYTES = 16;

/** A member's data and the checksum of its plain bytes. */
export interface DescribedData {
  readonly data: Buffer;
  readonly crc32: number | null;
}

/**
 * Where data ends whose length stands behind it (APPNOTE.TXT 4.3.9): at the descriptor that says so of itself.
 * @param data up to where the next member begins.
 * @returns all of it, without a checksum, where there is no such descriptor.
 */
export function describedData(data: Buffer): DescribedData {
  for (let at = data.indexOf(MARK); at >= 0 && at + BYTES <= data.length; at = data.indexOf(MARK, at + 1)) {
    if (data.readUInt32LE(at + 8) === at) return { data: data.subarray(0, at), crc32: data.readUInt32LE(at + 4) };
  }
  return { data, crc32: null };
}
