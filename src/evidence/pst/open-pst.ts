import { type Budget, DEFAULT_BUDGET } from '../budget.ts';
import { isShortfall, type Shortfall } from '../shortfall.ts';
import type { RandomAccess } from '../source/random-access.ts';
import { BlockFile } from './block-file.ts';
import type { PstStore } from './node.ts';
import { openIndexes } from './open-indexes.ts';
import { PstFile } from './pst-file.ts';
import { STORE_LIMITS, type StoreLimits } from './store-limits.ts';

/**
 * Opens a PST or OST; its password is not looked at, as it protects nothing. Reads little of a sound one; all of one whose roots are lost. Never
 * throws for what the file holds.
 * @param budget of which `partBytes` bounds what one value may come to.
 */
export function openPst(
  access: RandomAccess,
  budget: Budget = DEFAULT_BUDGET,
  limits: StoreLimits = STORE_LIMITS,
): PstStore | Shortfall {
  const indexes = openIndexes(access, limits);
  if (isShortfall(indexes)) return indexes;
  const { layout, encoding, blocks } = indexes;
  return new PstFile(indexes, new BlockFile(access, layout, encoding, blocks, budget, limits));
}
