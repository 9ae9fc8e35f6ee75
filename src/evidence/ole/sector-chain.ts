import { END_OF_CHAIN } from './compound-format.ts';
import { LINK_LOST, MOST_SECTOR, type SectorSpace } from './sector-space.ts';

/** Neighbouring sectors of a chain, as bytes of the stream and of the space they stand in. */
interface Run {
  /** Place of the run in the stream. */
  readonly from: number;
  /** Place of the run in its space. */
  readonly position: number;
  readonly length: number;
}

/** The sectors of one stream, in order. */
export interface SectorChain {
  readonly runs: readonly Run[];
  /** Bytes of the stream that its sectors hold, at most what was asked for. */
  readonly held: number;
  /** How it ended: at what was asked for, at its own end, where the file is cut, or at a link that leads nowhere or back. */
  readonly ended: 'asked' | 'end' | 'cut' | 'broken';
  /** Whether part of the table is lost, and a sector was there taken to be followed by its neighbour. */
  readonly isGuessed: boolean;
}

/** Runs of all chains of a file together; a sound one has few, and each costs memory. */
export const MOST_RUNS = 2 ** 20;

/**
 * Follows a chain from its first sector for as many bytes as are asked for.
 * @param mostRuns a chain in more pieces is `broken` there.
 */
export function followChain(space: SectorSpace, first: number, most: number, mostRuns = MOST_RUNS): SectorChain {
  const { sectorBytes, size } = space;
  const runs: Run[] = [];
  const starts = new Set<number>();
  let held = 0;
  let isGuessed = false;
  let sector = first;
  while (held < most && sector !== END_OF_CHAIN) {
    if (sector > MOST_SECTOR || runs.length >= mostRuns) return { runs, held, ended: 'broken', isGuessed };
    if (sector * sectorBytes >= size) return { runs, held, ended: 'cut', isGuessed };
    if (starts.has(sector)) return { ...withoutRepeat(runs), ended: 'broken', isGuessed };
    starts.add(sector);
    const run = runFrom(space, sector, held, most - held);
    runs.push(run);
    held += run.length;
    isGuessed ||= run.isGuessed;
    if (run.position + run.length === size && size % sectorBytes > 0 && held < most)
      return { runs, held, ended: 'cut', isGuessed };
    sector = run.next;
  }
  return { runs, held: Math.min(held, most), ended: held < most ? 'end' : 'asked', isGuessed };
}

/** The neighbours in a chain from a sector on, and the sector after them. */
function runFrom({ sectorBytes, size, next }: SectorSpace, start: number, from: number, most: number) {
  const sectors = Math.ceil(Math.min(most, size - start * sectorBytes) / sectorBytes);
  let isGuessed = false;
  let count = 0;
  let to = start;
  while (count < sectors && to === start + count) {
    const link = next(to);
    isGuessed ||= link === LINK_LOST;
    to = link === LINK_LOST ? to + 1 : link;
    count++;
  }
  const position = start * sectorBytes;
  const length = Math.min(count * sectorBytes, size - position);
  return { from, position, length, next: to, isGuessed };
}

/** The runs of a chain that came back into itself: where it did so in the midst of a run, that run's rest stands there a second time. */
function withoutRepeat(runs: readonly Run[]): Pick<SectorChain, 'runs' | 'held'> {
  const last = runs.at(-1);
  const isRepeat = (run: Run): boolean =>
    last !== undefined && run !== last && last.position >= run.position && last.position < run.position + run.length;
  const kept = runs.some(isRepeat) ? runs.slice(0, -1) : runs;
  const end = kept.at(-1);
  return { runs: kept, held: end === undefined ? 0 : end.from + end.length };
}

/** Bytes of the stream that a chain makes up, from a place in it; fewer where the chain, or the medium, ends. */
export function readChain(space: SectorSpace, { runs, held }: SectorChain, offset: number, length: number): Buffer {
  const end = Math.min(held, offset + length);
  const pieces: Buffer[] = [];
  let at = Math.max(0, offset);
  for (let index = runAt(runs, at); at < end; index++) {
    const run = runs[index];
    if (run === undefined) break;
    const wanted = Math.min(end, run.from + run.length) - at;
    const piece = space.read(run.position + (at - run.from), wanted);
    pieces.push(piece);
    at += piece.length;
    if (piece.length < wanted) break;
  }
  const [only] = pieces;
  return pieces.length === 1 && only !== undefined ? only : Buffer.concat(pieces);
}

/** The run that holds a byte of the stream. */
function runAt(runs: readonly Run[], offset: number): number {
  let low = 0;
  let high = runs.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if ((runs[middle]?.from ?? Infinity) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
