import type { Instant } from '../../core/index.ts';
import type { Validity } from '../finding.ts';

/** What a validator sees of a match. */
export interface Claim {
  readonly secret: string;
  /** The whole match, the secret in it. */
  readonly text: string;
  readonly principal: string | null;
  readonly host: string | null;
  /** The time at which lifetimes are judged; null where none is given. */
  readonly asOf: Instant | null;
}

/** What a validator makes of it: not a credential at all, or kept with what the value itself tells. */
export type Verdict =
  | { readonly type: 'reject' }
  | {
      readonly type: 'keep';
      /** `raise` and `lower` move one step; `low` sets the lowest. */
      readonly confidence?: 'raise' | 'lower' | 'low';
      /** For a reader; never holds the secret. */
      readonly reason?: string;
      /** The credential itself where the value only wraps it (Basic's user:password), or its form without line wraps. */
      readonly secret?: string;
      readonly principal?: string;
      readonly host?: string;
      readonly validity?: Validity;
    };

export type Validator = (claim: Claim) => Verdict;

export const REJECT: Verdict = { type: 'reject' };
export const KEEP: Verdict = { type: 'keep' };
/** Documentation prints it for everybody to read. */
export const PUBLISHED_EXAMPLE: Verdict = { type: 'keep', confidence: 'low', reason: 'published example' };
