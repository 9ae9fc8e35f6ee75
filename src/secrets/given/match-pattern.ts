import type { ByteSpan } from '../../core/index.ts';
import { joinSoftWraps } from '../engine/soft-wrap.ts';
import type { WindowedText } from '../engine/text-window.ts';
import type { TranslatedPattern } from './regex/translate.ts';

/** A translated pattern that runs. */
export interface RunningPattern {
  readonly shape: RegExp;
  readonly longest: number;
  readonly margin: number;
}

/** A match in a window; groups are what `d` gives. */
export interface PatternMatch {
  readonly found: RegExpExecArray;
  /** The bytes of the text from which characters `[start, end)` of the window came. */
  readonly spanOf: (start: number, end: number) => ByteSpan;
}

const CHUNK = 65_536;
/** What joined line breaks may add to the characters a match spans, and how far back a long line is looked for. */
const WRAP_STRETCH = 1.4;
const WRAP_LOOK_BACK = 220;

export function runningPattern({ pattern, ignoreCase, longest, margin }: TranslatedPattern): RunningPattern {
  return { shape: new RegExp(pattern, ignoreCase ? 'dgim' : 'dgm'), longest, margin };
}

/** Whether a pattern matches anywhere in a short text. */
export function matchesIn({ shape }: RunningPattern, text: string): boolean {
  shape.lastIndex = 0;
  return shape.test(text);
}

/** Matches one after another from left to right, none of which overlaps the one before, that may begin in the given stretches of the text. */
export function* matchesOf(
  pattern: RunningPattern,
  text: WindowedText,
  stretches: readonly ByteSpan[],
): Generator<PatternMatch> {
  let next = 0;
  for (const [start, end] of stretches) {
    for (let from = Math.max(start, next); from < end; from = Math.max(next, Math.min(end, from + CHUNK))) {
      const to = Math.min(end, from + CHUNK);
      const behind = text.around(from, from, pattern.margin)[0];
      const window = text.window([behind, text.around(to, to, pattern.longest + pattern.margin)[1]]);
      const last = window.indexAt(to);
      pattern.shape.lastIndex = window.indexAt(from);
      for (
        let found = pattern.shape.exec(window.text);
        found !== null && found.index < last;
        found = pattern.shape.exec(window.text)
      ) {
        if (found[0] === '') pattern.shape.lastIndex += 1;
        else {
          yield { found, spanOf: (first, end) => [window.byteAt(first), window.byteAt(end)] };
          next = window.byteAt(found.index + found[0].length);
        }
      }
    }
  }
}

/** A value this long may have been broken over lines. */
const WRAPS_FROM = 30;

/** Matches that are there only where line breaks that mail software put into long tokens are taken out. */
export function* wrappedMatchesOf(
  pattern: RunningPattern,
  text: WindowedText,
  stretches: readonly ByteSpan[],
): Generator<PatternMatch> {
  if (pattern.longest < WRAPS_FROM) return;
  const reach = Math.ceil(pattern.longest * WRAP_STRETCH) + WRAP_LOOK_BACK;
  for (const [start, end] of stretches) {
    for (let from = start; from < end; from += CHUNK) {
      const to = Math.min(end, from + CHUNK);
      const window = text.window([text.around(from, from, reach)[0], text.around(to, to, reach)[1]]);
      const joined = joinSoftWraps(window.text);
      if (joined === null) continue;
      for (const found of joined.text.matchAll(pattern.shape)) {
        const last = joined.indexAt(found.index + found[0].length - 1);
        const isJoined = last - joined.indexAt(found.index) >= found[0].length;
        const spanOf = (first: number, after: number): ByteSpan => [
          window.byteAt(joined.indexAt(first)),
          window.byteAt(joined.indexAt(after - 1) + 1),
        ];
        if (isJoined) yield { found, spanOf };
      }
    }
  }
}

/** Stretches of the text in which a match that holds any of these places may begin; merged and sorted. */
export function stretchesAround(
  places: readonly number[],
  text: WindowedText,
  { longest }: RunningPattern,
): readonly ByteSpan[] {
  const merged: [number, number][] = [];
  for (const at of [...places].sort((a, b) => a - b)) {
    const [start, end] = [text.around(at, at, longest)[0], at + 1];
    const last = merged.at(-1);
    if (last !== undefined && start <= last[1]) last[1] = Math.max(last[1], end);
    else merged.push([start, end]);
  }
  return merged;
}
