import { keyedHash } from '../core/index.ts';
import { knownValueMask } from '../secrets/index.ts';

/** What a thread needs to mask the credentials that are known: it stays in this process's memory. */
export interface KnownValues {
  readonly key: Uint8Array;
  readonly fingerprints: readonly string[];
}

/** The mask of {@link KnownValues}, made where it is used. */
export function maskOf({ key, fingerprints }: KnownValues): (text: string) => string {
  return knownValueMask(keyedHash(key), new Set(fingerprints));
}
