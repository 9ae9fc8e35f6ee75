import { createHmac } from 'node:crypto';

/** HMAC-SHA256 under one key. `purpose` separates uses, so that equal values of two purposes never meet. */
export interface KeyedHash {
  /** @returns 64 lower-case hexadecimal digits. */
  readonly hex: (purpose: string, ...fields: readonly (string | number | Uint8Array)[]) => string;
}

/**
 * A keyed hash (RFC 2104 with SHA-256) over length-prefixed fields, so that ("ab","c") and ("a","bc") differ.
 * @param key 32 bytes; the case key, or a key for one run.
 */
export function keyedHash(key: Uint8Array): KeyedHash {
  const hash: KeyedHash = {
    hex: (purpose, ...fields) => {
      const mac = createHmac('sha256', key);
      for (const field of [purpose, ...fields]) {
        const bytes = typeof field === 'number' ? String(field) : field;
        mac.update(`${Buffer.byteLength(bytes)}:`).update(bytes);
      }
      return mac.digest('hex');
    },
  };
  keys.set(hash, key);
  return hash;
}

const keys = new WeakMap<KeyedHash, Uint8Array>();

/**
 * The key of a hash, for a thread of this process that is to make the same hash; it goes nowhere else.
 * @returns null for a hash that {@link keyedHash} did not make.
 */
export function keyOf(hash: KeyedHash): Uint8Array | null {
  return keys.get(hash) ?? null;
}

/**
 * A short stable id: `prefix-` and 20 hexadecimal digits (80 bits) of the keyed hash of the fields.
 * The same fields under the same key give the same id in every run.
 */
export function deriveId(hash: KeyedHash, prefix: string, ...fields: readonly (string | number)[]): string {
  return `${prefix}-${hash.hex(`id:${prefix}`, ...fields).slice(0, 20)}`;
}
