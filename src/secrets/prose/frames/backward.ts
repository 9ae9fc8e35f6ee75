import { isSpaceAt, wordStart } from '../characters.ts';
import type { Proposal } from '../proposal.ts';
import { lineEndAt, marksWithin, type Scene, sentenceOf } from '../scene.ts';
import type { CredentialMark } from '../subject-view.ts';
import { openersOf, type Slot, slotAt } from '../value-slot.ts';

/** Longest way from the backlink to the credential word: "as the | new guest wifi | password". */
const GAP = 45;

/** "X is the password", "enter X as the exit code". */
export function backwardProposals(scene: Scene): readonly Proposal[] {
  return scene.credentials.filter((mark) => !mark.words.linked).flatMap((mark) => statedBefore(scene, mark));
}

function statedBefore(scene: Scene, mark: CredentialMark): readonly Proposal[] {
  const sentence = sentenceOf(scene, mark.start);
  const link = marksWithin(scene, 'backlink', Math.max(sentence.start, mark.start - GAP), mark.start).at(-1);
  if (!link || !describes(scene, link.end, mark.start)) return [];
  const slot = slotEndingAt(scene, link.start, sentence.start);
  return slot ? [{ slot, frame: 'backward', words: mark.words, tie: 'direct', extra: [], principal: null }] : [];
}

/** Between the link and the word stand only articles and what describes it: "as the | new guest | password". */
function describes(scene: Scene, from: number, to: number): boolean {
  const words = scene.reading.fold.slice(from, to).trim();
  if (words === '') return true;
  const { stops, determiners } = scene.language;
  return words.split(/\s+/).every((word) => determiners.has(word) || (!stops.has(word) && !/[,;:.()]$/.test(word)));
}

/** The value that ends before a place: the last word, or what the last quotes hold. */
export function slotEndingAt(scene: Scene, before: number, from: number): Slot | null {
  const { text } = scene.reading;
  let end = before;
  while (end > from && isSpaceAt(text, end - 1)) end--;
  const quoted = quotedEndingAt(scene, end, from);
  if (quoted) return quoted;
  const start = wordStart(text, end, Math.max(from, end - 100));
  return start === end ? null : slotAt(scene.reading, start, Math.min(end, lineEndAt(scene, start)));
}

function quotedEndingAt(scene: Scene, end: number, from: number): Slot | null {
  const { text } = scene.reading;
  const openers = openersOf(text[end - 1] ?? '');
  if (openers === '') return null;
  for (let at = end - 2; at >= Math.max(from, end - 80); at--) {
    if (!openers.includes(text[at] ?? ' ')) continue;
    const slot = slotAt(scene.reading, at, end);
    return slot && slot.style !== 'bare' && slot.after === end ? slot : null;
  }
  return null;
}
