import { END_OF_CHAIN, MINI_STREAM_CUTOFF } from './compound-format.ts';
import type { CompoundHeader } from './compound-header.ts';
import type { Directory } from './directory.ts';
import type { CompoundEntry } from './directory-entry.ts';
import { followChain } from './sector-chain.ts';
import { LINK_LOST, MOST_SECTOR, type SectorSpace } from './sector-space.ts';

/** Sectors of a file in which a lost chain is looked for: 2 GB in version 3. */
const MOST_SECTORS = 2 ** 22;
/** Chains that are looked at; where more have lost their beginnings nobody can tell. */
const MOST_HEADS = 64;

/**
 * The root with the place of its mini stream, which holds all small streams, found again where the root's entry has lost it: the one chain of the
 * file that nothing else begins. Null where it is not lost, or no one chain can be it.
 */
export function findMiniStream(
  sectors: SectorSpace,
  header: CompoundHeader,
  directory: Directory,
): CompoundEntry | null {
  const { root } = directory;
  if (root.size > 0 && followChain(sectors, root.firstSector, root.size).held > 0) return null;
  const heads = unclaimedHeads(sectors, knownHeads(header, directory));
  if (heads.length > MOST_HEADS) return null;
  const chains = heads.map((firstSector) => ({
    ...root,
    firstSector,
    size: followChain(sectors, firstSector, Infinity).held,
  }));
  const fitting = chains.filter(({ size }) => root.size === 0 || Math.abs(size - root.size) < sectors.sectorBytes);
  const [only] = fitting;
  return fitting.length === 1 && only !== undefined ? only : null;
}

function knownHeads(header: CompoundHeader, { root, children }: Directory): ReadonlySet<number> {
  const known = new Set([header.firstDirectorySector, header.firstMiniFatSector]);
  const storages = [root];
  for (let storage = storages.pop(); storage !== undefined; storage = storages.pop()) {
    for (const entry of children(storage)) {
      if (entry.kind === 'storage') storages.push(entry);
      else if (entry.size >= MINI_STREAM_CUTOFF) known.add(entry.firstSector);
    }
  }
  return known;
}

/** Sectors in use that no other leads to and nothing known begins with. */
function unclaimedHeads({ size, sectorBytes, next }: SectorSpace, known: ReadonlySet<number>): readonly number[] {
  const count = Math.ceil(size / sectorBytes);
  if (count > MOST_SECTORS) return [];
  const isLinked = new Uint8Array(count);
  const used: number[] = [];
  for (let sector = 0; sector < count; sector++) {
    const link = next(sector);
    if (link === LINK_LOST || (link > MOST_SECTOR && link !== END_OF_CHAIN)) continue;
    used.push(sector);
    // A cut file: the mini stream may have stood behind the cut, and no other chain is it.
    if (link >= count && link < MOST_SECTOR) return [];
    if (link < count) isLinked[link] = 1;
  }
  return used.filter((sector) => isLinked[sector] === 0 && !known.has(sector));
}
