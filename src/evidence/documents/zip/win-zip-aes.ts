import { createHmac, pbkdf2Sync } from 'node:crypto';
import { decryptCounterMode } from './little-endian-counter.ts';

const ITERATIONS = 1000;
const VERIFIER_BYTES = 2;
const MAC_BYTES = 10;

/** A member encrypted as WinZip has it (APPNOTE.TXT appendix E): salt, verifier, ciphertext, authentication code. */
export interface AesLocked {
  readonly keyBytes: number;
  readonly salt: Uint8Array;
  readonly verifier: Buffer;
  readonly ciphertext: Uint8Array;
  readonly code: Buffer;
}

/**
 * Takes a member's data apart.
 * @param strength 1, 2, 3: keys of 128, 192, 256 bits.
 * @returns null where the data is too short.
 */
export function aesLocked(data: Buffer, strength: number): AesLocked | null {
  const keyBytes = 8 + 8 * strength;
  const saltBytes = keyBytes / 2;
  const start = saltBytes + VERIFIER_BYTES;
  if (data.length < start + MAC_BYTES) return null;
  return {
    keyBytes,
    salt: data.subarray(0, saltBytes),
    verifier: data.subarray(saltBytes, start),
    ciphertext: data.subarray(start, data.length - MAC_BYTES),
    code: data.subarray(data.length - MAC_BYTES),
  };
}

/** Keys that a password comes to. */
interface AesKeys {
  readonly cipherKey: Uint8Array;
  readonly macKey: Uint8Array;
}

/** Two bytes speak for a password or against it; null where they speak against it. */
export function aesKeys({ keyBytes, salt, verifier }: AesLocked, password: Uint8Array): AesKeys | null {
  const derived = pbkdf2Sync(password, salt, ITERATIONS, 2 * keyBytes + VERIFIER_BYTES, 'sha1');
  if (!derived.subarray(2 * keyBytes).equals(verifier)) return null;
  return { cipherKey: derived.subarray(0, keyBytes), macKey: derived.subarray(keyBytes, 2 * keyBytes) };
}

/** What was encrypted; null where its authentication code speaks against the keys. */
export function openAes({ ciphertext, code }: AesLocked, { cipherKey, macKey }: AesKeys): Uint8Array | null {
  const mac = createHmac('sha1', macKey).update(ciphertext).digest();
  return mac.subarray(0, MAC_BYTES).equals(code) ? decryptCounterMode(ciphertext, cipherKey) : null;
}
