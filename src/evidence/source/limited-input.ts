import type { Shortfall } from '../shortfall.ts';
import type { ByteInput } from './byte-input.ts';

/** Bytes that end where their budget does. */
interface LimitedInput extends ByteInput {
  readonly damage: () => Shortfall | null;
}

const SPENT: Shortfall = {
  reason: 'over-budget',
  detail:
    'This expands far more than mail does, as zip bombs do; it was read up to the limit. Extract it by hand and add what comes out.',
};

/** Ends an input after as many bytes as `limit` says at that moment, and tells whether there were more. */
export function limitedInput(input: ByteInput, limit: () => number): LimitedInput {
  let total = 0;
  let isSpent = false;
  return {
    read: async (into) => {
      if (isSpent) return 0;
      const count = await input.read(into);
      const left = Math.max(0, Math.floor(limit()) - total);
      isSpent = count > left;
      total += Math.min(count, left);
      return Math.min(count, left);
    },
    close: () => input.close(),
    damage: () => (isSpent ? SPENT : null),
  };
}
