import { isDigitAt, isJoiningAt, isSpaceAt } from './characters.ts';
import type { Reading } from './reading.ts';

/** A stretch of text; half-open. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

const FULL_STOPS = new Set([...'.!?؟。！？．۔'].map((stop) => stop.charCodeAt(0)));
const UNSPACED_STOPS = new Set(['。', '！', '？']);
/** A line at least this long, followed by one that goes on, was wrapped by the mail program. */
const WRAPPED_LENGTH = 44;

/** Starts of all sentences in a reading, ascending, the first 0. A wrapped line goes on in the next. */
export function sentenceStarts(reading: Reading): readonly number[] {
  const { text, lines } = reading;
  const starts = [0];
  for (const line of lines) {
    for (let at = line.start; at < line.end; at++) {
      if (isFullStop(text.charCodeAt(at)) && endsSentence(text, at)) starts.push(at + 1);
    }
    if (!isWrapped(reading, line.index)) starts.push(line.end + 1);
  }
  return starts;
}

/** Between `?` and the first beyond ASCII stand most letters. */
const isFullStop = (unit: number): boolean => (unit < FIRST_LETTER || unit > LAST_LATIN) && FULL_STOPS.has(unit);
const FIRST_LETTER = 0x41;
const LAST_LATIN = 0x24f;

function endsSentence(text: string, at: number): boolean {
  if (UNSPACED_STOPS.has(text[at] ?? '')) return true;
  let after = at + 1;
  while (text[after] === ')' || text[after] === '"' || text[after] === '”' || text[after] === "'") after++;
  if (!isSpaceAt(text, after)) return false;
  return text[at] !== '.' || !isAbbreviation(text, at);
}

/** `i.e.`, `e.g.`, `1.` and single letters do not end a sentence. */
function isAbbreviation(text: string, stop: number): boolean {
  let start = stop;
  while (start > 0 && stop - start < 6 && !isSpaceAt(text, start - 1)) start--;
  const letters = stop - start;
  if (letters === 1) return true;
  return letters <= 3 && (text[start + 1] === '.' || (isDigitAt(text, start) && lineBegins(text, start)));
}

const lineBegins = (text: string, at: number): boolean => at === 0 || text[at - 1] === '\n';

function isWrapped(reading: Reading, index: number): boolean {
  const line = reading.lines[index];
  const next = reading.lines[index + 1];
  if (!line || !next || line.depth !== next.depth || line.end - line.start < WRAPPED_LENGTH) return false;
  const first = next.start;
  if (!isJoiningAt(reading.text, first) || isDigitAt(reading.text, first)) return false;
  return reading.text[first] === reading.fold[first] && !isLabelled(reading.text, first);
}

/** The sentence that holds a place, at most `reach` units to either side. */
export function sentenceAt(starts: readonly number[], at: number, length: number, reach: number): Stretch {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  const start = starts[low] ?? 0;
  const end = starts[low + 1] ?? length;
  return { start: Math.max(start, at - reach), end: Math.min(end, at + reach, length) };
}

/** `debug1: …`: a line that begins with a label stands by itself. */
function isLabelled(text: string, from: number): boolean {
  for (let at = from; at < from + 24 && !isSpaceAt(text, at); at++) if (text[at] === ':') return true;
  return false;
}
