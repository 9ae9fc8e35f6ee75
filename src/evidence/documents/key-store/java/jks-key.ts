import { hash } from 'node:crypto';
import type { Effort, PasswordTry } from '../effort.ts';
import type { OpenedKey } from '../encrypted-key.ts';
import { privateKeyOf } from '../private-key.ts';

/** The cipher that JKS locks its private keys with. */
export const JKS_KEY = '1.3.6.1.4.1.42.2.17.1.1';

const SALT = 20;
const DIGEST = 20;
/** A private key of RSA of 32768 bits has some 20 KB. */
const LONGEST_KEY = 65_536;

/**
 * Opens a key of JKS: a salt, the key under a stream of SHA-1 of the password and what came before, and a digest of password and key, which tells
 * the right password from any other.
 */
export function openJksKey(data: Buffer, tries: readonly PasswordTry[], effort: Effort): OpenedKey | null {
  if (data.length <= SALT + DIGEST || data.length > LONGEST_KEY) return null;
  for (const by of tries) {
    if (!effort.take(data.length / DIGEST)) return null;
    const plain = decrypted(data, Buffer.from(by.text, 'utf16le').swap16());
    const key = plain === null ? null : privateKeyOf(plain);
    if (key !== null) return { key, by };
  }
  return null;
}

function decrypted(data: Buffer, password: Buffer): Buffer | null {
  const plain = Buffer.from(data.subarray(SALT, data.length - DIGEST));
  let stream: Buffer = data.subarray(0, SALT);
  for (let at = 0; at < plain.length; at += DIGEST) {
    stream = hash('sha1', Buffer.concat([password, stream]), 'buffer');
    for (let index = 0; index < DIGEST && at + index < plain.length; index += 1) {
      plain[at + index] = (plain[at + index] ?? 0) ^ (stream[index] ?? 0);
    }
  }
  const digest = hash('sha1', Buffer.concat([password, plain]), 'buffer');
  return digest.equals(data.subarray(data.length - DIGEST)) ? plain : null;
}
