import { inflateRawSync } from 'node:zlib';
import type { Shortfall } from '../shortfall.ts';
import type { ByteInput } from '../source/byte-input.ts';
import { ByteWindow } from '../source/byte-window.ts';
import { checkedInput } from '../source/checked-input.ts';
import { inflateInput } from '../source/inflate-input.ts';
import { limitedInput } from '../source/limited-input.ts';
import { accessInput, type Medium } from '../source/medium.ts';
import { memoryAccess, type RandomAccess } from '../source/random-access.ts';
import { sliceAccess } from '../source/slice-access.ts';
import type { MemberBounds } from '../text/zip/member-bounds.ts';
import { CUT, DEFLATE } from '../text/zip/zip-data.ts';
import type { ZipEntry } from '../text/zip/zip-entry.ts';

/** Members up to so many bytes, compressed and not, are decompressed at once: an archive may hold half a million messages. */
const AT_ONCE = 1024 * 1024;

/**
 * The bytes of a stored or deflated entry, its checksum compared at their end. What is stored can also be read at any place, without a copy; then it
 * is the reader's own checks that count.
 * @param limit Most bytes a deflated entry may come to.
 */
export function zipMedium(
  zip: RandomAccess,
  entry: ZipEntry,
  { start, end, shortfall }: MemberBounds,
  limit: number,
): Medium {
  const data = sliceAccess(zip, start, end - start);
  const cut = data.size < end - start ? CUT : shortfall;
  if (entry.method !== DEFLATE) {
    return { ...checked(accessInput(data), entry, () => cut), size: data.size, access: () => data };
  }
  const whole = inflatedAtOnce(data, entry, limit);
  if (whole !== null) {
    return { ...checked(accessInput(whole), entry, () => cut), size: whole.size, access: () => whole };
  }
  const window = () => new ByteWindow(accessInput(data), data.size);
  const inflated = inflateInput('raw', window(), window, () => limit);
  const limited = limitedInput(inflated, () => limit);
  const medium = checked(limited, entry, () => limited.damage() ?? cut ?? inflated.damage());
  return { ...medium, size: null, access: null };
}

function checked(
  input: ByteInput,
  { crc32 }: ZipEntry,
  damage: () => Shortfall | null,
): Pick<Medium, 'input' | 'damage'> {
  if (crc32 === null) return { input, damage };
  const sum = checkedInput(input, crc32);
  return { input: sum, damage: () => damage() ?? sum.damage() };
}

/** A small member whole; null where it is not small or not sound, and streams up to its fault. */
function inflatedAtOnce(data: RandomAccess, { size }: ZipEntry, limit: number): RandomAccess | null {
  if (data.size > AT_ONCE || size > AT_ONCE) return null;
  try {
    const most = Math.max(1, Math.min(limit, AT_ONCE));
    return memoryAccess(inflateRawSync(data.read(0, data.size), { maxOutputLength: most }));
  } catch {
    return null;
  }
}
