import { closeSync, constants, fstatSync, openSync } from 'node:fs';
import type { RandomAccess } from './random-access.ts';
import { readFully } from './read-fully.ts';
import { codeOf } from './system-error.ts';

/** So that a pipe put in a file's place since it was found is not waited for; systems without it have no such pipes. */
const WITHOUT_WAITING = constants.O_RDONLY | constants.O_NONBLOCK;

/**
 * A file read at any place. A read that fails, or finds the file shorter than it was, gives what came before it, and is told by `fault`.
 * @throws what `open` throws where the file cannot be opened.
 */
export function fileAccess(path: string): RandomAccess {
  const file = openSync(path, WITHOUT_WAITING);
  const size = fstatSync(file).size;
  let fault: string | null = null;
  return {
    size,
    read: (position, length) => {
      const from = Math.max(0, position);
      const bytes = Buffer.allocUnsafe(Math.max(0, Math.min(length, size - from)));
      if (bytes.length === 0) return bytes;
      try {
        const held = readFully(file, bytes, from);
        if (held < bytes.length) fault ??= 'it became shorter while it was read';
        return bytes.subarray(0, held);
      } catch (error) {
        fault ??= codeOf(error, 'the file cannot be read');
        return bytes.subarray(0, 0);
      }
    },
    fault: () => fault,
    close: () => closeSync(file),
  };
}
