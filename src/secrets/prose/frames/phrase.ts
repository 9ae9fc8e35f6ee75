import type { CredentialWords } from '../language-pack.ts';
import { lineEndAt, type Scene, sentenceOf } from '../scene.ts';
import type { Slot } from '../value-slot.ts';

const MOST_WORDS = 10;
const FEWEST_WORDS = 3;
const WORD = /^[\p{Ll}\p{Lo}\p{M}'’-]+$/u;

/** The slot, or the run of words it begins where the credential word expects a phrase. */
export function withPhrase(scene: Scene, slot: Slot, words: CredentialWords): readonly Slot[] {
  if (slot.style !== 'bare' || words.value !== 'phrase') return [slot];
  const limit = Math.min(lineEndAt(scene, slot.start), sentenceOf(scene, slot.start).end);
  const run = scene.reading.text.slice(slot.start, limit).replace(/[\s.!,;:)]+$/u, '');
  const parts = run.split(/\s+/, MOST_WORDS + 1);
  if (parts.length < FEWEST_WORDS || parts.length > MOST_WORDS || !parts.every((part) => WORD.test(part)))
    return [slot];
  return [{ start: slot.start, end: slot.start + run.length, style: 'bare', after: slot.start + run.length }];
}
