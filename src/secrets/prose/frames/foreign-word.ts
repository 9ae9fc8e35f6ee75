import type { Scene } from '../scene.ts';
import type { Stretch } from '../sentences.ts';

const LATIN_WORD = /^[A-Za-z][a-z]{4,30}$/;
const OTHER_SCRIPT = /[^\u0000-\u024f\u2000-\u206f]/;
const BEFORE = 20;

/** Whether a value is a word in Latin letters within a sentence in others: a name, or one that somebody chose. */
export function isForeignWord({ reading: { text } }: Scene, { start, end }: Stretch): boolean {
  return LATIN_WORD.test(text.slice(start, end)) && OTHER_SCRIPT.test(text.slice(Math.max(0, start - BEFORE), start));
}
