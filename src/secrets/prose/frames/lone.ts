import { hasLook, isSpaceAt } from '../characters.ts';
import type { Proposal } from '../proposal.ts';
import { nextWrittenLine, type ReadingLine } from '../reading.ts';
import { marksWithin, type Scene } from '../scene.ts';
import { shapeOf } from '../value-shape.ts';
import { type Slot, slotAt } from '../value-slot.ts';
import { loneSlot } from './next-line.ts';
import { tieOf } from './tie.ts';

/** Least weight of shape for a value that only stands alone. */
const LINE_FLOOR = 0.5;
const CLAUSE_FLOOR = 1.2;
const CLAUSE_SIGNS = new Set([...',;:()–—.!?"「」，：；（）']);

/** Values alone on a line ("Re: password for the archive?" and nothing but the value) or in a clause ("oh right. X"). */
export function loneProposals(scene: Scene): readonly Proposal[] {
  return scene.toldLines.flatMap(([index, line]) => {
    const slot = loneSlot(scene, line);
    if (slot) return loneLine(scene, slot, index);
    return hasLook(scene.reading.text, line.start, line.end) ? loneClauses(scene, line) : [];
  });
}

function loneLine(scene: Scene, slot: Slot, index: number): readonly Proposal[] {
  const only = isOnlyLine(scene, index);
  if (!only && weightOf(scene, slot) < LINE_FLOOR) return [];
  const { tie, words } = tieOf(scene, slot.start);
  const asked = only && tie === 'subject';
  const extra = asked ? ([[1.3, 'the whole answer to its subject']] as const) : [];
  return [{ slot, frame: 'lone-line', words, tie, extra, principal: null, asked }];
}

/** The only line of its quote depth, a greeting and signature of one line each apart. */
function isOnlyLine(scene: Scene, index: number): boolean {
  const depth = scene.reading.lines[index]?.depth;
  if (!scene.brief || scene.reading.lines.length > 12) return false;
  const first = nextWrittenLine(scene.reading, -1, 12);
  const others = scene.reading.lines.filter(
    (line, at) => at !== index && line.depth === depth && line.end > line.start,
  );
  return first === index ? others.length <= 2 : others.length === 0;
}

const weightOf = (scene: Scene, slot: Slot): number =>
  shapeOf(scene.reading.text.slice(slot.start, slot.end), scene.language.weakStems)?.weight ?? -1;

function loneClauses(scene: Scene, line: ReadingLine): readonly Proposal[] {
  const { text } = scene.reading;
  const found: Proposal[] = [];
  let opens = true;
  for (let at = line.start; at < line.end; ) {
    const slot = slotAt(scene.reading, at, line.end);
    if (!slot) break;
    const closes = slot.after >= line.end || endsClause(text, slot);
    if (opens && closes && hasLook(text, slot.start, slot.end) && isClause(scene, slot)) {
      const { tie, words } = tieOf(scene, slot.start);
      const extra = clauseExtra(scene, slot, line);
      found.push({ slot, frame: 'lone-clause', words, tie, extra, principal: null });
    }
    opens = closes;
    at = Math.max(slot.after, at + 1);
  }
  return found;
}

const isClause = (scene: Scene, slot: Slot): boolean =>
  !isOption(scene.reading.text, slot) && weightOf(scene, slot) >= CLAUSE_FLOOR;

/** `b) X`: one of several to choose from. */
const isOption = (text: string, slot: Slot): boolean =>
  /(?:^|\s)\(?[A-Za-z]\)\s*$/.test(text.slice(Math.max(0, slot.start - 6), slot.start));

/** A sentence of one word is an answer; between commas or in parentheses it may as well be a name. */
function clauseExtra(scene: Scene, slot: Slot, line: ReadingLine): Proposal['extra'] {
  const { text } = scene.reading;
  if (isLabelled(scene, slot.start)) return [[-0.8, 'it has a label of its own']];
  const before = text.slice(Math.max(line.start, slot.start - 3), slot.start).trim();
  const sentence =
    (before === '' || /[.!?]$/.test(before)) && (slot.after >= line.end || /[.!?]/.test(text[slot.after - 1] ?? ''));
  return sentence || weightOf(scene, slot) >= 2.5 ? [] : [[-0.6, 'only a clause']];
}

/** `label: X`, where the label is no name of a speaker. */
function isLabelled(scene: Scene, start: number): boolean {
  const { text } = scene.reading;
  const label = /(\S+):\s*$/u.exec(text.slice(Math.max(0, start - 40), start))?.[1];
  if (label === undefined) return false;
  return !/^\p{Lu}/u.test(label) || marksWithin(scene, 'topic', start - label.length - 3, start).length > 0;
}

/** A sign ends the clause when white space follows it, or when it stands by itself. */
function endsClause(text: string, slot: Slot): boolean {
  if (CLAUSE_SIGNS.has(text[slot.after - 1] ?? '') && slot.after > slot.start) return true;
  let at = slot.after;
  while (isSpaceAt(text, at) && text[at] !== '\n' && at < slot.after + 3) at++;
  return text[at] === '(' || ((text[at] === '-' || text[at] === '–') && isSpaceAt(text, at + 1));
}
