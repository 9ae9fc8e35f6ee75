import { Asn1Value } from '../../asn1/asn1-value.ts';
import { BER } from '../../asn1/ber.ts';
import { type Effort, type PasswordTry, passCost } from './effort.ts';
import type { PasswordCipher } from './encryption/password-cipher.ts';
import { passwordCipher } from './encryption/read-cipher.ts';
import { type PrivateKey, privateKeyOf } from './private-key.ts';

/** An EncryptedPrivateKeyInfo (RFC 5958 §3), read. `cipher`: null for one that is not known here. */
export interface EncryptedKey {
  readonly cipher: PasswordCipher | null;
  readonly data: Buffer;
  readonly algorithm: Asn1Value;
}

/** Reads an EncryptedPrivateKeyInfo; null for anything else. */
export function encryptedKey(value: Asn1Value | null): EncryptedKey | null {
  const algorithm = value?.child(BER.sequence) ?? null;
  const data = value?.child(BER.octetString)?.octets() ?? null;
  if (algorithm === null || data === null || algorithm.children[0]?.oid() == null) return null;
  return { cipher: passwordCipher(algorithm), data, algorithm };
}

/** The same of bytes. */
export function encryptedKeyOf(der: Buffer): EncryptedKey | null {
  return encryptedKey(Asn1Value.at(der));
}

/** A key with the password that opened it. */
export interface OpenedKey {
  readonly key: PrivateKey;
  readonly by: PasswordTry;
}

/** Tries passwords on an encrypted key; what comes out must be a private key to its last byte, so that no wrong password passes. */
export function openKey(
  { cipher, data }: EncryptedKey,
  tries: Iterable<PasswordTry>,
  effort: Effort,
): OpenedKey | null {
  if (cipher === null) return null;
  for (const by of tries) {
    if (!effort.take(cipher.cost + passCost(data.length))) return null;
    const plain = cipher.decrypt(data, by);
    const key = plain === null ? null : privateKeyOf(plain);
    if (key !== null) return { key, by };
  }
  return null;
}
