import { type CompoundEntry, NO_ENTRY, readEntry } from './directory-entry.ts';
import { DirectoryWalk } from './directory-walk.ts';

/** A compound file's directory: its entries, and which storage holds which. */
export interface Directory {
  readonly root: CompoundEntry;
  /** What a storage holds, in the directory's order. */
  readonly children: (storage: CompoundEntry) => readonly CompoundEntry[];
  /** The first entry a storage holds by that name, in any case. */
  readonly child: (storage: CompoundEntry, name: string) => CompoundEntry | null;
  /** Whether links led nowhere or in circles, or entries were reached by none. */
  readonly isDamaged: boolean;
}

/**
 * Reads the directory from its bytes. Each storage's tree is walked once, no entry twice; entries that no tree reaches any more are given to the
 * nearest storage before them whose tree is broken, or else to the root.
 */
export function readDirectory(bytes: Buffer, hasWideSizes: boolean): Directory {
  const walk = new DirectoryWalk(bytes);
  walk.fromRoot();
  const isDamaged = walk.adoptLost();
  const entry = (id: number): readonly CompoundEntry[] => {
    const read = readEntry(bytes, id, hasWideSizes);
    return read === null ? [] : [read];
  };
  const children = cached((id) => (walk.children.get(id) ?? []).flatMap(entry));
  const byName = cached((id) => namesOf(children(id)));
  return {
    root: readEntry(bytes, 0, hasWideSizes) ?? NAMELESS_ROOT,
    children: ({ id }) => children(id),
    child: ({ id }, name) => byName(id).get(name.toUpperCase()) ?? null,
    isDamaged,
  };
}

/** The result for each id, made when first asked for. */
function cached<T>(make: (id: number) => T): (id: number) => T {
  const made = new Map<number, T>();
  return (id) => {
    const result = made.get(id) ?? make(id);
    made.set(id, result);
    return result;
  };
}

function namesOf(entries: readonly CompoundEntry[]): ReadonlyMap<string, CompoundEntry> {
  const names = new Map<string, CompoundEntry>();
  for (const entry of entries) {
    const name = entry.name.toUpperCase();
    if (!names.has(name)) names.set(name, entry);
  }
  return names;
}

/** Stands for a root whose entry is lost. */
const NAMELESS_ROOT: CompoundEntry = {
  id: 0,
  name: '',
  kind: 'root',
  classId: '00000000-0000-0000-0000-000000000000',
  size: 0,
  firstSector: NO_ENTRY,
};
