import { closeSync, openSync, readSync } from 'node:fs';
import { constants, gunzipSync } from 'node:zlib';
import { HEAD_BYTES } from '../evidence/index.ts';

const GZIP_EXPANSION = 1032;

/**
 * The first bytes of a file, decompressed where it is gzip: what recognition looks at.
 * @throws the file system's error where it cannot be read.
 */
export function sourceHead(path: string): Uint8Array {
  const file = openSync(path, 'r');
  try {
    const buffer = Buffer.alloc(HEAD_BYTES);
    const head = buffer.subarray(0, readSync(file, buffer, 0, HEAD_BYTES, 0));
    return head[0] === 0x1f && head[1] === 0x8b ? gunzipHead(head) : head;
  } finally {
    closeSync(file);
  }
}

/** As much as the bytes at hand give; a damaged stream gives the compressed bytes, which then are no text. */
function gunzipHead(head: Uint8Array): Uint8Array {
  try {
    const finishFlush = constants.Z_SYNC_FLUSH;
    return gunzipSync(head, { finishFlush, maxOutputLength: HEAD_BYTES * GZIP_EXPANSION }).subarray(0, HEAD_BYTES);
  } catch {
    return head;
  }
}
