import { hasLook } from '../characters.ts';
import type { Proposal } from '../proposal.ts';
import { lineEndAt, marksWithin, type Scene, sentenceOf } from '../scene.ts';
import type { Mark } from '../term.ts';
import { type Slot, slotAt } from '../value-slot.ts';
import { slotEndingAt } from './backward.ts';
import { tieOf } from './tie.ts';

/** How far behind the wrong value the word may stand that leads to the right one. */
const GAP = 12;
const SHORTEST = 4;

/** "Not X but Y", "Y, not X": of two values that are nearly the same the right one. */
export function correctedProposals(scene: Scene): readonly Proposal[] {
  return scene.marks.flatMap((mark) => (mark.role.is === 'negation' ? correctedAt(scene, mark) : []));
}

function correctedAt(scene: Scene, mark: Mark): readonly Proposal[] {
  const wrong = slotAt(scene.reading, mark.end, lineEndAt(scene, mark.start));
  if (!wrong) return [];
  const right = [behind(scene, wrong), before(scene, mark)].find((slot) => slot && areAlike(scene, wrong, slot));
  if (!right) return [];
  const { tie, words } = tieOf(scene, right.start, true);
  const isNumber = /^\d+$/.test(scene.reading.text.slice(right.start, right.end));
  if (isNumber && (tie === 'none' || tie === 'topic near')) return [];
  return [{ slot: right, frame: 'corrected', words, tie, extra: [], principal: null }];
}

function behind(scene: Scene, wrong: Slot): Slot | null {
  const contrast = marksWithin(scene, 'contrast', wrong.end, wrong.after + GAP).at(0);
  return contrast ? slotAt(scene.reading, contrast.end, lineEndAt(scene, contrast.start)) : null;
}

function before(scene: Scene, { start }: Mark): Slot | null {
  const slot = slotEndingAt(scene, start, sentenceOf(scene, start).start);
  if (slot && slot.end > slot.start) return slot;
  return null;
}

/** Two values of which one is the other with a slip: they share half of their beginning and end. */
function areAlike({ reading: { text, fold } }: Scene, one: Slot, other: Slot): boolean {
  const [a, b] = [fold.slice(one.start, one.end), fold.slice(other.start, other.end)];
  const longest = Math.max(a.length, b.length);
  if (Math.min(a.length, b.length) < SHORTEST || !hasLook(text, other.start, other.end)) return false;
  if (text.slice(one.start, one.end) === text.slice(other.start, other.end)) return false;
  const least = Math.min(a.length, b.length);
  let front = 0;
  while (front < least && a[front] === b[front]) front++;
  let back = 0;
  while (back < least - front && a.at(-1 - back) === b.at(-1 - back)) back++;
  return front + back >= longest / 2;
}
