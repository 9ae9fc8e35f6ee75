import type { Confidence, SecretKind } from '../finding.ts';

/** One value that the words around it call a credential. */
export interface ProseCandidate {
  /** `prose-` and what the sentence calls it, from the language pack (`prose-password`, `prose-pin`, …). */
  readonly rule: string;
  readonly kind: SecretKind;
  readonly confidence: Confidence;
  /** UTF-16 index into the text given, inclusive. */
  readonly start: number;
  /** UTF-16 index into the text given, exclusive. */
  readonly end: number;
  /** The user or account that the text names beside it. */
  readonly principal: string | null;
  /** The host or service that the text names beside it. */
  readonly host: string | null;
  /** Why this confidence; never holds the value. */
  readonly reasons: readonly string[];
}
