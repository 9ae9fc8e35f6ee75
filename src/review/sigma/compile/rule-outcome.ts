import type { DetectionPack } from '../../detection/detection-pack.ts';
import type { ReviewError } from '../../review-error.ts';
import type { EventSet } from '../alias/event-set.ts';
import type { RuleHead } from '../rule/sigma-rule.ts';
import type { UnboundReason } from './unbound.ts';

/** What became of one rule. */
export type RuleVerdict =
  /** `sets`: the kinds of events it is asked of. `standsAlone` is false for a rule that only a correlation uses. */
  | {
      readonly kind: 'compiled';
      readonly pack: DetectionPack;
      readonly sets: readonly EventSet[];
      readonly standsAlone: boolean;
      /** What parts of it ask that no event of any of the sets can have. */
      readonly impossible: readonly string[];
    }
  | { readonly kind: 'filter'; readonly applied: readonly string[] }
  /** It can never bind. */
  | { readonly kind: 'unbound'; readonly reason: UnboundReason }
  | { readonly kind: 'refused'; readonly error: ReviewError };

export interface RuleOutcome {
  readonly head: Pick<RuleHead, 'file' | 'document' | 'id' | 'title'>;
  readonly verdict: RuleVerdict;
}
