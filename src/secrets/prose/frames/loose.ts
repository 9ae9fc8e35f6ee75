import { hasLook } from '../characters.ts';
import { MADE_UP, nextLooking } from '../line-look.ts';
import { once } from '../once.ts';
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
  const spoken = once(() => spokenLines(scene));
  const all = scene.brief && topicNear(scene, 0, 0, scene.language.tyingTopics);
  return scene.toldLines.flatMap((line) =>
    mayHold(scene, line) && (all || isNear(spoken(), line.index)) ? looseIn(scene, line) : NONE,
  );
}

const NONE: readonly Proposal[] = [];

const mayHold = ({ reading: { text } }: Scene, { look, start, end }: ReadingLine): boolean =>
  look.words.length > 0 && hasLook(text, start, end);

const isNear = (lines: ReadonlySet<number>, index: number): boolean =>
  lines.has(index) || lines.has(index - 1) || lines.has(index + 1);

/** Lines that speak of credentials. */
function spokenLines({ marks, reading }: Scene): ReadonlySet<number> {
  const lines = new Set<number>();
  for (const { role, start } of marks)
    if (role.is === 'credential' || role.is === 'topic') lines.add(lineIndexAt(reading, start));
  return lines;
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
