import { argon2Sync, createHash, pbkdf2Sync } from 'node:crypto';
import type { KeyDerivation } from './manifest.ts';

const LONGEST_KEY = 56;
/** KiB that Argon2 may take: what it asks for is held in memory at once. */
const MOST_MEMORY = 128 * 1024;
const MOST_LANES = 64;
/** Beyond what any program writes. */
const MOST_ROUNDS = 10_000_000;

/** Microseconds that deriving a key takes, about; null where it is not done: too costly by far, or unknown. */
export function derivationWork({ kind, rounds, memory, lanes, keyBytes }: KeyDerivation): number | null {
  if (keyBytes > LONGEST_KEY || rounds > MOST_ROUNDS) return null;
  if (kind === 'pbkdf2') return Math.ceil(keyBytes / 20) * rounds * 0.4;
  if (kind !== 'argon2id' || memory > MOST_MEMORY || memory < 8 * lanes || lanes > MOST_LANES) return null;
  return rounds * memory;
}

/** The key that a password comes to. @throws Error where the derivation's values are none. */
export function deriveKey(
  password: string,
  { kind, salt, rounds, keyBytes, memory, lanes, start }: KeyDerivation,
): Buffer {
  const message = createHash(start).update(password, 'utf8').digest();
  if (kind === 'pbkdf2') return pbkdf2Sync(message, salt, rounds, keyBytes, 'sha1');
  return argon2Sync('argon2id', {
    message,
    nonce: salt,
    parallelism: lanes,
    tagLength: keyBytes,
    memory,
    passes: rounds,
  });
}
