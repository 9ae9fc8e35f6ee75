import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import type { RandomAccess } from './random-access.ts';

/**
 * A file read at any place. A read that fails gives what came before it, and is told by `fault`.
 * @throws what `open` throws where the file cannot be opened.
 */
export function fileAccess(path: string): RandomAccess {
  const file = openSync(path, 'r');
  const size = fstatSync(file).size;
  let fault: string | null = null;
  const readInto = (into: Buffer, position: number): number => {
    let filled = 0;
    while (filled < into.length) {
      const count = readSync(file, into, filled, into.length - filled, position + filled);
      if (count === 0) break;
      filled += count;
    }
    return filled;
  };
  return {
    size,
    read: (position, length) => {
      const from = Math.max(0, position);
      const bytes = Buffer.allocUnsafe(Math.max(0, Math.min(length, size - from)));
      if (bytes.length === 0) return bytes;
      try {
        return bytes.subarray(0, readInto(bytes, from));
      } catch (error) {
        fault ??= error instanceof Error && 'code' in error ? String(error.code) : 'the file cannot be read';
        return bytes.subarray(0, 0);
      }
    },
    fault: () => fault,
    close: () => closeSync(file),
  };
}
