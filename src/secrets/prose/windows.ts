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
    const end = Math.max(lineEndNear(fold, Math.min(fold.length, trigger + AFTER)), tableEnd(fold, trigger));
    const start = lineStartNear(fold, Math.max(0, trigger - BEFORE));
    const last = windows.at(-1);
    if (last && start <= last.end) last.end = Math.max(end, last.end);
    else windows.push({ start, end });
    from = Math.max(trigger + 1, (windows.at(-1)?.end ?? 0) - AFTER / 2 + 1);
  }
  return windows;
}

const SEPARATORS = ['|', '\t', ';', ','];
const LONGEST_ROW = 4000;
const LONGEST_TABLE = 60_000;

/** Where the rows below a heading end: lines with as many separators as the line of the trigger. */
function tableEnd(fold: string, trigger: number): number {
  const first = rowEnd(fold, trigger);
  const heading = fold.slice(lineStartNear(fold, trigger), first);
  const separator = SEPARATORS.find((sign) => heading.includes(sign));
  if (separator === undefined) return 0;
  const cells = heading.split(separator).length;
  let end = first;
  while (end < fold.length && end - trigger < LONGEST_TABLE) {
    const next = rowEnd(fold, end + 1);
    if (fold.slice(end + 1, next).split(separator).length !== cells) break;
    end = next;
  }
  return end;
}

function rowEnd(fold: string, from: number): number {
  const end = fold.indexOf('\n', from);
  return Math.min(end < 0 ? fold.length : end, from + LONGEST_ROW, fold.length);
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
