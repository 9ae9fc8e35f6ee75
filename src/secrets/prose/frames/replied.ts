import { hasLook } from '../characters.ts';
import type { Proposal } from '../proposal.ts';
import { nextWrittenLine, type ReadingLine } from '../reading.ts';
import { marksWithin, type Scene } from '../scene.ts';
import { type Slot, slotAt } from '../value-slot.ts';
import { loneSlot, wholeLine } from './next-line.ts';
import { tieOf } from './tie.ts';

/** Most lines of a text that is a reply and what it replies to. */
const MOST_LINES = 14;
/** "Sorry! kestrel 4410, with the space": two words of which the second is a number, behind a word of its own at most. */
const NUMBERED = /^(?:\p{L}{2,12}[.!,:] )?(\p{L}{4,20} \p{Nd}{2,4})(?=$|[.,;:!?]| )/u;
const LONGEST = 60;

/** What a reply begins with, under a line quoted that asks what to type: alone on its line, or two words of which the second is a number. */
export function repliedProposals(scene: Scene): readonly Proposal[] {
  const { reading, brief, setting } = scene;
  if (!brief || !setting.isMail || reading.lines.length > MOST_LINES) return [];
  const quoted = reading.lines.find(({ depth, end, start }) => depth > 0 && end > start);
  if (!quoted || setting.isBulk()) return [];
  const next = nextWrittenLine(reading, quoted.index, 3);
  const line = next === null ? undefined : reading.lines[next];
  if (!line || line.depth >= quoted.depth || line.look.count === 0) return [];
  return answerOf(scene, line, quoted);
}

function answerOf(scene: Scene, line: ReadingLine, quoted: ReadingLine): readonly Proposal[] {
  const phrase = phraseOf(scene, line, quoted);
  if (phrase) return [phrase];
  const isTyped = marksWithin(scene, 'typing', quoted.start, quoted.end).length > 0;
  const lone = isTyped ? loneSlot(scene, line) : null;
  const slot = lone ?? numbered(scene, line, isTyped);
  if (!slot || isOfAnother(scene, slot)) return [];
  const { words } = tieOf(scene, slot.start);
  const isPlain = lone !== null && !hasLook(scene.reading.text, slot.start, slot.end);
  const extra = [[isPlain ? 1.2 : 1.8, 'the answer to the question quoted']] as const;
  return [{ slot, frame: 'guessed', words, tie: 'direct', extra, principal: null }];
}

/** "> what was the passphrase?" and a line that is one, or begins with one in quotes. */
function phraseOf(scene: Scene, line: ReadingLine, quoted: ReadingLine): Proposal | null {
  const { reading, credentials } = scene;
  const mark = credentials.findLast(({ start }) => start >= quoted.start && start < quoted.end);
  if (mark?.words.value !== 'phrase') return null;
  const first = slotAt(reading, line.start, line.end);
  const slot = first?.style === 'quoted' ? first : wholeLine(scene, line, 'phrase');
  if (!slot) return null;
  return { slot, frame: 'answered', words: mark.words, tie: 'direct', extra: [], principal: null };
}

/** Where nothing says that something is typed, the reply says how it is written. */
function numbered(scene: Scene, line: ReadingLine, isTyped: boolean): Slot | null {
  const match = NUMBERED.exec(scene.reading.text.slice(line.start, Math.min(line.end, line.start + LONGEST)));
  const said = match?.[1];
  if (!match || said === undefined) return null;
  const end = line.start + match[0].length;
  const start = end - said.length;
  const word = scene.reading.fold.slice(start, start + said.indexOf(' '));
  if (scene.language.stops.has(word) || scene.language.weakStems.has(word)) return null;
  return isTyped || marksWithin(scene, 'spelling', end, end + REMARK_REACH).length > 0
    ? { start, end, style: 'bare', after: end }
    : null;
}

const REMARK_REACH = 24;

/** `room 1204`: a word that names a place or another number. */
const isOfAnother = (scene: Scene, { start, end }: Slot): boolean =>
  (['other-number', 'topic', 'principal', 'host', 'credential'] as const).some(
    (role) => marksWithin(scene, role, start, end).length > 0,
  );
