import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto';
import { SealError } from './seal-error.ts';

/** DER headers that make a raw 32-byte Ed25519 key a PKCS #8 or SPKI document (RFC 8410 §7, §4). */
const PKCS8_HEADER = Buffer.from('302e020100300506032b657004220420', 'hex');
const SPKI_HEADER = Buffer.from('302a300506032b6570032100', 'hex');
const KEY_BYTES = 32;

/** Signs with one Ed25519 key (RFC 8032). */
export interface Signer {
  /** Raw public key, base64url, 43 characters. */
  readonly publicKey: string;
  /** @returns the signature, base64url, 86 characters. */
  readonly sign: (message: Uint8Array) => string;
}

/** A new random seed for `signerOf`: 32 bytes. */
export function generateSeed(): Uint8Array {
  const { privateKey } = generateKeyPairSync('ed25519');
  return new Uint8Array(privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(-KEY_BYTES));
}

/**
 * The signer of a 32-byte Ed25519 seed.
 * @throws SealError `key-malformed` for another length.
 */
export function signerOf(seed: Uint8Array): Signer {
  if (seed.length !== KEY_BYTES) {
    throw new SealError(
      'key-malformed',
      'the signing key has a wrong length',
      'Restore the case key from a backup.',
      3,
    );
  }
  const key = createPrivateKey({ key: Buffer.concat([PKCS8_HEADER, seed]), format: 'der', type: 'pkcs8' });
  const publicKey = createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-KEY_BYTES);
  return {
    publicKey: publicKey.toString('base64url'),
    sign: (message) => sign(null, message, key).toString('base64url'),
  };
}

/** Whether `signature` (base64url) of `message` was made with the key whose public half is `publicKey` (base64url). Malformed input is false. */
export function verifySignature(publicKey: string, message: Uint8Array, signature: string): boolean {
  const raw = Buffer.from(publicKey, 'base64url');
  if (raw.length !== KEY_BYTES) return false;
  const key = publicKeyObject(raw);
  return key !== null && verify(null, message, key, Buffer.from(signature, 'base64url'));
}

function publicKeyObject(raw: Buffer): KeyObject | null {
  try {
    return createPublicKey({ key: Buffer.concat([SPKI_HEADER, raw]), format: 'der', type: 'spki' });
  } catch {
    return null;
  }
}
