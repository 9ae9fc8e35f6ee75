import { isLetterAt, isSpaceAt, isUnspacedAt } from '../characters.ts';
import { lineIndexAt, nextWrittenLine, type ReadingLine } from '../reading.ts';
import type { Scene } from '../scene.ts';
import { type Slot, slotAt } from '../value-slot.ts';

const MOST_LINES = 16;
const MOST_BLANK = 3;

/** Values alone on the lines that follow a place at the end of its line: one, or a list of codes. */
export function nextLineSlots(scene: Scene, at: number): readonly Slot[] {
  const slots: Slot[] = [];
  let index: number | null = lineIndexAt(scene.reading, at);
  for (let taken = 0; taken < MOST_LINES; taken++) {
    index = nextWrittenLine(scene.reading, index, taken === 0 ? MOST_BLANK : 1);
    const line = index === null ? undefined : scene.reading.lines[index];
    const slot = line && loneSlot(scene, line);
    if (!slot || index === null) break;
    slots.push(slot);
  }
  return slots;
}

/** The value of a line that holds nothing else but a bullet or a number before it. */
export function loneSlot(scene: Scene, line: ReadingLine): Slot | null {
  if (line.end - line.start > 200) return null;
  const { text } = scene.reading;
  if (beginsSentence(text, line)) return null;
  const content = text.slice(line.start, line.end);
  const bullet = /^\s*(?:[-*•–]|\d{1,2}[.)])\s+/.exec(content)?.[0].length ?? 0;
  const slot = slotAt(scene.reading, line.start + bullet, line.end);
  if (!slot || slot.end <= slot.start) return null;
  return text.slice(slot.after, line.end).trim() === '' ? slot : null;
}

/** A first word of letters alone with more behind it: such a line is no value. */
function beginsSentence(text: string, line: ReadingLine): boolean {
  let at = line.start;
  while (isLetterAt(text, at) && !isUnspacedAt(text, at)) at++;
  if (at === line.start || text[at] !== ' ') return false;
  while (text[at] === ' ' && at < line.end) at++;
  return at < line.end && !isSpaceAt(text, at);
}
