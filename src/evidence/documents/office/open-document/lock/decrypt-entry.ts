import { createDecipheriv, createHash } from 'node:crypto';
import { decryptBlowfishCfb } from './blowfish.ts';
import type { EntryLock } from './manifest.ts';

const BEGINNING = 1024;
const GCM_VECTOR = 12;
const GCM_TAG = 16;
const AES_BLOCK = 16;

/** A file's bytes decrypted, still compressed (OpenDocument 1.2 part 3 §4.2); null where this key does not open it, proven by its checksum or tag. */
export function decryptEntry(encrypted: Buffer, key: Buffer, lock: EntryLock): Buffer | null {
  try {
    if (lock.cipher === 'aes-gcm') return decryptGcm(encrypted, key);
    if (lock.checksum === null) return null;
    const padded =
      lock.cipher === 'aes-cbc'
        ? decryptCbc(encrypted, key, lock.vector)
        : decryptBlowfishCfb(key, lock.vector, encrypted);
    const plain = lock.cipher === 'aes-cbc' ? withoutPadding(padded) : padded;
    return matches(plain, lock.checksum) || matches(padded, lock.checksum) ? plain : null;
  } catch {
    return null;
  }
}

function decryptCbc(encrypted: Buffer, key: Buffer, vector: Buffer): Buffer {
  const cipher = createDecipheriv(`aes-${key.length * 8}-cbc`, key, vector).setAutoPadding(false);
  const whole = encrypted.subarray(0, encrypted.length - (encrypted.length % AES_BLOCK));
  return Buffer.concat([cipher.update(whole), cipher.final()]);
}

/** The last byte says how many there are, the others may be anything (XML Encryption 1.1 §5.2). */
function withoutPadding(padded: Buffer): Buffer {
  const count = padded.at(-1) ?? 0;
  return count >= 1 && count <= AES_BLOCK ? padded.subarray(0, padded.length - count) : padded;
}

/** The vector stands before the data, the tag after it (XML Encryption 1.1 §5.2.4). */
function decryptGcm(encrypted: Buffer, key: Buffer): Buffer {
  const end = encrypted.length - GCM_TAG;
  const cipher = createDecipheriv(`aes-${key.length * 8}-gcm` as 'aes-256-gcm', key, encrypted.subarray(0, GCM_VECTOR));
  cipher.setAuthTag(encrypted.subarray(end));
  return Buffer.concat([cipher.update(encrypted.subarray(GCM_VECTOR, end)), cipher.final()]);
}

function matches(plain: Buffer, { digest, isOfBeginning, value }: NonNullable<EntryLock['checksum']>): boolean {
  const told = isOfBeginning ? plain.subarray(0, BEGINNING) : plain;
  return createHash(digest).update(told).digest().equals(value);
}
