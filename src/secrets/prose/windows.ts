import { isJoiningAt } from './characters.ts';
import type { Stretch } from './sentences.ts';

/** A text up to this long is read whole. */
const WHOLE = 6000;
const BEFORE = 800;
const AFTER = 1200;
const LINE_SEARCH = 800;

/** The stretches of a text that stand near a trigger, ascending and apart, each beginning a line where one begins near. */
export function windowsAround(fold: string, triggers: readonly string[]): readonly Stretch[] {
  const present = triggers.filter((word) => fold.includes(word));
  if (present.length === 0) return [];
  if (fold.length <= WHOLE) return [{ start: 0, end: fold.length }];
  const windows: { start: number; end: number }[] = [];
  for (const at of placesOf(fold, present)) {
    const last = windows.at(-1);
    if (last && at + AFTER <= last.end) continue;
    const end = lineEndNear(fold, Math.min(fold.length, at + AFTER));
    const start = lineStartNear(fold, Math.max(0, at - BEFORE));
    if (last && start <= last.end) last.end = Math.max(end, last.end);
    else windows.push({ start, end });
  }
  return windows;
}

/** Where triggers stand as words, ascending. After each place the search goes on a step further: nearer ones share its window. */
function placesOf(fold: string, words: readonly string[]): readonly number[] {
  const places: number[] = [];
  for (const word of words) {
    let at = fold.indexOf(word);
    while (at >= 0) {
      const counts = !isJoiningAt(fold, at - 1) || !isJoiningAt(fold, at);
      if (counts) places.push(at);
      at = fold.indexOf(word, at + (counts ? AFTER / 4 : word.length));
    }
  }
  return places.sort((a, b) => a - b);
}

function lineStartNear(text: string, at: number): number {
  const start = text.lastIndexOf('\n', at) + 1;
  return at - start <= LINE_SEARCH ? start : at;
}

function lineEndNear(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  if (end < 0) return Math.min(text.length, at + LINE_SEARCH);
  return end - at <= LINE_SEARCH ? end : at;
}
