import type { Shortfall } from '../shortfall.ts';
import { readChain, type SectorChain } from './sector-chain.ts';
import type { SectorSpace } from './sector-space.ts';

/** The bytes of one stream of a compound file, read by ranges. */
export interface CompoundStream {
  /** Bytes as the directory says. */
  readonly size: number;
  /** Bytes that are there, from the beginning on; `size` of them where nothing is lost. */
  readonly held: number;
  /** What is lost of it; null where nothing is. */
  readonly shortfall: Shortfall | null;
  /** Bytes from `offset`, at most `length` of them; fewer where `held` of them end or the medium fails. */
  readonly read: (offset: number, length: number) => Buffer;
}

const BROKEN: Shortfall = {
  reason: 'damaged',
  detail:
    'A piece of this is lost in the damaged file around it; it was read up to there. Ask its sender for another copy.',
};

const CUT: Shortfall = {
  reason: 'truncated',
  detail: 'The file around this ends before it does; it was read up to there. Ask its sender for another copy.',
};

const GUESSED: Shortfall = {
  reason: 'damaged',
  detail:
    'The index that says where the pieces of this stand is lost; pieces that follow one another were read, and may be wrong. Ask its sender for another copy.',
};

const OVERLAPPING: Shortfall = {
  reason: 'damaged',
  detail: 'This lies over other streams of its file, as no sound file has it, and was not opened.',
};

/** A stream over its chain of sectors. @param size as the directory says. */
export function chainStream(space: SectorSpace, chain: SectorChain, size: number): CompoundStream {
  const held = Math.min(chain.held, size);
  return {
    size,
    held,
    shortfall: shortfallOf(chain, held < size),
    read: (offset, length) => readChain(space, chain, offset, Math.min(length, held - offset)),
  };
}

function shortfallOf({ ended, isGuessed }: SectorChain, isShort: boolean): Shortfall | null {
  if (isShort) return ended === 'cut' ? CUT : BROKEN;
  return isGuessed ? GUESSED : null;
}

/** A stream of which nothing can be read. */
function lostStream(size: number, shortfall: Shortfall | null): CompoundStream {
  return { size, held: 0, shortfall, read: () => Buffer.alloc(0) };
}

/** What is no stream, or an empty one. */
export const EMPTY_STREAM = lostStream(0, null);

/** A stream that would read again what others have. */
export function overlappingStream(size: number): CompoundStream {
  return lostStream(size, OVERLAPPING);
}
