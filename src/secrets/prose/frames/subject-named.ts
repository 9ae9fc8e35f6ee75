import { foldText } from '../folding.ts';
import { markText } from '../mark-text.ts';
import type { Proposal } from '../proposal.ts';
import type { Scene } from '../scene.ts';
import { slotAt } from '../value-slot.ts';
import { tieOf } from './tie.ts';

/** Least weight of shape for a word among others in a subject; a subject of one word may be any. */
const MOST_WORDS = 12;

/** Words of a subject whose body says that the value is in it. */
export function subjectNamedProposals(scene: Scene, companion: string): readonly Proposal[] {
  if (!namesSubject(scene, companion.slice(0, 2000))) return [];
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

const REACH = 120;
const BRIEF = 250;

/** "The password is in the subject", or so short a body that "see subject" can mean nothing else. */
function namesSubject(scene: Scene, companion: string): boolean {
  const fold = foldText(companion);
  const { subjectStems, bulk } = scene.language;
  if (!subjectStems.some((stem) => fold.includes(stem)) || bulk.some((term) => fold.includes(term))) return false;
  const marks = markText(fold, scene.language.lexicon);
  const references = marks.filter((mark) => mark.role.is === 'subject-reference');
  if (references.length === 0 || companion.trim().length <= BRIEF) return references.length > 0;
  const credentials = marks.filter((mark) => mark.role.is === 'credential' && mark.role.words.needs.length === 0);
  return references.some(({ start }) => credentials.some((mark) => Math.abs(mark.start - start) <= REACH));
}
