import { isSpaceAt } from '../characters.ts';
import type { Proposal } from '../proposal.ts';
import { nextWrittenLine, type ReadingLine } from '../reading.ts';
import { lineEndAt, type Scene } from '../scene.ts';
import type { CredentialMark } from '../subject-view.ts';
import { type Slot, slotAt } from '../value-slot.ts';
import { withPhrase } from './phrase.ts';
import { isOption } from './tie.ts';

/** Longest way from a credential word to the sign that ends its question. */
const QUESTION = 80;
const ENDING = new Set([...'.!,;:)\n']);
/** Most words of the line that answers. */
const MOST_WORDS = 9;

/** "First pet? X.", "You want the token for the index? X": the clause right behind a question; and "yes, sorry: X" under a line quoted that wants one. */
export function answeredProposals(scene: Scene): readonly Proposal[] {
  return [...scene.credentials.flatMap((mark) => behindQuestion(scene, mark)), ...underQuestion(scene)];
}

function behindQuestion(scene: Scene, mark: CredentialMark): readonly Proposal[] {
  const { text } = scene.reading;
  const lineEnd = lineEndAt(scene, mark.end);
  const sign = text.slice(mark.end, Math.min(lineEnd, mark.end + QUESTION)).search(/[?？؟]/);
  if (sign < 0) return [];
  const slot = slotAt(scene.reading, mark.end + sign + 1, lineEnd);
  if (!slot || slot.end <= slot.start) return [];
  const named = mark.words.needs.includes('question') ? ([[0.3, 'it answers a security question']] as const) : [];
  return withPhrase(scene, slot, mark.words)
    .filter((value) => closes(text, value.end, lineEnd))
    .filter((value) => !isOption(text, value) && !/^\(?\w\)$/.test(text.slice(value.start, value.after)))
    .map((value) => ({
      slot: value,
      frame: 'answered',
      words: mark.words,
      tie: 'direct',
      extra: named,
      principal: null,
    }));
}

function closes(text: string, at: number, lineEnd: number): boolean {
  if (at >= lineEnd) return true;
  return ENDING.has(text[at] ?? '') || ('"”»\''.includes(text[at] ?? ' ') && closes(text, at + 1, lineEnd));
}

function underQuestion(scene: Scene): readonly Proposal[] {
  if (!scene.brief || !scene.setting.isMail || scene.setting.isBulk()) return [];
  const { reading } = scene;
  return reading.lines.flatMap((line) => {
    const asked = line.look.count === 0 || line.look.count > MOST_WORDS ? null : askedAbove(scene, line);
    const slot = asked ? lastClause(scene, line) : null;
    if (!asked || !slot) return [];
    return [{ slot, frame: 'answered', words: asked.words, tie: 'direct', extra: [], principal: null } as const];
  });
}

/** The credential word in what is quoted right above a line. */
function askedAbove({ reading, credentials }: Scene, line: ReadingLine): CredentialMark | null {
  for (let index = line.index - 1; index >= line.index - 4; index--) {
    const above = reading.lines[index];
    if (!above || nextWrittenLine(reading, index, 4) === null) return null;
    if (above.end === above.start) continue;
    if (above.depth <= line.depth) return null;
    return credentials.findLast(({ start }) => start >= above.start && start < above.end) ?? null;
  }
  return null;
}

const BEFORE_CLAUSE = /[,:;.!)]\s*["'“„«]?$/;

/** The last word of a line, where a sign parts it from what stands before. */
function lastClause({ reading, language }: Scene, line: ReadingLine): Slot | null {
  const { text, fold } = reading;
  let end = line.end;
  while (end > line.start && (isSpaceAt(text, end - 1) || '.!"”»'.includes(text[end - 1] ?? ' '))) end--;
  let start = end;
  while (start > line.start && !isSpaceAt(text, start - 1)) start--;
  const before = text.slice(Math.max(line.start, start - 4), start);
  if (start <= line.start || !BEFORE_CLAUSE.test(before)) return null;
  const slot = slotAt(reading, start, line.end);
  return slot && slot.end - slot.start >= SHORTEST && !language.stops.has(fold.slice(slot.start, slot.end))
    ? slot
    : null;
}

const SHORTEST = 4;
