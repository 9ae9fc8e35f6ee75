import { closeSync, fstatSync, openSync } from 'node:fs';
import type { RandomAccess } from './random-access.ts';
import { readFully } from './read-fully.ts';
import { codeOf } from './system-error.ts';

/**
 * A file read at any place. A read that fails gives what came before it, and is told by `fault`.
 * @throws what `open` throws where the file cannot be opened.
 */
export function fileAccess(path: string): RandomAccess {
  const file = openSync(path, 'r');
  const size = fstatSync(file).size;
  let fault: string | null = null;
  return {
    size,
    read: (position, length) => {
      const from = Math.max(0, position);
      const bytes = Buffer.allocUnsafe(Math.max(0, Math.min(length, size - from)));
      if (bytes.length === 0) return bytes;
      try {
        return bytes.subarray(0, readFully(file, bytes, from));
      } catch (error) {
        fault ??= codeOf(error, 'the file cannot be read');
        return bytes.subarray(0, 0);
      }
    },
    fault: () => fault,
    close: () => closeSync(file),
  };
}
