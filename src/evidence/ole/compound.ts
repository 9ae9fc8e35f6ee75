import type { Shortfall } from '../shortfall.ts';
import type { RandomAccess } from '../source/random-access.ts';
import { readCompoundHeader } from './compound-header.ts';
import type { CompoundStream } from './compound-stream.ts';
import { CompoundStreams } from './compound-streams.ts';
import { type Directory, readDirectory } from './directory.ts';
import { type CompoundEntry, ENTRY_BYTES } from './directory-entry.ts';
import { fileSectors } from './file-sectors.ts';
import { findMiniStream } from './lost-mini-stream.ts';
import { followChain, readChain, type SectorChain } from './sector-chain.ts';

export type { CompoundStream } from './compound-stream.ts';
export type { CompoundEntry } from './directory-entry.ts';

/** A compound file ([MS-CFB]) opened: a tree of storages and streams, of which nothing but the index is in memory. */
export interface Compound {
  readonly root: CompoundEntry;
  /** What a storage holds, in the directory's order; nothing for a stream. */
  readonly children: (storage: CompoundEntry) => readonly CompoundEntry[];
  /** The entry a storage holds by that name, whose letters' case does not count ([MS-CFB] §2.6.4); null where there is none. */
  readonly child: (storage: CompoundEntry, name: string) => CompoundEntry | null;
  /** Opens a stream; for a storage an empty one. */
  readonly stream: (entry: CompoundEntry) => CompoundStream;
  /** What is wrong with the index; null where it is whole. */
  readonly shortfall: Shortfall | null;
}

/** Entries of a directory that are read: an index of 32 MiB. */
const MOST_ENTRIES = 2 ** 18;

const NO_COMPOUND: Shortfall = {
  reason: 'damaged',
  detail:
    'This begins like an Office or Outlook file (OLE) and its header or index is lost; ask its sender for another copy.',
};

const INDEX_DAMAGED: Shortfall = {
  reason: 'damaged',
  detail: 'The index of this file is damaged; what can still be found in it was read. Ask its sender for another copy.',
};

const INDEX_TOO_LONG: Shortfall = {
  reason: 'over-budget',
  detail: `This file holds more than ${MOST_ENTRIES} streams; the others were not opened. Open it by hand.`,
};

/** Opens a compound file of version 3 or 4, reading its index alone. A shortfall where not even that is found. Never throws for what the bytes hold. */
export function openCompound(access: RandomAccess): Compound | Shortfall {
  const header = readCompoundHeader(access);
  if (header === null) return NO_COMPOUND;
  const sectors = fileSectors(access, header);
  const chain = followChain(sectors, header.firstDirectorySector, (MOST_ENTRIES + 1) * ENTRY_BYTES);
  const bytes = readChain(sectors, chain, 0, MOST_ENTRIES * ENTRY_BYTES);
  if (bytes.length < ENTRY_BYTES) return NO_COMPOUND;
  const directory = readDirectory(bytes, header.hasWideSizes);
  const found = hasSmallStreams(directory) ? findMiniStream(sectors, header, directory) : null;
  const streams = new CompoundStreams(sectors, header.firstMiniFatSector, found ?? directory.root);
  return {
    root: directory.root,
    children: directory.children,
    child: directory.child,
    stream: (entry) => streams.open(entry),
    shortfall: found === null ? indexShortfall(chain, directory) : INDEX_DAMAGED,
  };
}

/** Whether the file has use for a mini stream. */
function hasSmallStreams({ root, children, isDamaged }: Directory): boolean {
  return root.size > 0 || (isDamaged && children(root).length > 0);
}

/** The directory has no length of its own: a sound one ends with its chain. */
function indexShortfall({ ended, isGuessed }: SectorChain, { isDamaged }: Directory): Shortfall | null {
  if (ended === 'asked') return INDEX_TOO_LONG;
  return isDamaged || isGuessed || ended !== 'end' ? INDEX_DAMAGED : null;
}
