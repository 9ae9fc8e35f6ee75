import type { RandomAccess } from '../source/random-access.ts';
import { scanPages } from './file-scan.ts';
import { mayBeIndexPage, recognisePage } from './index-page.ts';
import { LAYOUTS, type Layout } from './layout.ts';
import { allocationMap, mapPlaces } from './loose-ranges.ts';

/** Maps that are tried: a wiped stretch at the file's beginning takes no more than some of them. */
const MAPS_TRIED = 4;

/** Bytes from the beginning in which a page of an index is looked for. */
const SEARCHED_BYTES = 16 * 1024 * 1024;

/** The layout of a store by its allocation maps, which stand at fixed places ([MS-PST] §2.2.2.7.2.1): a few small reads. Null where there is none. */
export function layoutByMaps(access: RandomAccess): Layout | null {
  return LAYOUTS.find((layout) => hasMap(access, layout)) ?? null;
}

function hasMap(access: RandomAccess, layout: Layout): boolean {
  const { first, interval } = mapPlaces(layout);
  for (let map = 0; map < MAPS_TRIED; map++)
    if (allocationMap(access, first + map * interval, layout) !== null) return true;
  return false;
}

/** The layout of a store by any sound page of its indexes; null where none stands in the file's beginning. */
export function layoutByPages(access: RandomAccess): Layout | null {
  return LAYOUTS.find((layout) => hasIndexPage(access, layout)) ?? null;
}

function hasIndexPage(access: RandomAccess, layout: Layout): boolean {
  let isFound = false;
  const visit = (chunk: Buffer, at: number, offset: number): void => {
    const bytes = chunk.subarray(at, at + layout.pageBytes);
    isFound ||= mayBeIndexPage(bytes, layout) && recognisePage(bytes, offset, layout) !== null;
  };
  scanPages(access, layout, [[0, Math.min(access.size, SEARCHED_BYTES)]], visit);
  return isFound;
}
