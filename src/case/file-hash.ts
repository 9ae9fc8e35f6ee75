import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

const CHUNK = 4 * 1024 * 1024;

/**
 * SHA-256 and size of a file, read once in 4 MiB pieces.
 * @param onBytes called after each piece with the bytes read so far.
 * @throws the file system's error where it cannot be read.
 */
export function hashFile(path: string, onBytes: (bytes: number) => void = () => {}): { sha256: string; size: number } {
  const file = openSync(path, 'r');
  try {
    const hash = createHash('sha256');
    const buffer = Buffer.allocUnsafe(Math.min(CHUNK, Math.max(1, fstatSync(file).size)));
    let size = 0;
    for (let read = readSync(file, buffer); read > 0; read = readSync(file, buffer)) {
      hash.update(buffer.subarray(0, read));
      size += read;
      onBytes(size);
    }
    return { sha256: hash.digest('hex'), size };
  } finally {
    closeSync(file);
  }
}
