import { u8, u16 } from '../bounded-number.ts';

const CHUNK_BYTES = 4096;

/** What a compressed container of a VBA project comes to, and whether it was whole. */
export interface Decompressed {
  readonly bytes: Buffer;
  readonly isWhole: boolean;
}

/**
 * Decompresses a container of a VBA project ([MS-OVBA] §2.4.1), as far as it is sound.
 * @param limit Most bytes it may come to.
 */
export function decompressVba(container: Buffer, limit: number): Decompressed {
  const chunks: Buffer[] = [];
  let total = 0;
  let at = 1;
  let isWhole = u8(container, 0) === 1;
  while (isWhole && at + 2 < container.length && total < limit) {
    const header = u16(container, at);
    const end = at + 3 + (header & 0xfff);
    isWhole = ((header >>> 12) & 7) === 3 && end <= container.length;
    if (!isWhole) break;
    const data = container.subarray(at + 2, end);
    const chunk = header & 0x8000 ? decompressChunk(data) : data.subarray(0, CHUNK_BYTES);
    chunks.push(chunk ?? Buffer.alloc(0));
    isWhole = chunk !== null;
    total += chunk?.length ?? 0;
    at = end;
  }
  return { bytes: Buffer.concat(chunks), isWhole: isWhole && total < limit };
}

/** One chunk's tokens; null where one copies from before the chunk. */
function decompressChunk(data: Buffer): Buffer | null {
  const out = Buffer.alloc(CHUNK_BYTES);
  let length = 0;
  let at = 0;
  while (at < data.length) {
    const flags = u8(data, at++);
    for (let bit = 0; bit < 8 && at < data.length; bit += 1) {
      if ((flags & (1 << bit)) === 0) {
        if (length < CHUNK_BYTES) out[length++] = u8(data, at);
        at += 1;
        continue;
      }
      const { offset, count } = copyToken(u16(data, at), length);
      if (offset > length) return null;
      for (let copied = 0; copied < count && length < CHUNK_BYTES; copied += 1, length += 1)
        out[length] = u8(out, length - offset);
      at += 2;
    }
  }
  return out.subarray(0, length);
}

/** How far back a copy token reaches, and for how many bytes ([MS-OVBA] §2.4.1.3.19). */
function copyToken(token: number, length: number): { readonly offset: number; readonly count: number } {
  let offsetBits = 4;
  while (offsetBits < 12 && 1 << offsetBits < length) offsetBits += 1;
  const lengthBits = 16 - offsetBits;
  return { offset: (token >>> lengthBits) + 1, count: (token & ((1 << lengthBits) - 1)) + 3 };
}
