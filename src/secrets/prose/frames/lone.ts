import { hasLook, isSpaceAt, previousWord } from '../characters.ts';
import { everywhereWords } from '../everywhere-words.ts';
import type { CredentialWords } from '../language-pack.ts';
import { CAPITAL_INSIDE, MADE_UP } from '../line-look.ts';
import { withNumber } from '../other-writing.ts';
import type { Proposal } from '../proposal.ts';
import { nextWrittenLine, type ReadingLine } from '../reading.ts';
import { firstFrom, marksWithin, type Scene } from '../scene.ts';
import type { CredentialMark } from '../subject-view.ts';
import { shapeFrom, shapeOf } from '../value-shape.ts';
import { type Slot, slotAt } from '../value-slot.ts';
import { isInList } from './listed.ts';
import { loneSlot, wholeLine } from './next-line.ts';
import { followsLabel, isOption, tieOf } from './tie.ts';

/** Least weight of shape for a value that only stands alone. */
const LINE_FLOOR = 0.5;
const CLAUSE_FLOOR = 1.2;
const ASKED_FLOOR = 0.8;
/** Of what is the whole message, under a subject that says nothing of it. */
const UNTIED_FLOOR = 2.5;
/** Signs that end a clause without white space, and are no part of a word. */
const STOPS = new Set([...'，：；（）。！？、،؛؟']);
const CLAUSE_SIGNS = new Set([...',;:()–—.!?"「」，：；（）。！？、،؛؟']);

/** Values alone on a line ("Re: password for the archive?" and nothing but the value) or in a clause ("oh right. X"). */
export function loneProposals(scene: Scene): readonly Proposal[] {
  const isRemarked = scene.marks.some(({ role }) => role.is === 'spelling');
  return scene.toldLines.flatMap((line) => {
    if (!isRemarked && isSilent(line)) return NONE;
    const slot =
      loneSlot(scene, line) ??
      wholeLine(scene, line, 'digits') ??
      numberedLine(scene, line) ??
      (isRemarked ? spelledSlot(scene, line) : null);
    if (slot && isInList(scene, line)) return NONE;
    return slot ? loneLine(scene, slot, line.index) : loneClauses(scene, line);
  });
}

const NONE: readonly Proposal[] = [];

/** A line of several words that all look like any other, or of none. */
const isSilent = ({ look: { count, isPlain, words } }: ReadingLine): boolean =>
  count === 0 || (isPlain && words.length === 0 && count > MOST_BARE);

/** A bullet and a word. */
const MOST_BARE = 2;

/** "X all lower case": the first word of a line that otherwise only says how it is written. */
function spelledSlot(scene: Scene, line: ReadingLine): Slot | null {
  const slot = slotAt(scene.reading, line.start, line.end);
  if (!slot || slot.end <= slot.start) return null;
  const remark = marksWithin(scene, 'spelling', slot.after, slot.after + 3).at(0);
  return remark && line.end - remark.end <= LONGEST_REMARK ? slot : null;
}

/** `茉莉2043`: a line that is a word of a script without spaces and a number. */
function numberedLine(scene: Scene, { start, end, look }: ReadingLine): Slot | null {
  if (look.count !== 2 || look.words.length !== 1) return null;
  const first = slotAt(scene.reading, start, end);
  const whole = first && withNumber(first, scene);
  return first && whole && whole.end > first.end && whole.end === end ? whole : null;
}

/** What a remark on the spelling goes on with: "…, no spaces". */
const LONGEST_REMARK = 40;

function loneLine(scene: Scene, slot: Slot, index: number): readonly Proposal[] {
  if (isCourtesy(scene, slot)) return [];
  const weight = weightOf(scene, slot);
  const { leads, others } = placeOf(scene, index);
  const question =
    leads && (others <= 2 || (others <= 5 && weight >= CLAUSE_FLOOR)) ? questionBelow(scene, index) : null;
  if (question) return [answer(slot, question.words, weight)];
  const only = scene.brief && (leads ? others <= 2 : others === 0);
  if (!only && weight < LINE_FLOOR) return [];
  const { tie, words } = tieOf(scene, slot.start);
  if (tie === 'none' && !(only && scene.setting.isMail && others <= 1 && weight >= UNTIED_FLOOR)) return [];
  const asked = only && tie === 'subject';
  const extra = asked ? ([[1.3, 'the whole answer to its subject']] as const) : [];
  return [{ slot, frame: 'lone-line', words, tie, extra, principal: null, asked }];
}

/** "Thanks!", "OK." above what is quoted, whatever its language. */
const isCourtesy = ({ reading }: Scene, { start, end }: Slot): boolean =>
  everywhereWords().has(reading.fold.slice(start, end).replace(/[.!,]+$/, ''));

/** A name alone at a question may as well sign the reply. */
function answer(slot: Slot, words: CredentialWords, weight: number): Proposal {
  const extra = [[weight < 0 ? 0.3 : 1, 'the answer to the question quoted']] as const;
  return { slot, frame: 'lone-line', words, tie: 'credential near', extra, principal: null, asked: true };
}

/** Whether a line is the first written one of the text or of all of its depth, and how many others of its depth are written. */
function placeOf({ reading }: Scene, index: number): { readonly leads: boolean; readonly others: number } {
  const depth = reading.lines[index]?.depth;
  if (reading.lines.length > 60) return { leads: false, others: Number.POSITIVE_INFINITY };
  const others = reading.lines.filter((line, at) => at !== index && line.depth === depth && line.end > line.start);
  return { leads: nextWrittenLine(reading, -1, 12) === index || others.length === 0, others: others.length };
}

/** The credential word of a quoted line that asks for one. */
function questionBelow({ reading, credentials }: Scene, index: number): CredentialMark | null {
  const depth = reading.lines[index]?.depth ?? 0;
  for (const line of reading.lines) {
    if (line.depth <= depth || !/[?？؟]/.test(reading.text.slice(line.start, line.end))) continue;
    const mark = credentials[firstFrom(credentials, line.start)];
    if (mark && mark.start < line.end) return mark;
  }
  return null;
}

const weightOf = (scene: Scene, slot: Slot): number =>
  shapeOf(scene.reading.text.slice(slot.start, slot.end), scene.language.weakStems)?.weight ?? -1;

function loneClauses(scene: Scene, line: ReadingLine): readonly Proposal[] {
  return line.look.isPlain ? clausesOfWords(scene, line) : clausesAlong(scene, line);
}

const LOOKS = MADE_UP | CAPITAL_INSIDE;

/** In a line whose values are its words: those that stand behind one that ends a clause, and end one. */
function clausesOfWords(scene: Scene, line: ReadingLine): readonly Proposal[] {
  const found: Proposal[] = [];
  for (const { start, looks } of line.look.words) {
    const slot = (looks & LOOKS) === 0 ? null : slotAt(scene.reading, start, line.end);
    if (slot && closesAt(scene, slot, line) && isClause(scene, slot) && opensAt(scene, start, line))
      found.push(clause(scene, slot, line));
  }
  return found;
}

function opensAt(scene: Scene, start: number, line: ReadingLine): boolean {
  const previous = previousWord(scene.reading.text, start, line.start);
  const slot = previous < 0 ? null : slotAt(scene.reading, previous, line.end);
  return slot === null || (slot.end > slot.start && closesAt(scene, slot, line));
}

function clausesAlong(scene: Scene, line: ReadingLine): readonly Proposal[] {
  const { text } = scene.reading;
  const found: Proposal[] = [];
  if (!hasLook(text, line.start, line.end)) return found;
  let opens = true;
  for (let at = line.start; at < line.end; ) {
    const slot = slotAt(scene.reading, at, line.end);
    if (!slot) break;
    const closes = closesAt(scene, slot, line);
    if (opens && closes && isClause(scene, slot)) found.push(clause(scene, slot, line));
    opens = slot.end > slot.start ? closes : STOPS.has(text[at] ?? '');
    at = Math.max(slot.after, at + 1);
  }
  return found;
}

function clause(scene: Scene, slot: Slot, line: ReadingLine): Proposal {
  const { tie, words } = tieOf(scene, slot.start);
  return { slot, frame: 'lone-clause', words, tie, extra: clauseExtra(scene, slot, line), principal: null };
}

const closesAt = ({ reading: { text } }: Scene, slot: Slot, line: ReadingLine): boolean =>
  slot.after >= line.end || endsClause(text, slot) || STOPS.has(text[slot.after] ?? '');

/** Where the subject asks for a credential, less of a look will do. */
const clauseFloor = ({ brief, setting }: Scene): number =>
  brief && setting.subject.credential ? ASKED_FLOOR : CLAUSE_FLOOR;

const isClause = (scene: Scene, slot: Slot): boolean =>
  hasLook(scene.reading.text, slot.start, slot.end) &&
  shapeFrom(scene.reading.text.slice(slot.start, slot.end), scene.language.weakStems, clauseFloor(scene)) !== null &&
  !isOption(scene.reading.text, slot) &&
  !followsLabel(scene, slot.start);

/** A sentence of one word is an answer; between commas or in parentheses it may as well be a name. */
function clauseExtra(scene: Scene, slot: Slot, line: ReadingLine): Proposal['extra'] {
  const { text } = scene.reading;
  if (isLabelled(scene, slot.start)) return [[-0.8, 'it has a label of its own']];
  const before = text.slice(Math.max(line.start, slot.start - 3), slot.start).trim();
  const sentence =
    (before === '' || /[.!?。！？؟]$/.test(before)) &&
    (slot.after >= line.end || /[.!?]/.test(text[slot.after - 1] ?? '') || /[。！？؟]/.test(text[slot.after] ?? ''));
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
