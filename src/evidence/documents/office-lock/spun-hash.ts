import { hash } from 'node:crypto';

/** Hashes that documents are locked with, by OpenSSL's names. */
export type HashName = 'sha1' | 'sha256' | 'sha384' | 'sha512' | 'md5';

/** Bytes of each hash. */
export const HASH_BYTES: Readonly<Record<HashName, number>> = { sha1: 20, sha256: 32, sha384: 48, sha512: 64, md5: 16 };

/** What a round takes, in microseconds. */
export const ROUND_WORK: Readonly<Record<HashName, number>> = {
  sha1: 0.3,
  sha256: 0.35,
  sha384: 0.5,
  sha512: 0.5,
  md5: 0.35,
};

/** Hash of some bytes, one after the other. */
export function hashOf(name: HashName, ...parts: readonly Uint8Array[]): Buffer {
  return hash(name, Buffer.concat(parts), 'buffer');
}

/** A password's hash, salted, then hashed again with each round's number before it ([MS-OFFCRYPTO] §2.3.4.7, §2.3.4.11). */
export function spunHash(name: HashName, salt: Uint8Array, password: string, rounds: number): Buffer {
  const block = Buffer.concat([Buffer.alloc(4), hashOf(name, salt, Buffer.from(password, 'utf16le'))]);
  for (let round = 0; round < rounds; round += 1) {
    block.writeUInt32LE(round);
    // As a string of bytes a hash is had in a third of the time that a buffer for each takes.
    block.write(hash(name, block, 'binary'), 4, 'latin1');
  }
  return block.subarray(4);
}

/** Cut, or filled with 0x36, to a length. */
export function fitted(bytes: Uint8Array, length: number): Buffer {
  const fit = Buffer.alloc(length, 0x36);
  fit.set(bytes.subarray(0, length));
  return fit;
}
