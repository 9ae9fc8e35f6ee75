import type { Rule } from '../pack/rule.ts';

/** Looks at bytes alone: whether what a rule needs after its keyword stands after byte `end`. */
export type AheadCheck = (utf8: Uint8Array, end: number) => boolean;

/** The check of a rule's `ahead`: its signs in order, before white space, a stop or the limit. */
export function aheadCheck({ signs, stops, within }: NonNullable<Rule['ahead']>): AheadCheck {
  const wanted = Uint8Array.from(signs, (char) => char.charCodeAt(0));
  const isStop = new Uint8Array(256);
  for (const char of `${stops} \t\r\n`) isStop[char.charCodeAt(0)] = 1;
  return (utf8, end) => {
    const limit = Math.min(utf8.length, end + within);
    let met = 0;
    for (let at = end; at < limit; at += 1) {
      const byte = utf8[at] as number;
      if (byte === wanted[met]) {
        met += 1;
        if (met === wanted.length) return true;
      } else if (isStop[byte] === 1) return false;
    }
    return false;
  };
}
