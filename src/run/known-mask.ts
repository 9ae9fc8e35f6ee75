import { existsSync } from 'node:fs';
import type { Case } from '../case/index.ts';
import { keyOf } from '../core/index.ts';
import type { Mask, MaskModule } from '../logs/index.ts';
import { knownValueMask } from '../secrets/index.ts';
import type { KnownValues } from './log-mask-module.ts';

/**
 * The mask of every credential found in the case's mail, by fingerprint, wherever it stands. Findings of low confidence are left out:
 * many are ordinary words.
 */
export function knownMask(kase: Case): (text: string) => string {
  return knownValueMask(kase.hash, new Set(knownFingerprints(kase)));
}

/** The same mask for what reads logs in threads; null where nothing is known that would be masked. */
export function knownLogMask(kase: Case): Mask | MaskModule | null {
  const fingerprints = knownFingerprints(kase);
  if (fingerprints.length === 0) return null;
  const key = keyOf(kase.hash);
  return key === null
    ? knownMask(kase)
    : { module: MASK_MODULE.href, data: { key, fingerprints } satisfies KnownValues };
}

/** Source in a checkout, compiled in a package. */
const MASK_MODULE =
  [new URL('./log-mask-module.ts', import.meta.url)].find(existsSync) ??
  new URL('./log-mask-module.js', import.meta.url);

/** Fingerprints of the credentials of medium or high confidence, and of passwords that opened something, sorted. */
export function knownFingerprints(kase: Case): readonly string[] {
  const rows = kase.store.all<{ fingerprint: string }>(
    "SELECT fingerprint FROM occurrences WHERE confidence <> 'low' UNION SELECT fingerprint FROM openings ORDER BY 1",
  );
  return rows.map((row) => row.fingerprint);
}
