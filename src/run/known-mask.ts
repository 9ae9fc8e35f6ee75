import type { Case } from '../case/index.ts';
import { knownValueMask } from '../secrets/index.ts';

/**
 * The mask of every credential found in the case's mail, by fingerprint, wherever it stands. Findings of low confidence are left out:
 * many are ordinary words.
 */
export function knownMask(kase: Case): (text: string) => string {
  return knownValueMask(kase.hash, new Set(knownFingerprints(kase)));
}

/** Fingerprints of the credentials of medium or high confidence, and of passwords that opened something, sorted. */
export function knownFingerprints(kase: Case): readonly string[] {
  const rows = kase.store.all<{ fingerprint: string }>(
    "SELECT fingerprint FROM occurrences WHERE confidence <> 'low' UNION SELECT fingerprint FROM openings ORDER BY 1",
  );
  return rows.map((row) => row.fingerprint);
}
