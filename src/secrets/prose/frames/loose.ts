import { hasLook } from '../characters.ts';
import { MADE_UP, nextLooking } from '../line-look.ts';
import type { Proposal } from '../proposal.ts';
import type { ReadingLine } from '../reading.ts';
import { lineIndexAt } from '../reading.ts';
import { type Scene, topicNear } from '../scene.ts';
import { shapeFrom } from '../value-shape.ts';
import { slotAt } from '../value-slot.ts';
import { followsLabel, isOption, tieOf } from './tie.ts';

/** Least weight of shape for a value that no frame holds. */
const FLOOR = 2;

/** What only a password looks like, in a sentence that speaks of credentials. */
export function looseProposals(scene: Scene): readonly Proposal[] {
  const spoken = new Set<number>();
  for (const mark of scene.marks) {
    if (mark.role.is === 'credential' || mark.role.is === 'topic') spoken.add(lineIndexAt(scene.reading, mark.start));
  }
  const all = scene.brief && topicNear(scene, 0, 0, scene.language.tyingTopics);
  const { text } = scene.reading;
  return scene.toldLines.flatMap(([index, line]) =>
    (all || spoken.has(index) || spoken.has(index - 1) || spoken.has(index + 1)) && hasLook(text, line.start, line.end)
      ? looseIn(scene, line)
      : [],
  );
}

function looseIn(scene: Scene, line: ReadingLine): readonly Proposal[] {
  const found: Proposal[] = [];
  for (let at = nextLooking(line, line.start, MADE_UP); at < line.end && found.length < 50; ) {
    const slot = slotAt(scene.reading, at, line.end);
    if (!slot) break;
    const shape =
      slot.style === 'bare' && hasLook(scene.reading.text, slot.start, slot.end)
        ? shapeFrom(scene.reading.text.slice(slot.start, slot.end), scene.language.weakStems, FLOOR)
        : null;
    if (shape && !followsLabel(scene, slot.start) && !isOption(scene.reading.text, slot)) {
      const { tie, words } = tieOf(scene, slot.start);
      found.push({ slot, frame: 'loose', words, tie, extra: [], principal: null });
    }
    const after = slot.style === 'bare' ? Math.max(slot.after, at + 1) : slot.start;
    at = nextLooking(line, after, MADE_UP);
  }
  return found;
}
