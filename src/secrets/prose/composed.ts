/** A text with its letters and marks composed, and the index in the original of each of its units. */
export interface Composed {
  readonly text: string;
  readonly originalIndex: (at: number) => number;
}

const CLUSTER = /\P{M}\p{M}{1,8}/gu;
const MARK = /[\u0300-\u036f]/;

/** Composes `e` and a combining acute accent to `é`, as mail from some systems and file names hold them apart. */
export function composeText(text: string): Composed {
  if (!MARK.test(text)) return { text, originalIndex: (at) => at };
  const parts: string[] = [];
  const starts: number[] = [];
  const shifts: number[] = [];
  let from = 0;
  let length = 0;
  for (const { 0: cluster, index } of text.matchAll(CLUSTER)) {
    const composed = cluster.normalize('NFC');
    if (composed.length === cluster.length) continue;
    parts.push(text.slice(from, index), composed);
    length += index - from + composed.length;
    from = index + cluster.length;
    starts.push(length);
    shifts.push(from - length);
  }
  parts.push(text.slice(from));
  return { text: parts.join(''), originalIndex: (at) => at + shiftAt(starts, shifts, at) };
}

/** The shift of the last start at or before a place. */
function shiftAt(starts: readonly number[], shifts: readonly number[], at: number): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  return shifts[low - 1] ?? 0;
}
