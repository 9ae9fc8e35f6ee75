import { isSpaceAt } from '../characters.ts';
import type { CredentialWords } from '../language-pack.ts';
import type { Proposal } from '../proposal.ts';
import type { ReadingLine } from '../reading.ts';
import { isNote, lineEndAt, marksWithin, type Scene, topicNear } from '../scene.ts';
import type { CredentialMark } from '../subject-view.ts';
import { type Slot, slotAt } from '../value-slot.ts';
import { withPhrase } from './phrase.ts';
import { repliedProposals } from './replied.ts';
import { isOption, tieOf } from './tie.ts';

/** Longest way from a credential word to the sign that ends its question. */
const QUESTION = 80;
const ENDING = new Set([...'.!,;:)\n']);
const ASIDE = /^ [-–—(]/;
/** Most words of the line that answers. */
const MOST_WORDS = 9;

/** "First pet? X.", "You want the token for the index? X": the clause right behind a question; and "yes, sorry: X" under a line quoted that wants one. */
export function answeredProposals(scene: Scene): readonly Proposal[] {
  return [
    ...scene.credentials.flatMap((mark) => behindQuestion(scene, mark)),
    ...underQuestion(scene),
    ...repliedProposals(scene),
  ];
}

function behindQuestion(scene: Scene, mark: CredentialMark): readonly Proposal[] {
  const { text } = scene.reading;
  const lineEnd = lineEndAt(scene, mark.end);
  const sign = text.slice(mark.end, Math.min(lineEnd, mark.end + QUESTION)).search(/[?？؟]/);
  if (sign < 0) return [];
  const slot = behindYes(scene, slotAt(scene.reading, mark.end + sign + 1, lineEnd), lineEnd);
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

/** "yes: X", "sure, X": what stands behind a word of a few letters and its sign. */
function behindYes(scene: Scene, first: Slot | null, lineEnd: number): Slot | null {
  if (first?.style !== 'bare' || first.end - first.start > LONGEST_YES) return first;
  const { text } = scene.reading;
  const isYes = YES.test(text.slice(first.start, Math.max(first.after, first.end + 1)));
  return isYes ? (slotAt(scene.reading, Math.max(first.after, first.end + 1), lineEnd) ?? first) : first;
}

const LONGEST_YES = 8;
const YES = /^\p{L}+[:,]$/u;

function closes(text: string, at: number, lineEnd: number): boolean {
  if (at >= lineEnd) return true;
  if (ASIDE.test(text.slice(at, at + 2))) return true;
  return ENDING.has(text[at] ?? '') || ('"”»\''.includes(text[at] ?? ' ') && closes(text, at + 1, lineEnd));
}

function underQuestion(scene: Scene): readonly Proposal[] {
  if (!isNote(scene)) return [];
  const { reading } = scene;
  return reading.lines.flatMap((line) => {
    if (line.look.count === 0 || line.look.count > MOST_WORDS) return [];
    const words = askedAbove(scene, line);
    const slot = words ? lastClause(scene, line) : null;
    if (!words || !slot) return [];
    return [{ slot, frame: 'answered', words, tie: 'direct', extra: [], principal: null } as const];
  });
}

/** What the line quoted right above a line asks for: its credential word, or what opens the thing that it speaks of. */
function askedAbove(scene: Scene, line: ReadingLine): CredentialWords | null {
  const { reading, credentials } = scene;
  for (let index = line.index - 1; index >= line.index - 4; index--) {
    const above = reading.lines[index];
    if (!above) return null;
    if (above.end === above.start) continue;
    if (above.depth <= line.depth) return null;
    const named = credentials.findLast(({ start }) => start >= above.start && start < above.end)?.words;
    return named ?? (asksOfAccess(scene, above) ? tieOf(scene, above.end).words : null);
  }
  return null;
}

/** Whether a line asks, or says what it lacks, of a thing that a password opens. */
const asksOfAccess = (scene: Scene, { start, end }: ReadingLine): boolean =>
  (/[?？؟]\s*$/.test(scene.reading.text.slice(start, end)) || marksWithin(scene, 'withheld', start, end).length > 0) &&
  (topicNear(scene, start, end - start, scene.language.briefTopics) || scene.setting.subject.told);

const BEFORE_CLAUSE = /[,:;.!)]\s*["'“„«]?$/;

/** The last word of a line, where a sign parts it from what stands before. */
function lastClause(scene: Scene, line: ReadingLine): Slot | null {
  const { reading, language } = scene;
  const { text, fold } = reading;
  let end = line.end;
  while (end > line.start && (isSpaceAt(text, end - 1) || '.!"”»'.includes(text[end - 1] ?? ' '))) end--;
  let start = end;
  while (start > line.start && !isSpaceAt(text, start - 1)) start--;
  const before = text.slice(Math.max(line.start, start - 4), start);
  const isLed = BEFORE_CLAUSE.test(before) || leadsTo(scene, start);
  if (start <= line.start || !isLed) return null;
  const slot = slotAt(reading, start, line.end);
  return slot && slot.end - slot.start >= SHORTEST && !language.stops.has(fold.slice(slot.start, slot.end))
    ? slot
    : null;
}

const leadsTo = (scene: Scene, at: number): boolean =>
  (['weak-introducer', 'strong-introducer', 'link'] as const).some((role) =>
    marksWithin(scene, role, at - LONGEST_LEAD, at).some(({ end }) => end <= at && at - end <= 2),
  );

const LONGEST_LEAD = 20;
const SHORTEST = 4;
