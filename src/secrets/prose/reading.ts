import { isSpaceAt } from './characters.ts';
import { EncodedLines } from './encoded-lines.ts';
import { foldText, isWidthlessIn, withoutWidthless } from './folding.ts';
import { BLANK, type LineLook, lookAlong } from './line-look.ts';

/** One line without its quote prefix, empty where it is encoded data; half-open, without the line break, in the reading's own indexes. */
export interface ReadingLine {
  /** Which of the reading's lines it is. */
  readonly index: number;
  readonly start: number;
  readonly end: number;
  /** How many `>` stood before it. */
  readonly depth: number;
  /** Index in the original text minus index here. */
  readonly shift: number;
  readonly look: LineLook;
}

/** A text as a reader takes it in: quote prefixes looked through, every place traceable to the original. */
export interface Reading {
  readonly text: string;
  /** `text` folded for matching; the same length. */
  readonly fold: string;
  readonly lines: readonly ReadingLine[];
}

/** Reads stretches of one text, each of them once for all languages. */
export function readerOf(text: string): (from: number, to: number) => Reading {
  const readings = new Map<string, Reading>();
  return (from, to) => {
    const known = readings.get(`${from} ${to}`);
    if (known) return known;
    const reading = readProse(text, from, to);
    readings.set(`${from} ${to}`, reading);
    return reading;
  };
}

/** Reads [from, to) of a text; `from` should begin a line. */
export function readProse(original: string, from: number, to: number): Reading {
  const lines: ReadingLine[] = [];
  const kept: string[] = [];
  const whole = original.slice(from, to);
  const encoded = new EncodedLines(whole);
  const hasWidthless = isWidthlessIn(whole);
  let length = 0;
  for (let at = from; at < to; ) {
    const { start, end, after, depth } = spanFrom(original, at, to);
    const line = encoded.isEncoded(original, start, end) ? '' : original.slice(start, end);
    const written = hasWidthless ? withoutWidthless(line) : line;
    kept.push(written);
    const look = lookAlong(written, length);
    lines.push({
      index: lines.length,
      start: length,
      end: length + written.length,
      depth,
      shift: start - length,
      look,
    });
    length += written.length + 1;
    at = after;
  }
  const text = kept.join('\n');
  return { text, fold: foldText(text), lines };
}

/** A line of the original: what is left of it without quote marks and line end, and where the next begins. */
interface LineSpan {
  readonly start: number;
  readonly end: number;
  readonly after: number;
  readonly depth: number;
}

function spanFrom(original: string, from: number, to: number): LineSpan {
  const end = lineEnd(original, from, to);
  const { start, depth } = skipQuoteMarks(original, from, end);
  const last = end > start && original[end - 1] === '\r' ? end - 1 : end;
  return { start, end: last, after: end + 1, depth };
}

function lineEnd(text: string, from: number, to: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 || end > to ? to : end;
}

function skipQuoteMarks(text: string, from: number, end: number): { readonly start: number; readonly depth: number } {
  let start = from;
  let depth = 0;
  for (let at = from; at < end; at++) {
    if (text[at] === '>') {
      depth++;
      start = at + 1;
    } else if (!isSpaceAt(text, at)) break;
  }
  return { start: depth > 0 && text[start] === ' ' ? start + 1 : start, depth };
}

/** Index into `lines` of the line that holds a place. */
export function lineIndexAt(reading: Reading, at: number): number {
  let low = 0;
  let high = reading.lines.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((reading.lines[middle]?.start ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}

const EMPTY: ReadingLine = { index: 0, start: 0, end: 0, depth: 0, shift: 0, look: BLANK };

/** The line that holds a place; an empty one for an empty reading. */
export function lineAt(reading: Reading, at: number): ReadingLine {
  return reading.lines[lineIndexAt(reading, at)] ?? EMPTY;
}

/** The original index of a place in the reading. */
export const originalIndex = (reading: Reading, at: number): number => at + lineAt(reading, at).shift;

/** The next line that is not blank, at most `limit` lines on; null where none is. */
export function nextWrittenLine(reading: Reading, index: number, limit: number): number | null {
  for (let next = index + 1; next <= index + limit && next < reading.lines.length; next++) {
    const line = reading.lines[next];
    if (line && reading.text.slice(line.start, Math.min(line.end, line.start + 200)).trim() !== '') return next;
  }
  return null;
}
