import type { ByteSpan } from '../../core/index.ts';
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
  readonly byteAt: (index: number) => number;
}

const CHUNK = 65_536;

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
          yield { found, byteAt: window.byteAt };
          next = window.byteAt(found.index + found[0].length);
        }
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
