import { u32 } from '../bounded-number.ts';
import { RECORD, recordAt } from './records.ts';

/** Where the newest version of each of a presentation's objects stands, by its number ([MS-PPT] §2.1.2). */
export interface PersistedObjects {
  readonly places: ReadonlyMap<number, number>;
  /** The number of the object that is the document itself. */
  readonly document: number;
  /** The number of the object that says how the others are encrypted; null where they are not. */
  readonly encryption: number | null;
}

/** Times a presentation was saved, at most, and objects in all. */
const MOST_EDITS = 4096;
const MOST_OBJECTS = 2 ** 18;
/** Entries of all directories together: a place that many of them name is looked at that often. */
const MOST_ENTRIES = 2 ** 20;
const EDIT_WITH_ENCRYPTION_BYTES = 32;

/** Follows the edits of a presentation back from the last one. Null where there is none at the place that `lastEdit` gives. */
export function persistedObjects(stream: Buffer, lastEdit: number): PersistedObjects | null {
  const places = new Map<number, number>();
  const seen = new Set<number>();
  let entriesLeft = MOST_ENTRIES;
  let newest: Pick<PersistedObjects, 'document' | 'encryption'> | null = null;
  for (let at = lastEdit; !seen.has(at) && seen.size < MOST_EDITS; ) {
    seen.add(at);
    const edit = recordAt(stream, at, stream.length);
    if (edit?.type !== RECORD.userEdit) break;
    const hasEncryption = edit.to - edit.from >= EDIT_WITH_ENCRYPTION_BYTES;
    newest ??= {
      document: u32(stream, edit.from + 16),
      encryption: hasEncryption ? u32(stream, edit.from + 28) : null,
    };
    entriesLeft -= addPlaces(stream, u32(stream, edit.from + 12), places, entriesLeft);
    at = u32(stream, edit.from + 8);
    if (at === 0) break;
  }
  return newest === null ? null : { places, ...newest };
}

/** Adds objects that no newer edit has. Returns how many entries were looked at. */
function addPlaces(stream: Buffer, at: number, places: Map<number, number>, most: number): number {
  const directory = recordAt(stream, at, stream.length);
  if (directory?.type !== RECORD.persistDirectory) return 1;
  let entries = 1;
  for (let next = directory.from; next + 4 <= directory.to && entries < most; ) {
    const entry = u32(stream, next);
    const first = entry & 0xfffff;
    const count = Math.min(entry >>> 20, Math.floor((directory.to - next - 4) / 4));
    entries += count + 1;
    for (let index = 0; index < count && places.size < MOST_OBJECTS; index += 1)
      if (!places.has(first + index)) places.set(first + index, u32(stream, next + 4 + index * 4));
    next += 4 + count * 4;
  }
  return entries;
}
