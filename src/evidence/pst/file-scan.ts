import type { RandomAccess } from '../source/random-access.ts';
import type { BlockPlace } from './block.ts';
import { signature } from './checksum.ts';
import { type Layout, readId, storedBlockBytes } from './layout.ts';

const CHUNK_BYTES = 4 * 1024 * 1024;

/** A half-open stretch of the file, from where a page can stand on. */
export type FileRange = readonly [start: number, end: number];

/** Shows every place in stretches of the file where a page can stand, in order: its bytes, and where it begins in them and in the file. */
export function scanPages(
  access: RandomAccess,
  { pageBytes }: Layout,
  ranges: Iterable<FileRange>,
  visit: (chunk: Buffer, at: number, offset: number) => void,
): void {
  for (const [from, chunk] of chunks(access, ranges)) {
    for (let at = 0; at + pageBytes <= chunk.length; at += pageBytes) visit(chunk, at, from + at);
  }
}

/** All of the file. */
export const wholeFile = ({ size }: RandomAccess): readonly FileRange[] => [[0, size]];

function* chunks(access: RandomAccess, ranges: Iterable<FileRange>): Generator<readonly [from: number, chunk: Buffer]> {
  for (const [start, end] of ranges) {
    for (let from = start; from < end; from += CHUNK_BYTES)
      yield [from, access.read(from, Math.min(CHUNK_BYTES, end - from))];
  }
}

/** Finds blocks that end in stretches of the file by their trailers alone: size, signature and id agree with where they stand. Their data is not looked at. */
export function scanBlocks(
  access: RandomAccess,
  layout: Layout,
  ranges: Iterable<FileRange>,
  visit: (place: BlockPlace) => void,
): void {
  const { blockAlignment, blockTrailerBytes, maxBlockBytes } = layout;
  for (const [from, chunk] of chunks(access, ranges)) {
    for (let end = blockAlignment; end <= chunk.length; end += blockAlignment) {
      const at = end - blockTrailerBytes;
      const storedBytes = (chunk[at] as number) | ((chunk[at + 1] as number) << 8);
      if (storedBytes === 0 || storedBytes > maxBlockBytes - blockTrailerBytes) continue;
      const place = blockEndingAt(chunk, at, from + end, storedBytes, layout);
      if (place !== null) visit(place);
    }
  }
}

function blockEndingAt(chunk: Buffer, at: number, end: number, storedBytes: number, layout: Layout): BlockPlace | null {
  const offset = end - storedBlockBytes(storedBytes, layout);
  const id = readId(chunk, at + (layout.idBytes === 8 ? 8 : 4), layout.idBytes);
  if (offset < 0 || id < 2 || chunk.readUInt16LE(at + 2) !== signature(offset, id)) return null;
  const dataBytes = layout.format === 'unicode-4k' ? chunk.readUInt16LE(at + 18) : storedBytes;
  return { id: id - (id % 2), offset, storedBytes, dataBytes };
}
