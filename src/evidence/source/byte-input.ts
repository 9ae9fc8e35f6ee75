import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';

/** Bytes in order, pulled; the ends of files, streams and decompressors look alike. */
export interface ByteInput {
  /** Fills `into` from its start; the count of bytes, 0 at the end only. */
  readonly read: (into: Buffer) => Promise<number>;
  /** Goes to an absolute offset without reading what lies before it; absent where that cannot be done. */
  readonly seek?: (offset: number) => void;
  readonly close: () => Promise<void>;
}

/** Called with the bytes read so far, for progress. */
export type OnBytes = (bytesReadSoFar: number) => void;

/** A file's bytes. @throws the system's error where it cannot be opened. */
export async function fileInput(path: string, onBytes: OnBytes): Promise<ByteInput> {
  const handle: FileHandle = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  let offset = 0;
  return {
    read: async (into) => {
      const { bytesRead } = await handle.read(into, 0, into.length, offset);
      offset += bytesRead;
      onBytes(offset);
      return bytesRead;
    },
    seek: (to) => {
      offset = to;
    },
    close: () => handle.close(),
  };
}

/** The bytes of an iterable, such as standard input. */
export function streamInput(chunks: AsyncIterable<Uint8Array>, onBytes: OnBytes): ByteInput {
  const iterator = chunks[Symbol.asyncIterator]();
  let rest: Uint8Array = new Uint8Array(0);
  let total = 0;
  return {
    read: async (into) => {
      while (rest.length === 0) {
        const next = await iterator.next();
        if (next.done === true) return 0;
        rest = next.value;
      }
      const count = Math.min(rest.length, into.length);
      into.set(rest.subarray(0, count));
      rest = rest.subarray(count);
      total += count;
      onBytes(total);
      return count;
    },
    close: async () => {
      await iterator.return?.();
    },
  };
}
