import type { LossReason } from '../../core/index.ts';

/** Why bytes could not be read to their end. */
export interface Damage {
  readonly reason: LossReason;
  /** One plain sentence: what happened, and what to do. */
  readonly detail: string;
}
