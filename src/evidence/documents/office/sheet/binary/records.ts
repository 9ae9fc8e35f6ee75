/** A record of a binary workbook part ([MS-XLSB] §2.1.4). */
export interface BinaryRecord {
  readonly type: number;
  readonly data: Buffer;
}

const MOST_SIZE_BYTES = 4;

/** The records of a part in order, up to the first that reaches beyond its end. */
export function* binaryRecords(part: Buffer): Generator<BinaryRecord> {
  let at = 0;
  while (at < part.length) {
    const first = part[at] ?? 0;
    const isLong = (first & 0x80) !== 0;
    const type = isLong ? (first & 0x7f) | (((part[at + 1] ?? 0) & 0x7f) << 7) : first;
    at += isLong ? 2 : 1;
    let size = 0;
    for (let count = 0; count < MOST_SIZE_BYTES; count += 1) {
      const byte = part[at] ?? 0;
      at += 1;
      size |= (byte & 0x7f) << (7 * count);
      if (byte < 0x80) break;
    }
    if (at + size > part.length) return;
    yield { type, data: part.subarray(at, at + size) };
    at += size;
  }
}

/** A string with its length before it (§2.5.169); empty where the record ends first. */
export function wideString(data: Buffer, at: number): { readonly text: string; readonly end: number } {
  const count = at + 4 <= data.length ? data.readUInt32LE(at) : 0;
  if (count === 0xffffffff) return { text: '', end: at + 4 };
  const end = at + 4 + count * 2;
  return { text: end <= data.length ? data.toString('utf16le', at + 4, end) : '', end };
}

/** A number of 32 bits; 0 where the record ends first. */
export function uint32(data: Buffer, at: number): number {
  return at + 4 <= data.length ? data.readUInt32LE(at) : 0;
}
