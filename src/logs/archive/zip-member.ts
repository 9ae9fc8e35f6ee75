import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { crc32, createInflateRaw } from 'node:zlib';
import type { BytesEnd } from '../ingest/bytes-end.ts';
import { inflated } from '../ingest/inflated.ts';
import { fileError } from '../logs-error.ts';
import type { ZipEntry } from './zip-index.ts';

const LOCAL = 0x04034b50;
const LOCAL_BYTES = 30;
const READ_BYTES = 256 * 1024;
const STORED = 0;

/**
 * The bytes of a zip's member, unpacked, in chunks; how it ended says whether they are all there and as the zip's check sum has them.
 * @throws LogsError `not-found`, `no-permission`.
 */
export async function* zipMemberBytes(path: string, entry: ZipEntry): AsyncGenerator<Buffer, BytesEnd> {
  const start = await dataStart(path, entry);
  if (start === null) return { state: 'damaged' };
  const packed = packedBytes(path, start, entry);
  const chunks = entry.method === STORED ? packed : inflated(createInflateRaw({ chunkSize: READ_BYTES }), packed);
  let sum = 0;
  let length = 0;
  try {
    for (;;) {
      const next = await chunks.next();
      if (next.done === true) {
        if (next.value.state !== 'whole') return next.value;
        return sum === entry.crc && length === entry.bytes ? { state: 'whole' } : { state: 'damaged' };
      }
      sum = crc32(next.value, sum);
      length += next.value.length;
      yield next.value;
    }
  } finally {
    await chunks.return({ state: 'whole' });
  }
}

/** Index of the first packed byte: after the member's own header, whose lengths are not those of the index. */
async function dataStart(path: string, entry: ZipEntry): Promise<number | null> {
  const file = await open(path).catch((cause: unknown) => {
    throw fileError(path, cause);
  });
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(LOCAL_BYTES), 0, LOCAL_BYTES, entry.offset);
    if (bytesRead < LOCAL_BYTES || buffer.readUInt32LE(0) !== LOCAL) return null;
    return entry.offset + LOCAL_BYTES + buffer.readUInt16LE(26) + buffer.readUInt16LE(28);
  } finally {
    await file.close();
  }
}

async function* packedBytes(path: string, start: number, entry: ZipEntry): AsyncGenerator<Buffer, BytesEnd> {
  if (entry.packedBytes === 0) return { state: 'whole' };
  const range = { start, end: start + entry.packedBytes - 1, highWaterMark: READ_BYTES };
  try {
    for await (const chunk of createReadStream(path, range)) yield chunk as Buffer;
  } catch (cause) {
    throw fileError(path, cause);
  }
  return { state: 'whole' };
}
