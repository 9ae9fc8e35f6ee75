import { readSync } from 'node:fs';

/** Fills `into` from a place in an open file; returns the bytes read, fewer only where the file ends. @throws the system's error. */
export function readFully(file: number, into: Buffer, position: number): number {
  let filled = 0;
  while (filled < into.length) {
    const count = readSync(file, into, filled, into.length - filled, position + filled);
    if (count === 0) break;
    filled += count;
  }
  return filled;
}
