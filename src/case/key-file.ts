import { randomBytes } from 'node:crypto';
import { generateSeed, openEnvelope, SealError, sealEnvelope, type Unlock } from '../seal/index.ts';
import { CaseError } from './case-error.ts';

/** The two secrets of a case: the key of its fingerprints and ids, and the seed of its signatures; 32 bytes each. */
export interface CaseKey {
  readonly hashKey: Uint8Array;
  readonly signingSeed: Uint8Array;
}

/** New random keys. */
export function generateCaseKey(): CaseKey {
  return { hashKey: new Uint8Array(randomBytes(32)), signingSeed: generateSeed() };
}

/** The text of the file `key`: both secrets, wrapped as `unlock` says. */
export function wrapCaseKey(key: CaseKey, unlock: Unlock): Promise<string> {
  return sealEnvelope(Buffer.concat([key.hashKey, key.signingSeed]), unlock);
}

/**
 * Opens the text of the file `key`.
 * @throws CaseError `key-refused` where `unlock` does not open it or it is damaged.
 */
export async function unwrapCaseKey(armored: string, unlock: Unlock): Promise<CaseKey> {
  const bytes = await openEnvelope(armored, unlock).catch((error: unknown) => {
    if (!(error instanceof SealError)) throw error;
    throw new CaseError('key-refused', `the case stays locked: ${error.message}`, error.next, 3, error);
  });
  if (bytes.length !== 64) {
    throw new CaseError('key-refused', 'the case key has a wrong length', 'Restore the file `key` from a backup.', 3);
  }
  return { hashKey: bytes.subarray(0, 32), signingSeed: bytes.subarray(32) };
}
