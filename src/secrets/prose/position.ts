import { isForeignWord } from './frames/foreign-word.ts';
import { tailAt } from './other-writing.ts';
import type { FrameName, Proposal } from './proposal.ts';
import type { Reason } from './reason.ts';
import { marksWithin, type Scene } from './scene.ts';
import type { FormedShape } from './value-form.ts';

const CLOSING = new Set([...'.,;:!?)]}\n"\'|/。、，；：！？」』）】؟،؛…']);

const POSITIONED: ReadonlySet<string> = new Set([
  'lone-line',
  'column',
  'backward',
  'mentioned',
  'dialled',
  'listed',
  'answered',
  'usual',
  'told',
]);

/** An ordinary word, or what stands beside a word of many senses ("the key X features"), counts only where the statement ends with it. */
export function positionOf(
  { slot, frame, words, extra }: Proposal,
  shape: FormedShape,
  scene: Scene,
): readonly Reason[] {
  if (slot.style !== 'bare' || POSITIONED.has(frame)) return [];
  const ambiguous = words.linked || (frame === 'adjacent' && words.needs.length > 0);
  if (shape.weight > 0.5 && !ambiguous) return [];
  const { text } = scene.reading;
  let at = slot.end;
  while (text[at] === ' ' || text[at] === '\t') at++;
  const closed =
    at >= text.length || CLOSING.has(text[at] ?? '') || '(（'.includes(text[at] ?? ' ') || isExplained(scene, slot.end);
  if (!closed) return [[onwardWeight(frame, shape, isFunctionWord(scene, at)), 'the sentence goes on']];
  if (shape.weight > 0.5) return [];
  if (frame === 'assigned') return [[0.5, 'the statement ends with it']];
  if (frame === 'described') return isForeignWord(scene, slot) ? [[1.1, FOREIGN]] : [];
  return frame === 'adjacent' ? besideWord({ slot, words, extra }, shape, scene) : [];
}

/** A word right beside its credential word, with nothing behind it. */
function besideWord(
  { slot, words, extra }: Pick<Proposal, 'slot' | 'words' | 'extra'>,
  shape: FormedShape,
  scene: Scene,
): readonly Reason[] {
  const { text } = scene.reading;
  const isAnswer = words.value === 'phrase' && /^[\p{Lo}\p{M}]+$/u.test(text.slice(slot.start, slot.end));
  const isName = words.value === 'name' && shape.name === 'capitalised word';
  if (shape.weight === 0.5 || isAnswer || isName) return [[0.8, 'the statement ends with it']];
  if (isForeignWord(scene, slot)) return [[0.6, FOREIGN]];
  const isLabel = /^[ \t]*:/.test(text.slice(slot.end, slot.end + 4));
  if (scene.language.verbless && scene.brief && shape.name === 'word' && !isLabel)
    return [[extra.length === 0 ? 0.4 : -0.1, 'the statement ends with it']];
  return isExplained(scene, slot.end) ? [[0.5, 'what follows is about it']] : [[-0.4, 'only a word']];
}

/** Codes, which hold digits and little else. */
const CODES: ReadonlySet<string> = new Set(['number', 'reference', 'word with digits', 'digit groups']);

/** A pair or a stated code goes on with the sentence ("is 12345 and must go") where a word of another sense would be explained. */
const onwardWeight = (frame: FrameName, shape: FormedShape, toFunctionWord: boolean): number => {
  if (frame === 'paired' && toFunctionWord) return 0;
  return (frame === 'assigned' || frame === 'introduced') && CODES.has(shape.name) && toFunctionWord ? -0.6 : -1.6;
};

const FOREIGN = 'a word in another script than the sentence';

/** "X with a capital M", "X to disarm": what follows is about the value. */
const isExplained = (scene: Scene, from: number): boolean =>
  tailAt(from, scene) > 0 ||
  tailAt(from + 1, scene) > 0 ||
  marksWithin(scene, 'spelling', from, from + 12).length > 0 ||
  marksWithin(scene, 'strong-trailer', from, from + 3).length > 0 ||
  marksWithin(scene, 'trailer', from, from + 3).length > 0;

/** "root / X on both": a word that goes on with the sentence, not with the value as "admin / sales team" does. */
function isFunctionWord({ reading, language }: Scene, at: number): boolean {
  return language.stops.has(/^[\p{L}']{1,12}/u.exec(reading.fold.slice(at, at + 14))?.[0] ?? '');
}
