import type { ByteSpan } from '../../core/index.ts';
import type { Confidence, SecretKind, Validity } from '../finding.ts';

/** How much of the answer lies in the value itself; higher wins where two rules claim the same bytes. */
export const SPECIFICITY = { format: 3, vendor: 2, generic: 1, prose: 0 } as const;

/** What one rule, or prose, claims of some bytes, before overlaps are resolved. */
export interface Candidate {
  readonly rule: string;
  readonly form: keyof typeof SPECIFICITY;
  readonly kind: SecretKind;
  readonly confidence: Confidence;
  readonly validity: Validity;
  readonly secret: string;
  readonly span: ByteSpan;
  readonly principal: string | null;
  readonly host: string | null;
  readonly reasons: readonly string[];
}

/** What is said of a credential that shows nothing of its lifetime. */
export const UNKNOWN_VALIDITY: Validity = {
  state: 'unknown',
  reason: 'the value does not say how long it is valid',
  mintedAt: null,
  expiresAt: null,
};
