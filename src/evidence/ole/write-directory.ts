import { ENTRY_BYTES, NO_ENTRY } from './directory-entry.ts';
import type { Extent, StoredEntry } from './stored-entry.ts';

interface Links {
  left: number;
  right: number;
  child: number;
}

const BLACK = 1;
const KIND = { storage: 1, stream: 2, root: 5 } as const;

/** The directory of a compound file ([MS-CFB] §2.6): the root, then each entry by its number plus one; every tree balanced, every node black. */
export function directoryBytes(
  rootClass: Buffer,
  entries: readonly StoredEntry[],
  extents: readonly Extent[],
  miniStream: Extent,
  sectorBytes: number,
): Buffer {
  const links = linksOf(entries);
  const perSector = sectorBytes / ENTRY_BYTES;
  const slots = Math.ceil((entries.length + 1) / perSector) * perSector;
  const bytes = Buffer.alloc(slots * ENTRY_BYTES);
  for (let id = 0; id < slots; id++) {
    const at = id * ENTRY_BYTES;
    const { left, right, child } = links[id] ?? NO_LINKS;
    bytes.writeUInt32LE(left, at + 68);
    bytes.writeUInt32LE(right, at + 72);
    bytes.writeUInt32LE(child, at + 76);
  }
  describe(bytes, 0, 'Root Entry', KIND.root, rootClass, miniStream);
  for (const [index, { name, classId, bytes: content }] of entries.entries()) {
    const extent = extents[index];
    if (extent === undefined) continue;
    describe(bytes, index + 1, name, content === null ? KIND.storage : KIND.stream, classId, extent);
  }
  return bytes;
}

const NO_LINKS: Readonly<Links> = { left: NO_ENTRY, right: NO_ENTRY, child: NO_ENTRY };

function describe(bytes: Buffer, id: number, name: string, kind: number, classId: Buffer, extent: Extent): void {
  const at = id * ENTRY_BYTES;
  bytes.write(name, at, 62, 'utf16le');
  bytes.writeUInt16LE(Math.min(name.length + 1, 32) * 2, at + 64);
  bytes.writeUInt8(kind, at + 66);
  bytes.writeUInt8(BLACK, at + 67);
  classId.copy(bytes, at + 80, 0, 16);
  bytes.writeUInt32LE(kind === KIND.storage ? 0 : extent.firstSector, at + 116);
  bytes.writeUInt32LE(extent.size, at + 120);
}

function linksOf(entries: readonly StoredEntry[]): readonly Links[] {
  const links = Array.from({ length: entries.length + 1 }, () => ({ ...NO_LINKS }));
  const held = new Map<number, number[]>();
  for (const [index, { parent }] of entries.entries()) {
    const siblings = held.get(parent + 1) ?? [];
    siblings.push(index + 1);
    held.set(parent + 1, siblings);
  }
  const nameOf = (id: number) => entries[id - 1]?.name ?? '';
  for (const [storage, ids] of held) {
    const sorted = ids.toSorted((a, b) => compareNames(nameOf(a), nameOf(b)));
    const link = links[storage];
    if (link !== undefined) link.child = balance(links, sorted, 0, sorted.length);
  }
  return links;
}

/** Links the ids from `from` to before `to` as a tree; its top. */
function balance(links: readonly Links[], ids: readonly number[], from: number, to: number): number {
  if (from >= to) return NO_ENTRY;
  const middle = (from + to) >>> 1;
  const top = ids[middle] ?? NO_ENTRY;
  const link = links[top];
  if (link !== undefined) {
    link.left = balance(links, ids, from, middle);
    link.right = balance(links, ids, middle + 1, to);
  }
  return top;
}

/** Shorter names first, then by upper case ([MS-CFB] §2.6.4). */
function compareNames(a: string, b: string): number {
  if (a.length !== b.length) return a.length - b.length;
  const [first, second] = [a.toUpperCase(), b.toUpperCase()];
  return first < second ? -1 : first > second ? 1 : 0;
}
