import { readId } from './layout.ts';

/** The entries of a damaged page that can be true, moved together. */
export interface SalvagedEntries {
  readonly bytes: Buffer;
  readonly count: number;
  /** Whether entries may be missing in front of each entry, and behind the last. */
  readonly gaps: readonly boolean[];
}

/**
 * Picks the entries that can be true: a key above the one before, and an id behind it that is not zero, as erased ones have.
 * @param body the page's bytes for entries.
 * @returns null where none can be.
 */
export function salvageEntries(
  body: Buffer,
  entryBytes: number,
  idBytes: 4 | 8,
  keyAt: (at: number) => number,
): SalvagedEntries | null {
  const bytes = Buffer.alloc(body.length);
  const gaps: boolean[] = [];
  let isGap = false;
  let last = 0;
  for (let at = 0; at + entryBytes <= body.length; at += entryBytes) {
    const key = keyAt(at);
    if (key <= last || readId(body, at + idBytes, idBytes) === 0) {
      isGap = true;
      continue;
    }
    body.copy(bytes, gaps.length * entryBytes, at, at + entryBytes);
    gaps.push(isGap);
    isGap = false;
    last = key;
  }
  return gaps.length === 0 ? null : { bytes, count: gaps.length, gaps: [...gaps, true] };
}
