import { createDecipheriv } from 'node:crypto';
import type { Shortfall } from '../../shortfall.ts';
import type { OfficeLock } from './office-lock.ts';
import { hashOf, ROUND_WORK, spunHash } from './spun-hash.ts';

const ROUNDS = 50_000;
const SALT_BYTES = 16;
const VERIFIER_BYTES = 16;
const VERIFIER_HASH_BYTES = 20;
const HEADER_START = 12;
/** Bits of a key by the number of its algorithm. */
const KEY_BITS: ReadonlyMap<number, number> = new Map([
  [0x660e, 128],
  [0x660f, 192],
  [0x6610, 256],
]);

const DAMAGED: Shortfall = {
  reason: 'damaged',
  detail: 'This document is locked and what says how is damaged; ask its sender for another copy.',
};

const UNKNOWN_CIPHER: Shortfall = {
  reason: 'unsupported',
  detail: 'This document is locked by a cipher that is not opened here; open it by hand and add what comes out.',
};

/** Standard encryption ([MS-OFFCRYPTO] §2.3.4.5): AES without chaining, SHA-1, 50,000 rounds. @param info the stream `EncryptionInfo`. */
export function standardLock(info: Buffer): OfficeLock | Shortfall {
  if (info.length < HEADER_START + 32) return DAMAGED;
  const verifier = HEADER_START + info.readUInt32LE(8);
  if (verifier + 4 + SALT_BYTES + VERIFIER_BYTES + 4 + 32 > info.length) return DAMAGED;
  const keyBits = KEY_BITS.get(info.readUInt32LE(HEADER_START + 8));
  if (keyBits === undefined) return UNKNOWN_CIPHER;
  const salt = info.subarray(verifier + 4, verifier + 4 + SALT_BYTES);
  const encrypted = info.subarray(verifier + 4 + SALT_BYTES, verifier + 4 + SALT_BYTES + VERIFIER_BYTES);
  const hashStart = verifier + 4 + SALT_BYTES + VERIFIER_BYTES + 4;
  const encryptedHash = info.subarray(hashStart, hashStart + 32);
  return {
    work: ROUNDS * ROUND_WORK.sha1,
    unlock: (password) => {
      const key = standardKey(salt, password, keyBits / 8);
      const expected = hashOf('sha1', decryptBlocks(key, encrypted));
      const found = decryptBlocks(key, encryptedHash).subarray(0, VERIFIER_HASH_BYTES);
      return expected.equals(found) ? key : null;
    },
    decrypt: decryptBlocks,
    isIntact: () => null,
  };
}

/** §2.3.4.7 */
function standardKey(salt: Uint8Array, password: string, keyBytes: number): Buffer {
  const spun = hashOf('sha1', spunHash('sha1', salt, password, ROUNDS), Buffer.alloc(4));
  const derived = [0x36, 0x5c].map((fill) => {
    const block = Buffer.alloc(64, fill);
    for (const [at, byte] of spun.entries()) block[at] = byte ^ fill;
    return hashOf('sha1', block);
  });
  return Buffer.concat(derived).subarray(0, keyBytes);
}

function decryptBlocks(key: Uint8Array, data: Buffer): Buffer {
  const decipher = createDecipheriv(`aes-${key.length * 8}-ecb`, key, null).setAutoPadding(false);
  return decipher.update(data.subarray(0, data.length - (data.length % 16)));
}
