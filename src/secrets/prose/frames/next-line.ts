import { isLetterAt, isSpaceAt, isUnspacedAt } from '../characters.ts';
import type { ValueForm } from '../language-pack.ts';
import { type LineLook, NUMBER } from '../line-look.ts';
import { lineIndexAt, nextWrittenLine, type ReadingLine } from '../reading.ts';
import type { Scene } from '../scene.ts';
import { type Slot, slotAt } from '../value-slot.ts';

const MOST_LINES = 16;
const MOST_BLANK = 3;

/** Values alone on the lines that follow a place at the end of its line: one, or a list of codes. `form`: what the credential word accepts. */
export function nextLineSlots(scene: Scene, at: number, form: ValueForm = 'any'): readonly Slot[] {
  const slots: Slot[] = [];
  let index: number | null = lineIndexAt(scene.reading, at);
  for (let taken = 0; taken < MOST_LINES; taken++) {
    index = nextWrittenLine(scene.reading, index, taken === 0 ? MOST_BLANK : 1);
    const line = index === null ? undefined : scene.reading.lines[index];
    const slot = line && (loneSlot(scene, line) ?? wholeLine(scene, line, form));
    if (!slot || index === null) break;
    slots.push(slot);
  }
  return slots;
}

/** A bullet and a value. */
const MOST_WORDS = 2;

/** The value of a line that holds nothing else but a bullet or a number before it. */
export function loneSlot(scene: Scene, line: ReadingLine): Slot | null {
  if (line.end - line.start > 200 || line.look.count === 0 || (line.look.isPlain && line.look.count > MOST_WORDS))
    return null;
  const { text } = scene.reading;
  if (beginsSentence(text, line)) return null;
  const content = text.slice(line.start, line.end);
  const bullet = /^\s*(?:[-*•–]|\d{1,2}[.)])\s+/.exec(content)?.[0].length ?? 0;
  const slot = slotAt(scene.reading, line.start + bullet, line.end);
  if (!slot || slot.end <= slot.start) return null;
  return text.slice(slot.after, line.end).trim() === '' ? slot : null;
}

const SPACED: Readonly<Partial<Record<ValueForm, RegExp>>> = {
  digits: /^\d{1,4}(?: \d{1,4}){1,3}$/,
  code: /^\d{2,8}(?: \d{2,8}){1,7}$/,
  phrase: /^[\p{L}\p{M}\p{N}'’-]{1,30}(?: [\p{L}\p{M}\p{N}'’-]{1,30}){2,11}$/u,
};

/** Whether all words of a line are numbers, and no more than a number has groups. */
const isNumbers = ({ count, words }: LineLook): boolean =>
  count > 0 && count <= MOST_GROUPS && words.length === count && words.every(({ looks }) => (looks & NUMBER) !== 0);
const MOST_GROUPS = 4;

/** A line that is all of a number in groups, or of a phrase. */
export function wholeLine(
  { reading: { text } }: Scene,
  { start, end, look }: ReadingLine,
  form: ValueForm,
): Slot | null {
  if (form === 'digits' && !isNumbers(look)) return null;
  const content = text.slice(start, Math.min(end, start + 200));
  const from = start + (content.length - content.trimStart().length);
  const to = from + content.trim().length;
  return SPACED[form]?.test(text.slice(from, to)) ? { start: from, end: to, style: 'bare', after: to } : null;
}

/** A first word of letters alone with more behind it: such a line is no value. */
function beginsSentence(text: string, line: ReadingLine): boolean {
  let at = line.start;
  while (isLetterAt(text, at) && !isUnspacedAt(text, at)) at++;
  if (at === line.start || text[at] !== ' ') return false;
  while (text[at] === ' ' && at < line.end) at++;
  return at < line.end && !isSpaceAt(text, at);
}
