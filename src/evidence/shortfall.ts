import type { LossReason } from '../core/index.ts';

/** What could not be read, and what to do: becomes a row. */
export interface Shortfall {
  readonly reason: LossReason;
  /** One plain sentence; never the content. */
  readonly detail: string;
}

/** Whether a look-up that answers with a thing or with why not has answered with the latter. */
export function isShortfall(answer: object | null): answer is Shortfall {
  return answer !== null && 'reason' in answer;
}
