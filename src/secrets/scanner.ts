import type { ScanContext, SecretFinding } from './finding.ts';

/** A compiled set of rules. The same text and context give the same findings, sorted by span, whatever the order of rules. */
export interface Scanner {
  /** Ids of the rules it holds, sorted. */
  readonly rules: readonly string[];
  /** @param utf8 the whole text of one part or member; malformed UTF-8 is read with replacement, offsets kept. */
  readonly scan: (utf8: Uint8Array, context: ScanContext) => readonly SecretFinding[];
}
