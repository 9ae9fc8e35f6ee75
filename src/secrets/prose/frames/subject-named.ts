import { foldText } from '../folding.ts';
import { markText } from '../lexicon.ts';
import type { Proposal } from '../proposal.ts';
import type { Scene } from '../scene.ts';
import { slotAt } from '../value-slot.ts';
import { tieOf } from './tie.ts';

/** Least weight of shape for a word among others in a subject; a subject of one word may be any. */
const MOST_WORDS = 12;

/** Words of a subject whose body says that the value is in it. */
export function subjectNamedProposals(scene: Scene, companion: string): readonly Proposal[] {
  const marks = markText(foldText(companion.slice(0, 2000)), scene.language.lexicon);
  if (!marks.some((mark) => mark.role.is === 'subject-reference')) return [];
  const found: Proposal[] = [];
  const end = scene.reading.text.length;
  for (let at = 0; at < end && found.length < MOST_WORDS; ) {
    const slot = slotAt(scene.reading, at, end);
    if (!slot) break;
    found.push({
      slot,
      frame: 'subject-named',
      words: tieOf(scene, slot.start).words,
      tie: 'direct',
      extra: [],
      principal: null,
    });
    at = Math.max(slot.after, at + 1);
  }
  return found.length === 1 ? found : found.map((proposal) => ({ ...proposal, extra: [[-1.2, 'among other words']] }));
}
