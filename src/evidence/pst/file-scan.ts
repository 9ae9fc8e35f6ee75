import type { RandomAccess } from '../source/random-access.ts';
import type { BlockPlace } from './block.ts';
import { signature } from './checksum.ts';
import { type Layout, readId, storedBlockBytes } from './layout.ts';

const CHUNK_BYTES = 4 * 1024 * 1024;

/** Shows every place of the file where a page can stand, in order: its bytes, and where it begins in them and in the file. */
export function scanPages(
  access: RandomAccess,
  { pageBytes }: Layout,
  visit: (chunk: Buffer, at: number, offset: number) => void,
  until = access.size,
): void {
  for (let from = 0; from < until; from += CHUNK_BYTES) {
    const chunk = access.read(from, Math.min(CHUNK_BYTES, until - from));
    for (let at = 0; at + pageBytes <= chunk.length; at += pageBytes) visit(chunk, at, from + at);
  }
}

/** Finds blocks by their trailers alone: size, signature and id agree with where they stand. Their data is not looked at. */
export function scanBlocks(access: RandomAccess, layout: Layout, visit: (place: BlockPlace) => void): void {
  const { blockAlignment, blockTrailerBytes, maxBlockBytes } = layout;
  for (let from = 0; from < access.size; from += CHUNK_BYTES) {
    const chunk = access.read(from, CHUNK_BYTES);
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
