/** A text with the line breaks that mail software put into long tokens taken out. */
export interface JoinedText {
  readonly text: string;
  /** The index in the original text of each index of the joined one. */
  readonly indexAt: (joined: number) => number;
}

/** Where mail software breaks lines, in characters; a shorter line was ended by its author, a longer one never wrapped. */
const SHORTEST_WRAPPED_LINE = 60;
const LONGEST_WRAPPED_LINE = 100;
const BREAK =
  /(?<=[A-Za-z0-9+/=_.%&~-])\r?\n(?:[ \t]{0,4}[>|]){0,8}[ \t]{0,4}(?=([A-Za-z0-9+/=_.%&~-]{1,120})(?:[\s"'<>)]|$))/g;
const WORD = /^[A-Z]?[a-z]{0,30}[.]?$|^[A-Z]{1,30}[.]?$|^[-=_.~]{1,120}$/;

/**
 * Joins lines where a long line ends inside what looks like one token and the next line goes on with a run that is no
 * word, a quote's `> ` between them included.
 * @returns null when there is no such break.
 */
export function joinSoftWraps(text: string): JoinedText | null {
  const starts: number[] = [0];
  const origins: number[] = [0];
  let joined = '';
  let from = 0;
  for (const match of text.matchAll(BREAK)) {
    if (!isSoft(text, match.index, match[1] ?? '')) continue;
    joined += text.slice(from, match.index);
    from = match.index + match[0].length;
    starts.push(joined.length);
    origins.push(from);
  }
  if (starts.length === 1) return null;
  return { text: joined + text.slice(from), indexAt: (index) => originOf(index, starts, origins) };
}

function isSoft(text: string, at: number, next: string): boolean {
  const length = at - 1 - text.lastIndexOf('\n', at - 1);
  return length >= SHORTEST_WRAPPED_LINE && length <= LONGEST_WRAPPED_LINE && !WORD.test(next);
}

function originOf(index: number, starts: readonly number[], origins: readonly number[]): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= index) low = middle;
    else high = middle - 1;
  }
  return (origins[low] ?? 0) + index - (starts[low] ?? 0);
}
