import type { Budget } from '../budget.ts';
import { firstThen } from '../decode/first-then.ts';
import type { Allowance } from '../mime/allowance.ts';
import type { Shortfall } from '../shortfall.ts';
import { type DeflateFormat, inflateUpTo } from './inflate.ts';
import type { Member } from './member.ts';
import { checksumShortfall } from './zip/zip-data.ts';

const MIB = 1024 * 1024;

export const TOO_DEEP: Shortfall = {
  reason: 'over-budget',
  detail: 'This stands too deep in nested archives and messages and was not opened; extract it and add it by itself.',
};

export const TOO_MANY: Shortfall = {
  reason: 'over-budget',
  detail:
    'The message holds too many parts; from here on they were not opened. Extract the archive and add its folder.',
};

export const TOO_LONG: Shortfall = {
  reason: 'over-budget',
  detail: 'This comes to more bytes than one member may; it was read up to there. Extract it and add it by itself.',
};

export const DAMAGED: Shortfall = {
  reason: 'damaged',
  detail: 'The compressed data is damaged or cut short; it was read up to the fault. Ask its sender for another copy.',
};

/** Most bytes a member of so many compressed ones may come to. */
function expansionLimit(budget: Budget, compressedBytes: number): number {
  return Math.min(budget.partBytes, Math.max(MIB, compressedBytes * budget.expansionRatio));
}

/**
 * Decompresses one member within what its message may still spend.
 * @param crc32 of the plain bytes; null where nothing says it.
 */
export function inflateMember(
  name: string,
  format: DeflateFormat,
  compressed: Uint8Array,
  allowance: Allowance,
  crc32: number | null = null,
): Member {
  const limit = Math.min(expansionLimit(allowance.budget, compressed.length), allowance.expandedBytesLeft);
  const { bytes, state } = inflateUpTo(format, compressed, limit);
  allowance.takeExpandedBytes(bytes.length);
  const shortfall = state === 'whole' ? checksumShortfall(bytes, crc32) : state === 'damaged' ? DAMAGED : TOO_LONG;
  if (bytes.length === 0 && shortfall !== null) return { name, bytes: null, shortfall };
  return { name, bytes: firstThen(bytes, () => inflateUpTo(format, compressed, limit).bytes), shortfall };
}
