import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { constants, createGunzip, gunzipSync } from 'node:zlib';
import { fileError } from '../logs-error.ts';
import type { BytesEnd } from './bytes-end.ts';
import { inflated } from './inflated.ts';

/** How many first bytes of a file recognition wants to see. */
export const HEAD_BYTES = 256 * 1024;

const READ_BYTES = 256 * 1024;

type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/** How a log's bytes become UTF-8. */
export interface ByteForm {
  /** A zip holds one log or several: each of its members has a form of its own. */
  readonly compression: 'none' | 'gzip' | 'zip';
  readonly encoding: TextEncoding;
}

/** Compression and encoding of a file by its first bytes, and those bytes as UTF-8. */
export function readHead(head: Uint8Array): { readonly form: ByteForm; readonly utf8: Buffer } {
  const isGzip = head.length > 2 && head[0] === 0x1f && head[1] === 0x8b;
  const plain = isGzip ? inflateHead(head) : head;
  const encoding = encodingOf(plain);
  const utf8 = encoding === 'utf-8' ? Buffer.from(plain) : Buffer.from(decoderOf(encoding).decode(plain), 'utf8');
  return { form: { compression: isGzip ? 'gzip' : 'none', encoding }, utf8 };
}

/** The first bytes of a file. @throws LogsError `not-found`, `no-permission`. */
export async function headOfFile(path: string): Promise<Uint8Array> {
  try {
    const file = await open(path);
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  } catch (cause) {
    throw fileError(path, cause);
  }
}

/**
 * A log's bytes, decompressed and as UTF-8 (a byte order mark is kept, as U+FEFF), in chunks. Returns how it ended: damaged or cut
 * compression ends the stream, it does not throw.
 * @param stored a file's path, or its bytes where it stands in an archive.
 * @param most bytes of a file that are read: what it held when that began.
 * @throws LogsError `not-found`, `no-permission`.
 */
export async function* logBytes(
  stored: string | AsyncGenerator<Buffer, BytesEnd>,
  form: ByteForm,
  most = Number.POSITIVE_INFINITY,
): AsyncGenerator<Buffer, BytesEnd> {
  const decoder = form.encoding === 'utf-8' ? null : decoderOf(form.encoding);
  const plain = typeof stored === 'string' ? fileChunks(stored, READ_BYTES, most) : stored;
  const chunks = form.compression === 'gzip' ? inflated(createGunzip({ chunkSize: READ_BYTES }), plain) : plain;
  try {
    for (;;) {
      const next = await chunks.next();
      if (next.done === true) {
        const rest = decoder?.decode() ?? '';
        if (rest !== '') yield Buffer.from(rest, 'utf8');
        return next.value;
      }
      yield decoder === null ? next.value : Buffer.from(decoder.decode(next.value, { stream: true }), 'utf8');
    }
  } finally {
    await chunks.return({ state: 'whole' });
  }
}

async function* fileChunks(path: string, size: number, most: number): AsyncGenerator<Buffer, BytesEnd> {
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: size, end: most - 1 })) yield chunk as Buffer;
  } catch (cause) {
    throw fileError(path, cause);
  }
  return { state: 'whole' };
}

function inflateHead(head: Uint8Array): Uint8Array {
  for (let length = head.length; length > 64; length = Math.floor(length / 2)) {
    try {
      const options = { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: 64 * HEAD_BYTES };
      return gunzipSync(head.subarray(0, length), options).subarray(0, HEAD_BYTES);
    } catch {
      // Damage or a bomb in what was tried: a shorter piece shows enough.
    }
  }
  return new Uint8Array();
}

/** A byte order mark, or every other one of the first bytes zero: PowerShell's Out-File writes UTF-16. */
function encodingOf(head: Uint8Array): TextEncoding {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  const first = head.subarray(0, 8);
  if (first.length === 8 && first.every((byte, index) => (byte === 0) === (index % 2 === 1))) return 'utf-16le';
  if (first.length === 8 && first.every((byte, index) => (byte === 0) === (index % 2 === 0))) return 'utf-16be';
  return 'utf-8';
}

function decoderOf(encoding: TextEncoding): TextDecoder {
  return new TextDecoder(encoding, { ignoreBOM: true });
}
