import type { Lexicon } from './lexicon.ts';
import { firstTrigger } from './mark-text.ts';
import type { Stretch } from './sentences.ts';

/** A text of a few lines is read whatever it says. */
export const BRIEF_LENGTH = 700;
/** A text up to this long is read whole. */
const WHOLE = 6000;
const BEFORE = 800;
const AFTER = 1200;
const LINE_SEARCH = 800;

/** The stretches of a text that stand near a trigger, ascending and apart, each beginning a line where one begins near. `told`: the subject speaks of credentials. */
export function windowsAround(fold: string, lexicon: Lexicon, told: boolean): readonly Stretch[] {
  const whole = [{ start: 0, end: fold.length }];
  if (fold.length <= BRIEF_LENGTH) return whole;
  if (fold.length <= WHOLE) return firstTrigger(fold, lexicon, 0, told) === null ? [] : whole;
  const windows: { start: number; end: number }[] = [];
  for (let from = 0; from < fold.length; ) {
    const trigger = firstTrigger(fold, lexicon, from, told);
    if (trigger === null) break;
    const end = lineEndNear(fold, Math.min(fold.length, trigger + AFTER));
    const start = lineStartNear(fold, Math.max(0, trigger - BEFORE));
    const last = windows.at(-1);
    if (last && start <= last.end) last.end = Math.max(end, last.end);
    else windows.push({ start, end });
    from = Math.max(trigger + 1, (windows.at(-1)?.end ?? 0) - AFTER / 2 + 1);
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
