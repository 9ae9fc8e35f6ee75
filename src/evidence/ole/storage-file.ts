import { guidBytes } from '../decode/guid.ts';
import type { Shortfall } from '../shortfall.ts';
import type { Compound, CompoundEntry } from './compound.ts';
import type { StoredEntry } from './stored-entry.ts';
import { writeCompound } from './write-compound.ts';

/** An entry below a storage, and the number of its own storage in the list; -1 for the storage itself. */
interface Below {
  readonly entry: CompoundEntry;
  readonly parent: number;
}

/** Bytes that the streams below a storage hold. */
export function storageSize(compound: Compound, storage: CompoundEntry): number {
  return entriesBelow(compound, storage).reduce((sum, { entry }) => sum + compound.stream(entry).held, 0);
}

/** What is lost of the first damaged stream below a storage; null where all are whole. */
export function storageShortfall(compound: Compound, storage: CompoundEntry): Shortfall | null {
  const streams = entriesBelow(compound, storage).map(({ entry }) => compound.stream(entry));
  return streams.find(({ shortfall }) => shortfall !== null)?.shortfall ?? null;
}

/** A storage as the compound file that it would be by itself, streams as far as they are held. */
export function storageBytes(compound: Compound, storage: CompoundEntry): Buffer {
  const entries = entriesBelow(compound, storage).map(({ entry, parent }): StoredEntry => {
    const { held, read } = compound.stream(entry);
    const bytes = entry.kind === 'stream' ? read(0, held) : null;
    return { name: entry.name, parent, classId: guidBytes(entry.classId), bytes };
  });
  return writeCompound(guidBytes(storage.classId), entries);
}

/** All entries below a storage, each after its own storage. */
function entriesBelow(compound: Compound, storage: CompoundEntry): readonly Below[] {
  const found: Below[] = compound.children(storage).map((entry) => ({ entry, parent: -1 }));
  for (let index = 0; index < found.length; index++) {
    const one = found[index];
    if (one?.entry.kind !== 'storage') continue;
    for (const entry of compound.children(one.entry)) found.push({ entry, parent: index });
  }
  return found;
}
