import type { RandomAccess } from '../source/random-access.ts';
import { layoutByMaps, layoutByPages } from './find-layout.ts';
import { hasMagic } from './header.ts';

/** Bytes of a head that a wiped header shows as nothing but zeros. */
const WIPED_BYTES = 512;

/**
 * Whether a file is a PST or OST: by its header; where that is something else, by its allocation maps, a few small reads; where it is wiped, by the
 * pages behind it.
 * @param head the file's first bytes, 512 or more where it has them.
 */
export function recognisePst(head: Uint8Array, access: RandomAccess): boolean {
  if (hasMagic(head)) return true;
  if (layoutByMaps(access) !== null) return true;
  const isWiped = head.length >= WIPED_BYTES && head.subarray(0, WIPED_BYTES).every((byte) => byte === 0);
  return isWiped && layoutByPages(access) !== null;
}
