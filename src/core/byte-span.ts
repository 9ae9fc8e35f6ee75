/** A half-open range of bytes: `start` belongs to it, `end` does not. Both are integers, 0 ≤ start ≤ end. */
export type ByteSpan = readonly [start: number, end: number];

/** Whether two half-open spans share at least one byte. */
export function spansOverlap(a: ByteSpan, b: ByteSpan): boolean {
  return a[0] < b[1] && b[0] < a[1];
}
