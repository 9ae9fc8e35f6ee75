import { MINI_SECTOR_BYTES, MINI_STREAM_CUTOFF } from './compound-format.ts';
import { type CompoundStream, chainStream, EMPTY_STREAM, overlappingStream } from './compound-stream.ts';
import type { CompoundEntry } from './directory-entry.ts';
import { followChain, MOST_RUNS } from './sector-chain.ts';
import { pagedLinks, type SectorSpace } from './sector-space.ts';

/** In a sound file no byte belongs to two streams; damage may make some do, but not so that reading them all takes many times the file. */
const MOST_OVERLAP = 2;

/** Opens the streams of a compound file, each chain followed once. */
export class CompoundStreams {
  readonly #sectors: SectorSpace;
  readonly #miniSectors: SectorSpace;
  readonly #opened = new Map<number, CompoundStream>();
  #bytesLeft: number;
  #runsLeft = MOST_RUNS;

  constructor(sectors: SectorSpace, firstMiniFatSector: number, root: CompoundEntry) {
    this.#sectors = sectors;
    this.#miniSectors = miniSectors(sectors, firstMiniFatSector, root);
    this.#bytesLeft = MOST_OVERLAP * (sectors.size + this.#miniSectors.size);
  }

  open(entry: CompoundEntry): CompoundStream {
    if (entry.kind !== 'stream' || entry.size === 0) return EMPTY_STREAM;
    const known = this.#opened.get(entry.id);
    if (known !== undefined) return known;
    const stream = this.#open(entry);
    this.#opened.set(entry.id, stream);
    return stream;
  }

  #open({ size, firstSector }: CompoundEntry): CompoundStream {
    if (this.#bytesLeft <= 0) return overlappingStream(size);
    const space = size < MINI_STREAM_CUTOFF ? this.#miniSectors : this.#sectors;
    const chain = followChain(space, firstSector, size, this.#runsLeft);
    this.#runsLeft -= chain.runs.length;
    this.#bytesLeft -= chain.held;
    return chainStream(space, chain, size);
  }
}

/** The sectors of the mini stream, which is the root's own, linked by the mini FAT ([MS-CFB] §2.4). */
function miniSectors(sectors: SectorSpace, firstMiniFatSector: number, root: CompoundEntry): SectorSpace {
  const stream = chainStream(sectors, followChain(sectors, root.firstSector, root.size), root.size);
  const tableBytes = Math.ceil(stream.held / MINI_SECTOR_BYTES) * 4;
  const table = chainStream(sectors, followChain(sectors, firstMiniFatSector, tableBytes), tableBytes);
  return {
    sectorBytes: MINI_SECTOR_BYTES,
    size: stream.held,
    read: stream.read,
    next: pagedLinks(sectors.sectorBytes, (page) => table.read(page * sectors.sectorBytes, sectors.sectorBytes)),
  };
}
