import type { Shortfall } from '../../shortfall.ts';
import { CUT, OVERLAPS, STORED } from './zip-data.ts';
import type { ZipEntry } from './zip-entry.ts';

/** Where a member's data stands, and why it is not all of it. */
export interface MemberBounds {
  readonly start: number;
  readonly end: number;
  readonly shortfall: Shortfall | null;
}

/** What an archive's members may not reach into. */
export interface ZipLimits {
  /** Where entries begin, in order. */
  readonly starts: Float64Array;
  /** Where the index begins, or the archive ends. */
  readonly end: number;
}

const OVER_NEXT: Shortfall = {
  reason: 'damaged',
  detail:
    'This member would reach over the one behind it in the archive; it was read up to there. Ask its sender for another copy.',
};

/**
 * Where a member's data stands. What would reach into the index or beyond the archive's end is taken up to there; what would reach over another member
 * up to that where it is not compressed, and not at all where it is, as zip bombs do so.
 * @param start of its data; -1 where its header is not there.
 */
export function memberBounds(
  { headerOffset, compressedSize, method }: ZipEntry,
  start: number,
  { starts, end }: ZipLimits,
): MemberBounds | Shortfall {
  if (start < 0 || start > end) return CUT;
  const next = nextStart(starts, headerOffset);
  const said = start + compressedSize;
  if (said <= next) return { start, end: Math.min(said, end), shortfall: said <= end ? null : CUT };
  if (method !== STORED || start > next) return OVERLAPS;
  return { start, end: Math.min(next, end), shortfall: OVER_NEXT };
}

/** Entries in the order of their places. @param indexStart -1 where there is no index. */
export function zipLimits(starts: Iterable<number>, indexStart: number, size: number): ZipLimits {
  const inOrder = Float64Array.from(starts).sort();
  const isBehindAll = indexStart >= 0 && (inOrder.at(-1) ?? 0) < indexStart;
  return { starts: inOrder, end: isBehindAll ? Math.min(indexStart, size) : size };
}

/** Where the first entry after `offset` begins; infinity where there is none. */
function nextStart(starts: Float64Array, offset: number): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((starts[middle] ?? 0) > offset) high = middle;
    else low = middle + 1;
  }
  return starts[low] ?? Number.POSITIVE_INFINITY;
}
