/** The ways in which a text puts a value forward; each looks at the whole scene. */
import type { Proposal } from '../proposal.ts';
import type { Scene } from '../scene.ts';
import { answeredProposals } from './answered.ts';
import { backwardProposals } from './backward.ts';
import { columnProposals } from './columns.ts';
import { correctedProposals } from './corrected.ts';
import { derivedProposals } from './derived.ts';
import { describedProposals } from './described.ts';
import { dialledProposals } from './dialled.ts';
import { entryLinkProposals } from './entry-link.ts';
import { introducedProposals } from './introduced.ts';
import { listedProposals } from './listed.ts';
import { loneProposals } from './lone.ts';
import { looseProposals } from './loose.ts';
import { mentionedProposals } from './mentioned.ts';
import { pairedProposals } from './paired.ts';
import { statedProposals } from './stated.ts';
import { toldProposals } from './told.ts';
import { usualProposals } from './usual.ts';

export { subjectNamedProposals } from './subject-named.ts';

export const FINDERS: readonly ((scene: Scene) => readonly Proposal[])[] = [
  columnProposals,
  statedProposals,
  describedProposals,
  backwardProposals,
  introducedProposals,
  derivedProposals,
  correctedProposals,
  answeredProposals,
  dialledProposals,
  listedProposals,
  toldProposals,
  usualProposals,
  pairedProposals,
  loneProposals,
  looseProposals,
  entryLinkProposals,
  mentionedProposals,
];
