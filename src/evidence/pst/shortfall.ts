import type { Shortfall } from '../shortfall.ts';

/** Something in a store that its own bytes contradict, or that is not there. */
export function damaged(detail: string): Shortfall {
  return { reason: 'damaged', detail };
}

/** Something larger than the budget allows to hold. */
export function overBudget(detail: string): Shortfall {
  return { reason: 'over-budget', detail };
}

/** A place in the file or an id, as sentences for the reader name it. */
export function shownNumber(value: number): string {
  return `0x${value.toString(16)}`;
}
