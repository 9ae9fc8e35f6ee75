import { checksum, signature } from './checksum.ts';
import type { PageReference } from './header.ts';
import { type Layout, readId } from './layout.ts';
import { salvageEntries } from './salvage-entries.ts';

/** The two B-trees of a store: nodes by NID, blocks by BID ([MS-PST] §2.2.2.7.7). */
export type IndexKind = 'node' | 'block';

/** ptypeNBT and ptypeBBT. */
const PAGE_TYPE = { block: 0x80, node: 0x81 } as const;

/** No tree is as high: with the fewest entries a page may have it would outgrow every disk. */
const MAX_LEVEL = 16;

/** A page of a B-tree, checked: its entries lie within it and their keys ascend. */
export interface IndexPage {
  readonly kind: IndexKind;
  readonly bytes: Buffer;
  readonly offset: number;
  readonly id: number;
  /** 0 for a leaf. */
  readonly level: number;
  readonly count: number;
  readonly entryBytes: number;
  /** For a damaged page: whether entries may be missing in front of each entry, and behind the last. Null: none is. */
  readonly gaps: readonly boolean[] | null;
}

/** What the trailer and the counters of a page say ([MS-PST] §2.2.2.7.1, §2.2.2.7.7.1). */
interface PageHead {
  readonly kind: IndexKind;
  readonly id: number;
  readonly count: number;
  readonly entryBytes: number;
  readonly level: number;
  readonly isSigned: boolean;
}

function headOf(bytes: Buffer, offset: number, layout: Layout): PageHead | null {
  const { pageBodyBytes, entryCountAt, entryCountBytes, idBytes } = layout;
  if (bytes.length < layout.pageBytes) return null;
  const type = bytes[pageBodyBytes];
  if (type !== bytes[pageBodyBytes + 1] || (type !== PAGE_TYPE.node && type !== PAGE_TYPE.block)) return null;
  const id = readId(bytes, pageBodyBytes + (idBytes === 8 ? 8 : 4), idBytes);
  const behindCounts = entryCountAt + 2 * entryCountBytes;
  return {
    kind: type === PAGE_TYPE.node ? 'node' : 'block',
    id,
    count: bytes.readUIntLE(entryCountAt, entryCountBytes),
    entryBytes: bytes[behindCounts] as number,
    level: bytes[behindCounts + 1] as number,
    isSigned: bytes.readUInt16LE(pageBodyBytes + 2) === signature(offset, id),
  };
}

function hasChecksum(bytes: Buffer, { pageBodyBytes, idBytes }: Layout): boolean {
  const stored = bytes.readUInt32LE(pageBodyBytes + (idBytes === 8 ? 4 : 8));
  return stored === checksum(bytes.subarray(0, pageBodyBytes));
}

/** Bytes of an entry at a level of a tree; what a page itself says of it only tells the page from others. */
function entryBytesOf(kind: IndexKind, level: number, layout: Layout): number {
  if (level > 0) return layout.branchEntryBytes;
  return kind === 'node' ? layout.nodeEntryBytes : layout.blockEntryBytes;
}

/** The key of an entry. Of a node id the upper half of eight bytes is not used, of a block id the lowest bit. */
export function keyAt(bytes: Buffer, at: number, kind: IndexKind, { idBytes }: Layout): number {
  if (kind === 'node') return bytes.readUInt32LE(at);
  const id = readId(bytes, at, idBytes);
  return id - (id % 2);
}

/** The type in a page's trailer, where it is that of a B-tree's page: a quick look before a thorough one. */
export function mayBeIndexPage(bytes: Buffer, { pageBodyBytes }: Layout): boolean {
  const type = bytes[pageBodyBytes] as number;
  return (type & 0xfe) === 0x80 && type === bytes[pageBodyBytes + 1];
}

/** Recognises a sound page without being led to it, by type, signature and checksum. */
export function recognisePage(bytes: Buffer, offset: number, layout: Layout): IndexPage | null {
  const head = headOf(bytes, offset, layout);
  return head?.isSigned && hasChecksum(bytes, layout) ? wholePage(bytes, offset, head, layout) : null;
}

/** Recognises a leaf of the node index without being led to it, sound, or damaged and still with its signature. */
export function recogniseNodeLeaf(bytes: Buffer, offset: number, layout: Layout): IndexPage | null {
  const head = headOf(bytes, offset, layout);
  if (head === null || head.kind !== 'node' || head.level !== 0 || !head.isSigned) return null;
  if (hasChecksum(bytes, layout)) return wholePage(bytes, offset, head, layout);
  return salvagedPage(bytes, { id: head.id, offset }, 'node', 0, layout);
}

/**
 * Reads the page that a reference leads to.
 * @param level the level it must have; null for a root.
 * @returns the page; of a damaged one what can be used of it; null where another page, or none, stands there.
 */
export function readPage(
  bytes: Buffer,
  reference: PageReference,
  kind: IndexKind,
  level: number | null,
  layout: Layout,
): IndexPage | null {
  if (bytes.length < layout.pageBytes) return null;
  const head = headOf(bytes, reference.offset, layout);
  const isNamed = head !== null && head.kind === kind && head.id === reference.id;
  if (isNamed && (level === null || head.level === level)) {
    const page = wholePage(bytes, reference.offset, head, layout);
    if (page !== null) return page;
  }
  if (head?.isSigned && hasChecksum(bytes, layout)) return null;
  const salvageLevel = level ?? (isNamed && head.level <= MAX_LEVEL ? head.level : null);
  return salvageLevel === null ? null : salvagedPage(bytes, reference, kind, salvageLevel, layout);
}

/** A page whose counters and keys are in order. A wrong checksum alone does not spoil it: where entries are wrong, their blocks will say so. */
function wholePage(bytes: Buffer, offset: number, head: PageHead, layout: Layout): IndexPage | null {
  const { kind, id, count, level } = head;
  const entryBytes = entryBytesOf(kind, level, layout);
  const isShaped = level <= MAX_LEVEL && head.entryBytes === entryBytes && count * entryBytes <= layout.entryCountAt;
  if (!isShaped || (level > 0 && count === 0)) return null;
  for (let entry = 1; entry < count; entry++) {
    const at = entry * entryBytes;
    if (keyAt(bytes, at, kind, layout) <= keyAt(bytes, at - entryBytes, kind, layout)) return null;
  }
  return { kind, bytes, offset, id, level, count, entryBytes, gaps: null };
}

/** What can be true of a damaged page's entries: of as many as it counts, where that number has the page's own shape about it. */
function salvagedPage(
  bytes: Buffer,
  { id, offset }: PageReference,
  kind: IndexKind,
  level: number,
  layout: Layout,
): IndexPage | null {
  const { entryCountAt, entryCountBytes, idBytes } = layout;
  const entryBytes = entryBytesOf(kind, level, layout);
  const counted = bytes.readUIntLE(entryCountAt, entryCountBytes) * entryBytes;
  const isCounted = counted > 0 && bytes[entryCountAt + 2 * entryCountBytes] === entryBytes;
  const body = bytes.subarray(0, isCounted ? Math.min(counted, entryCountAt) : entryCountAt);
  const salvaged = salvageEntries(body, entryBytes, idBytes, (at) => keyAt(bytes, at, kind, layout));
  return salvaged === null ? null : { kind, offset, id, level, entryBytes, ...salvaged };
}

/** A leaf of the node index whose end was wiped, and with it at least the id that was there. */
export function wipedNodeLeaf(bytes: Buffer, offset: number, layout: Layout): IndexPage | null {
  const isWiped = bytes.length >= layout.pageBytes && bytes.readUInt32LE(layout.pageBytes - 4) === 0;
  return isWiped && bytes[0] !== 0 ? salvagedPage(bytes, { id: 0, offset }, 'node', 0, layout) : null;
}
