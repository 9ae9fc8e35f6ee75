import { hash } from 'node:crypto';

/** Hashes of the key derivation of RFC 7292, by their names in OpenSSL, with the bytes of a block that each takes in. */
const BLOCKS = { sha1: 64, sha224: 64, sha256: 64, sha384: 128, sha512: 128 } as const;
export type Pkcs12Hash = keyof typeof BLOCKS;

/** What derived bytes are for (RFC 7292 appendix B.3). */
export const PURPOSE = { key: 1, iv: 2, mac: 3 } as const;

export interface Derivation {
  readonly hash: Pkcs12Hash;
  readonly salt: Uint8Array;
  readonly rounds: number;
}

/**
 * Derives bytes from a password as PKCS#12 does (RFC 7292 appendix B.2).
 * @param password As `bmpPassword` gives it.
 */
export function pkcs12Bytes(
  { hash: algorithm, salt, rounds }: Derivation,
  password: Uint8Array,
  purpose: number,
  length: number,
): Buffer {
  const block = BLOCKS[algorithm];
  const diversifier = Buffer.alloc(block, purpose);
  const input = Buffer.concat([filled(salt, block), filled(password, block)]);
  const derived: Buffer[] = [];
  for (let have = 0; have < length; have += derived.at(-1)?.length ?? length) {
    let digest = hash(algorithm, Buffer.concat([diversifier, input]), 'buffer');
    for (let round = 1; round < rounds; round += 1) digest = hash(algorithm, digest, 'buffer');
    derived.push(digest);
    addToBlocks(input, Buffer.alloc(block, digest));
  }
  return Buffer.concat(derived).subarray(0, length);
}

/** Bytes repeated to a whole number of blocks; none stay none. */
function filled(bytes: Uint8Array, block: number): Buffer {
  return bytes.length === 0 ? Buffer.alloc(0) : Buffer.alloc(block * Math.ceil(bytes.length / block), bytes);
}

/** Adds a number and one to each block of the input, both big-endian, without what runs over. */
function addToBlocks(input: Buffer, addend: Buffer): void {
  for (let start = 0; start < input.length; start += addend.length) {
    let carry = 1;
    for (let at = addend.length - 1; at >= 0; at -= 1) {
      carry += (input[start + at] ?? 0) + (addend[at] ?? 0);
      input[start + at] = carry & 0xff;
      carry >>= 8;
    }
  }
}

/** A password as PKCS#12 takes it: UTF-16, big-endian, with a zero at its end; no password at all is no bytes. */
export function bmpPassword(text: string, isNone: boolean): Buffer {
  return isNone ? Buffer.alloc(0) : Buffer.from(`${text}\0`, 'utf16le').swap16();
}
