import type { RandomAccess } from '../source/random-access.ts';
import { checksum } from './checksum.ts';
import type { FileRange } from './file-scan.ts';
import type { Layout } from './layout.ts';

/** ptypeAMap ([MS-PST] §2.2.2.7.2). */
const ALLOCATION_MAP = 0x84;
const ALL_TAKEN = 0xff;

/** Where the first allocation map stands, and how many bytes of the file each speaks for, itself included ([MS-PST] §2.2.2.7.2.1). */
export function mapPlaces({ pageBytes, pageBodyBytes, blockAlignment }: Layout): {
  readonly first: number;
  readonly interval: number;
} {
  const isSmall = pageBytes === 512;
  return { first: isSmall ? 0x4400 : 0x22000, interval: mapBytes(pageBytes, pageBodyBytes) * 8 * blockAlignment };
}

/** A sound allocation map's bits, one for each place where a block may begin; null where there is none. */
export function allocationMap(access: RandomAccess, offset: number, layout: Layout): Buffer | null {
  const { pageBytes, pageBodyBytes, idBytes } = layout;
  const page = access.read(offset, pageBytes);
  if (page.length < pageBytes) return null;
  if (page[pageBodyBytes] !== ALLOCATION_MAP || page[pageBodyBytes + 1] !== ALLOCATION_MAP) return null;
  const isSound =
    page.readUInt32LE(pageBodyBytes + (idBytes === 8 ? 4 : 8)) === checksum(page.subarray(0, pageBodyBytes));
  if (!isSound) return null;
  const bytes = mapBytes(pageBytes, pageBodyBytes);
  return page.subarray(pageBodyBytes - bytes, pageBodyBytes);
}

/** ANSI pages have four bytes of padding before a map's bits. */
const mapBytes = (pageBytes: number, pageBodyBytes: number): number => (pageBytes === 512 ? 496 : pageBodyBytes);

/**
 * The stretches of the file in which something may stand that no index reaches: whole pages of which the allocation maps say that any of it is free, and
 * all that a damaged or missing map speaks for. In order, disjoint.
 */
export function* looseRanges(access: RandomAccess, layout: Layout): Generator<FileRange> {
  const { first, interval } = mapPlaces(layout);
  let start = -1;
  let reached = first;
  for (let map = first; map < access.size; map += interval) {
    const end = Math.min(access.size, map + interval);
    const bits = allocationMap(access, map, layout);
    for (reached = map; reached < end; reached += layout.pageBytes) {
      const isLoose = bits === null || bits[(reached - map) / layout.pageBytes] !== ALL_TAKEN;
      if (isLoose && start < 0) start = reached;
      if (isLoose || start < 0) continue;
      yield [start, reached];
      start = -1;
    }
  }
  if (start >= 0) yield [start, Math.min(access.size, reached)];
}
