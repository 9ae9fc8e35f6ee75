import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { constants, createGunzip, type Gunzip, gunzipSync } from 'node:zlib';
import { fileError } from '../logs-error.ts';

/** How many first bytes of a file recognition wants to see. */
export const HEAD_BYTES = 256 * 1024;

const READ_BYTES = 256 * 1024;
/** Small, so that little of what came before damaged bytes is lost with them: inflate gives nothing of a call that fails. */
const INFLATE_BYTES = 4 * 1024;

type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/** How a log's bytes become UTF-8. */
export interface ByteForm {
  readonly compression: 'none' | 'gzip';
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

/** What came of reading a log's bytes to their end. */
export type BytesEnd = { readonly state: 'whole' } | { readonly state: 'truncated' | 'damaged' };

/**
 * A log's bytes, decompressed and as UTF-8 (a byte order mark is kept, as U+FEFF), in chunks. Returns how it ended: damaged or cut
 * compression ends the stream, it does not throw.
 * @throws LogsError `not-found`, `no-permission`.
 */
export async function* logBytes(path: string, form: ByteForm): AsyncGenerator<Buffer, BytesEnd> {
  const decoder = form.encoding === 'utf-8' ? null : decoderOf(form.encoding);
  const chunks = form.compression === 'gzip' ? gunzipped(path) : fileChunks(path, READ_BYTES);
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

async function* fileChunks(path: string, size: number): AsyncGenerator<Buffer, BytesEnd> {
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: size })) yield chunk as Buffer;
  } catch (cause) {
    throw fileError(path, cause);
  }
  return { state: 'whole' };
}

/** Decompresses one small piece at a time, so that everything before damage is given out. */
async function* gunzipped(path: string): AsyncGenerator<Buffer, BytesEnd> {
  const gunzip = createGunzip({ chunkSize: READ_BYTES });
  try {
    return yield* inflated(gunzip, path);
  } finally {
    gunzip.destroy();
  }
}

async function* inflated(gunzip: Gunzip, path: string): AsyncGenerator<Buffer, BytesEnd> {
  let ready: Buffer[] = [];
  let failure: (Error & { code?: string }) | null = null;
  gunzip.on('data', (chunk: Buffer) => ready.push(chunk));
  gunzip.on('error', (error) => {
    failure = error;
  });
  for await (const chunk of fileChunks(path, READ_BYTES)) {
    for (let at = 0; at < chunk.length && failure === null; at += INFLATE_BYTES) {
      await written(gunzip, chunk.subarray(at, at + INFLATE_BYTES));
    }
    yield* ready;
    ready = [];
    if (failure !== null) return { state: 'damaged' };
  }
  await new Promise<void>((resolve) => {
    gunzip.once('close', () => resolve());
    gunzip.end();
  });
  yield* ready;
  if (failure === null) return { state: 'whole' };
  return { state: (failure as { code?: string }).code === 'Z_BUF_ERROR' ? 'truncated' : 'damaged' };
}

function written(gunzip: Gunzip, piece: Buffer): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      gunzip.off('error', done);
      resolve();
    };
    gunzip.once('error', done);
    gunzip.write(piece, done);
  });
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
