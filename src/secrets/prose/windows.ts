import type { Stretch } from './sentences.ts';

/** A text of a few lines is read whatever it says. */
export const BRIEF_LENGTH = 700;
/** A text up to this long is read whole. */
const WHOLE = 1000;
const BEFORE = 350;
const AFTER = 500;
const LINE_SEARCH = 200;

/**
 * The stretches of a text that stand near places worth reading, ascending and apart, each beginning a line where one begins near.
 *
 * @param places ascending
 */
export function windowsAround(text: string, places: readonly number[]): readonly Stretch[] {
  if (places.length === 0) return [];
  if (text.length <= WHOLE) return [{ start: 0, end: text.length }];
  const windows: { start: number; end: number }[] = [];
  for (const place of places) {
    const last = windows.at(-1);
    if (last && place + AFTER <= last.end) continue;
    const end = Math.max(lineEndNear(text, Math.min(text.length, place + AFTER)), tableEnd(text, place));
    const start = lineStartNear(text, Math.max(0, place - BEFORE));
    if (last && start <= last.end) last.end = Math.max(end, last.end);
    else windows.push({ start, end });
  }
  return windows;
}

const SEPARATORS = ['|', '\t', ';', ','];
const LONGEST_ROW = 4000;
const LONGEST_TABLE = 60_000;

/** Where the rows below a heading end: lines with as many separators as the line of the place. */
function tableEnd(text: string, place: number): number {
  const first = rowEnd(text, place);
  const heading = text.slice(lineStartNear(text, place), first);
  const separator = SEPARATORS.find((sign) => heading.includes(sign));
  if (separator === undefined) return 0;
  const cells = heading.split(separator).length;
  let end = first;
  while (end < text.length && end - place < LONGEST_TABLE) {
    const next = rowEnd(text, end + 1);
    if (text.slice(end + 1, next).split(separator).length !== cells) break;
    end = next;
  }
  return end;
}

function rowEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return Math.min(end < 0 ? text.length : end, from + LONGEST_ROW, text.length);
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
