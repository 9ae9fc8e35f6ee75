import type { Shortfall } from '../shortfall.ts';
import type { EmbeddedObjects } from './embedded-objects.ts';
import type { GroupStack } from './group-state.ts';
import type { TextAllowance } from './text-target.ts';

const CUT: Shortfall = {
  reason: 'over-budget',
  detail: 'This RTF document comes to more text than one part may; it was read up to there. Open it by hand.',
};

const TOO_MANY_OBJECTS: Shortfall = {
  reason: 'over-budget',
  detail: 'This RTF document embeds more objects than one message may have parts; open it by hand for the rest.',
};

const TOO_DEEP: Shortfall = {
  reason: 'over-budget',
  detail:
    'Groups of this RTF document stand too deep in one another; what is in the deepest may be shown wrongly. Open it by hand.',
};

/** What of a document could not be read; null where all was. */
export function rtfShortfall(text: TextAllowance, objects: EmbeddedObjects, groups: GroupStack): Shortfall | null {
  if (text.isSpent) return CUT;
  if (objects.isTooMany) return TOO_MANY_OBJECTS;
  return groups.isTooDeep ? TOO_DEEP : null;
}
