import { hasLook } from '../characters.ts';
import type { Proposal } from '../proposal.ts';
import { marksWithin, type Scene, sentenceOf } from '../scene.ts';
import type { Stretch } from '../sentences.ts';
import type { Mark } from '../term.ts';
import { type Slot, slotAt } from '../value-slot.ts';
import { tieOf } from './tie.ts';

const FEWEST_WORDS = 2;
/** Behind a name and before the words that end the sentence: 鈴木さんなら 08170412 です. */
const NUMBERED = /^(?=.*\d{2})[\w.@!#-]{4,}$/;

/** "Her cat and the year: X", "the date of birth, so X": the value after what it is made from. */
export function derivedProposals(scene: Scene): readonly Proposal[] {
  if (!scene.brief) return [];
  const seen = new Set<number>();
  return scene.marks.flatMap((mark) => {
    if (mark.role.is !== 'derivation') return [];
    const sentence = sentenceOf(scene, mark.start);
    if (seen.has(sentence.start)) return [];
    seen.add(sentence.start);
    return derivedIn(scene, sentence);
  });
}

/** One word alone may be the label of a field (`date of birth: X`): a second, or one that says what follows, makes it plain. */
function derivedIn(scene: Scene, sentence: Stretch): readonly Proposal[] {
  const told = wordsIn(scene, sentence);
  const last = told.at(-1);
  if (!last || told.length < FEWEST_WORDS) return [];
  const { tie, words } = tieOf(scene, last.end, true);
  if (tie === 'none') return [];
  return valuesAfter(scene, last, sentence).map((slot) => ({
    slot,
    frame: 'derived',
    words: { ...words, value: 'any' },
    tie,
    extra: [],
    principal: null,
  }));
}

const wordsIn = (scene: Scene, { start, end }: Stretch): readonly Mark[] =>
  [...marksWithin(scene, 'derivation', start, end), ...marksWithin(scene, 'namely', start, end)].sort(
    (a, b) => a.start - b.start,
  );

/** What follows the last of the words, and what ends the sentence; a plain word only behind one that says what follows. */
function valuesAfter({ reading }: Scene, last: Mark, { end }: Stretch): readonly Slot[] {
  const slots: Slot[] = [];
  for (let at = last.end; at < end; ) {
    const slot = slotAt(reading, at, end);
    if (!slot) break;
    if (slot.end > slot.start) slots.push(slot);
    at = Math.max(slot.after, at + 1);
  }
  const [first] = slots;
  const worded = first && last.role.is === 'namely' ? [first] : [];
  const numbered = slots.find(({ start, end }) => NUMBERED.test(reading.text.slice(start, end)));
  const looking = [first, slots.at(-1), numbered].filter((slot) => slot && hasLook(reading.text, slot.start, slot.end));
  return [...new Set([...worded, ...looking])].filter((slot) => slot !== undefined);
}
