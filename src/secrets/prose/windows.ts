import { isTrigger, type Lexicon, markText } from './lexicon.ts';
import type { Stretch } from './sentences.ts';

/** A text up to this long is read whole. */
const WHOLE = 6000;
const BEFORE = 800;
const AFTER = 1200;
const LINE_SEARCH = 800;

/** The stretches of a text that stand near a trigger, ascending and apart, each beginning a line where one begins near. */
export function windowsAround(fold: string, lexicon: Lexicon): readonly Stretch[] {
  if (fold.length <= WHOLE) return [{ start: 0, end: fold.length }];
  const windows: { start: number; end: number }[] = [];
  for (const mark of markText(fold, lexicon)) {
    if (!isTrigger(mark)) continue;
    const last = windows.at(-1);
    if (last && mark.start + AFTER / 2 <= last.end) continue;
    const end = lineEndNear(fold, Math.min(fold.length, mark.start + AFTER));
    const start = lineStartNear(fold, Math.max(0, mark.start - BEFORE));
    if (last && start <= last.end) last.end = Math.max(end, last.end);
    else windows.push({ start, end });
  }
  return windows;
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
