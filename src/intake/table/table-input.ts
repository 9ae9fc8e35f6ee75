import { closeSync, createReadStream, openSync, readSync } from 'node:fs';
import { IntakeError } from '../intake-error.ts';

/** A list as given: the path of a file, its bytes, or a way to open it; it is read twice, so a stream must open anew at each call. */
export type TableInput = string | Uint8Array | (() => AsyncIterable<Uint8Array>);

/** As much of a file's start as recognition looks at, in bytes. */
const HEAD_BYTES = 65_536;

/** The input's bytes from the start, in chunks. */
export function openInput(input: TableInput): AsyncIterable<Uint8Array> {
  if (typeof input === 'function') return input();
  return typeof input === 'string' ? createReadStream(input, { highWaterMark: 1 << 18 }) : once(input);
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/**
 * The first `HEAD_BYTES` of the input, or all of it where it is shorter.
 * @throws IntakeError 'input-not-found' or 'input-unreadable' where a path cannot be opened.
 */
export async function headOf(input: TableInput): Promise<Uint8Array> {
  if (typeof input === 'string') return headOfFile(input);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of openInput(input)) {
    chunks.push(chunk);
    size += chunk.length;
    if (size >= HEAD_BYTES) break;
  }
  return Buffer.concat(chunks).subarray(0, HEAD_BYTES);
}

function headOfFile(path: string): Uint8Array {
  try {
    const file = openSync(path, 'r');
    try {
      const head = Buffer.alloc(HEAD_BYTES);
      return head.subarray(0, readSync(file, head, 0, HEAD_BYTES, 0));
    } finally {
      closeSync(file);
    }
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    throw new IntakeError(
      missing ? 'input-not-found' : 'input-unreadable',
      missing ? `there is no file ${path}` : `${path} cannot be read`,
      missing ? 'check the path, or point to where the file is now with relink' : 'give this account leave to read it',
      3,
      error,
    );
  }
}
