import { createDecipheriv, createHmac } from 'node:crypto';
import type { Shortfall } from '../../shortfall.ts';
import { type AgileCipher, type AgileInfo, hashBytes } from './agile-info.ts';
import type { OfficeLock } from './office-lock.ts';
import { fitted, hashOf, ROUND_WORK, spunHash } from './spun-hash.ts';

const BLOCK = 16;
const SEGMENT = 4096;
/** Ten million rounds are allowed ([MS-OFFCRYPTO] §2.3.4.10), which take five seconds for each password; Office writes 100,000. */
const MOST_ROUNDS = 2_000_000;

/** What a derived hash or vector is for ([MS-OFFCRYPTO] §2.3.4.13, §2.3.4.14). */
const FOR = {
  verifierInput: Buffer.from('fea7d2763b4b9e79', 'hex'),
  verifierHash: Buffer.from('d7aa0f6d3061344e', 'hex'),
  keyValue: Buffer.from('146e0be7abacd0d6', 'hex'),
  integrityKey: Buffer.from('5fb2ad010cb9e1f6', 'hex'),
  integrityValue: Buffer.from('a0677f02b22c8433', 'hex'),
};

const TOO_MANY_ROUNDS: Shortfall = {
  reason: 'over-budget',
  detail:
    'This document is locked so that each try of a password takes longer than a part may; open it by hand and add what comes out.',
};

const DAMAGED: Shortfall = {
  reason: 'damaged',
  detail: 'This document is locked and what says how is damaged; ask its sender for another copy.',
};

/** Agile encryption ([MS-OFFCRYPTO] §2.3.4.10 to §2.3.4.15). */
export function agileLock({ data, key, integrity }: AgileInfo): OfficeLock | Shortfall {
  if (key.rounds > MOST_ROUNDS) return TOO_MANY_ROUNDS;
  if (![key.verifierInput, key.verifierHash, key.keyValue].every(isBlocks)) return DAMAGED;
  if (key.verifierHash.length < hashBytes(key) || key.keyValue.length < data.keyBytes) return DAMAGED;
  return {
    work: key.rounds * ROUND_WORK[key.hash],
    unlock: (password) => unlock(key, password)?.subarray(0, data.keyBytes) ?? null,
    decrypt: (secret, bytes) => decryptSegments(data, secret, bytes),
    isIntact: (secret, stream) => (integrity === null ? null : isIntact(data, integrity, secret, stream)),
  };
}

const isBlocks = (bytes: Uint8Array) => bytes.length > 0 && bytes.length % BLOCK === 0;

/** The document's key; null where the verifier speaks against the password. */
function unlock(key: AgileInfo['key'], password: string): Buffer | null {
  const spun = spunHash(key.hash, key.salt, password, key.rounds);
  const opened = (purpose: Buffer, bytes: Buffer) =>
    decrypt(key, fitted(hashOf(key.hash, spun, purpose), key.keyBytes), fitted(key.salt, BLOCK), bytes);
  const input = opened(FOR.verifierInput, key.verifierInput).subarray(0, key.salt.length);
  const expected = opened(FOR.verifierHash, key.verifierHash).subarray(0, hashBytes(key));
  if (!hashOf(key.hash, input).equals(expected)) return null;
  return opened(FOR.keyValue, key.keyValue);
}

/** The document is encrypted in pieces of 4,096 bytes, each with a vector of its own (§2.3.4.15). */
function decryptSegments(data: AgileCipher, key: Uint8Array, bytes: Buffer): Buffer {
  const whole = bytes.subarray(0, bytes.length - (bytes.length % BLOCK));
  const plain = Buffer.alloc(whole.length);
  const number = Buffer.alloc(4);
  for (let at = 0; at < whole.length; at += SEGMENT) {
    number.writeUInt32LE(at / SEGMENT);
    decrypt(data, key, vector(data, number), whole.subarray(at, at + SEGMENT)).copy(plain, at);
  }
  return plain;
}

/** §2.3.4.14 */
function isIntact(
  data: AgileCipher,
  { key, value }: NonNullable<AgileInfo['integrity']>,
  secret: Uint8Array,
  stream: Uint8Array,
): boolean {
  if (!isBlocks(key) || !isBlocks(value)) return false;
  const macKey = decrypt(data, secret, vector(data, FOR.integrityKey), key).subarray(0, hashBytes(data));
  const expected = decrypt(data, secret, vector(data, FOR.integrityValue), value).subarray(0, hashBytes(data));
  return createHmac(data.hash, macKey).update(stream).digest().equals(expected);
}

const vector = ({ salt, hash }: AgileCipher, purpose: Uint8Array) => fitted(hashOf(hash, salt, purpose), BLOCK);

function decrypt({ isFeedback }: AgileCipher, key: Uint8Array, iv: Uint8Array, bytes: Uint8Array): Buffer {
  const mode = isFeedback ? 'cfb8' : 'cbc';
  return createDecipheriv(`aes-${key.length * 8}-${mode}`, key, iv)
    .setAutoPadding(false)
    .update(bytes);
}
