import type { Rule } from '../pack/rule.ts';

/** Looks at bytes alone: whether what a rule needs before its keyword stands before byte `start`. */
export type BehindCheck = (utf8: Uint8Array, start: number) => boolean;

const LINE_FEED = 0x0a;
/** What lies between a broken line and its rest: the break, blanks and quote marks. */
const BETWEEN = new Set([...' \t\r\n>|'].map((char) => char.charCodeAt(0)));

/** The check of a rule's `behind`: its signs, with no stop or white space between them and the keyword but line breaks. */
export function behindCheck({ signs, stops, within }: NonNullable<Rule['behind']>): BehindCheck {
  const wanted = Uint8Array.from(signs, (char) => char.charCodeAt(0));
  const isStop = new Uint8Array(256);
  for (const char of stops) isStop[char.charCodeAt(0)] = 1;
  return (utf8, start) => {
    const limit = Math.max(0, start - within);
    for (let at = start - 1; at >= limit; at -= 1) {
      const byte = utf8[at] as number;
      if (BETWEEN.has(byte)) {
        const before = beforeBreak(utf8, at, limit);
        if (before === null) return false;
        at = before + 1;
      } else if (isStop[byte] === 1) return false;
      else if (byte === wanted[0] && standsAt(utf8, at, wanted)) return true;
    }
    return false;
  };
}

/** The byte before the blanks and breaks that end at `at`; null where no line feed is among them. */
function beforeBreak(utf8: Uint8Array, at: number, limit: number): number | null {
  let before = at;
  let isBroken = false;
  for (; before >= limit && BETWEEN.has(utf8[before] as number); before -= 1) {
    if (utf8[before] === LINE_FEED) isBroken = true;
  }
  return isBroken ? before : null;
}

function standsAt(utf8: Uint8Array, at: number, wanted: Uint8Array): boolean {
  return wanted.every((byte, index) => utf8[at + index] === byte);
}
