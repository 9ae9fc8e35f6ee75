import type { Confidence } from '../../secrets/index.ts';

/** What `credentials` was told besides the case. */
export interface CredentialOptions {
  readonly minConfidence: Confidence;
  readonly stolen?: true;
  readonly identity?: string;
  readonly by: string;
  readonly reason?: string;
}
