import type { Transform } from 'node:stream';
import type { BytesEnd } from './bytes-end.ts';

/** Small, so that little of what came before damaged bytes is lost with them: inflate gives nothing of a call that fails. */
const INFLATE_BYTES = 4 * 1024;

/** Decompresses one small piece at a time, so that everything before damage is given out. Ends the stream it is given. */
export async function* inflated(
  unpacker: Transform,
  packed: AsyncGenerator<Buffer, BytesEnd>,
): AsyncGenerator<Buffer, BytesEnd> {
  try {
    return yield* unpackedChunks(unpacker, packed);
  } finally {
    unpacker.destroy();
    await packed.return({ state: 'whole' });
  }
}

async function* unpackedChunks(
  unpacker: Transform,
  packed: AsyncGenerator<Buffer, BytesEnd>,
): AsyncGenerator<Buffer, BytesEnd> {
  let ready: Buffer[] = [];
  let failure: (Error & { code?: string }) | null = null;
  unpacker.on('data', (chunk: Buffer) => ready.push(chunk));
  unpacker.on('error', (error) => {
    failure = error;
  });
  for await (const chunk of packed) {
    for (let at = 0; at < chunk.length && failure === null; at += INFLATE_BYTES) {
      await written(unpacker, chunk.subarray(at, at + INFLATE_BYTES));
    }
    yield* ready;
    ready = [];
    if (failure !== null) return { state: 'damaged' };
  }
  await new Promise<void>((resolve) => {
    unpacker.once('close', () => resolve());
    unpacker.end();
  });
  yield* ready;
  if (failure === null) return { state: 'whole' };
  return { state: (failure as { code?: string }).code === 'Z_BUF_ERROR' ? 'truncated' : 'damaged' };
}

function written(unpacker: Transform, piece: Buffer): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      unpacker.off('error', done);
      resolve();
    };
    unpacker.once('error', done);
    unpacker.write(piece, done);
  });
}
