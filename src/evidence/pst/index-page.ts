import { checksum, signature } from './checksum.ts';
import type { PageReference } from './header.ts';
import { type Layout, readId } from './layout.ts';

/** The two B-trees of a store: nodes by NID, blocks by BID ([MS-PST] §2.2.2.7.7). */
export type IndexKind = 'node' | 'block';

const PAGE_TYPE = { block: 0x80, node: 0x81 } as const;

/** No tree is as high: with the fewest entries a page may have it would outgrow every disk. */
const MAX_LEVEL = 16;

/** A page of a B-tree, checked: its entries lie within it and their keys ascend. */
export interface IndexPage {
  readonly bytes: Buffer;
  /** Where the page stands in the file; with an entry's own place in the page, that entry's place. */
  readonly offset: number;
  readonly id: number;
  /** 0 for a leaf. */
  readonly level: number;
  readonly count: number;
  readonly entryBytes: number;
  /** For a damaged page: whether entries may be missing in front of each entry, and behind the last. Null: none is. */
  readonly gaps: readonly boolean[] | null;
}

/** What the trailer and the counters of a page say, whether they are right or not ([MS-PST] §2.2.2.7.1, §2.2.2.7.7.1). */
interface PageHead {
  readonly kind: IndexKind;
  readonly id: number;
  readonly count: number;
  readonly entryBytes: number;
  readonly level: number;
  readonly isSound: boolean;
}

function headOf(bytes: Buffer, offset: number, layout: Layout): PageHead | null {
  const { pageBodyBytes, entryCountAt, entryCountBytes, idBytes } = layout;
  const type = bytes[pageBodyBytes];
  if (type !== bytes[pageBodyBytes + 1] || (type !== PAGE_TYPE.node && type !== PAGE_TYPE.block)) return null;
  const isWide = idBytes === 8;
  const id = readId(bytes, pageBodyBytes + (isWide ? 8 : 4), idBytes);
  const crc = bytes.readUInt32LE(pageBodyBytes + (isWide ? 4 : 8));
  const behindCounts = entryCountAt + 2 * entryCountBytes;
  return {
    kind: type === PAGE_TYPE.node ? 'node' : 'block',
    id,
    count: bytes.readUIntLE(entryCountAt, entryCountBytes),
    entryBytes: bytes[behindCounts] as number,
    level: bytes[behindCounts + 1] as number,
    isSound:
      bytes.readUInt16LE(pageBodyBytes + 2) === signature(offset, id) &&
      crc === checksum(bytes.subarray(0, pageBodyBytes)),
  };
}

/** Bytes of an entry at a level of a tree; what a page itself says of it is only used to tell it from others. */
export function entryBytesOf(kind: IndexKind, level: number, layout: Layout): number {
  if (level > 0) return layout.branchEntryBytes;
  return kind === 'node' ? layout.nodeEntryBytes : layout.blockEntryBytes;
}

/** The key of an entry. Of a node id the upper half of eight bytes is not used, of a block id the lowest bit. */
export function keyAt(bytes: Buffer, at: number, kind: IndexKind, { idBytes }: Layout): number {
  if (kind === 'node') return bytes.readUInt32LE(at);
  const id = readId(bytes, at, idBytes);
  return id - (id % 2);
}

/** Recognises a page without being led to it: by its type, signature and checksum. @returns its kind too; null where it is none or damaged. */
export function recognisePage(
  bytes: Buffer,
  offset: number,
  layout: Layout,
): { readonly kind: IndexKind; readonly page: IndexPage } | null {
  const head = headOf(bytes, offset, layout);
  if (head === null || !head.isSound || head.level > MAX_LEVEL) return null;
  const page = wholePage(bytes, offset, head, layout);
  return page === null ? null : { kind: head.kind, page };
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
  if (isNamed && head.level <= MAX_LEVEL && (level === null || head.level === level)) {
    const page = wholePage(bytes, reference.offset, head, layout);
    if (page !== null) return page;
  }
  if (head?.isSound) return null;
  const salvageLevel = level ?? (isNamed && head.level <= MAX_LEVEL ? head.level : null);
  return salvageLevel === null ? null : salvagedPage(bytes, reference, kind, salvageLevel, layout);
}

/** A page whose counters and keys are in order. A wrong checksum alone does not spoil it: where entries are wrong, their blocks will say so. */
function wholePage(bytes: Buffer, offset: number, head: PageHead, layout: Layout): IndexPage | null {
  const { kind, id, count, level } = head;
  const entryBytes = entryBytesOf(kind, level, layout);
  if (head.entryBytes !== entryBytes || count * entryBytes > layout.entryCountAt || (level > 0 && count === 0))
    return null;
  for (let entry = 1; entry < count; entry++) {
    const at = entry * entryBytes;
    if (keyAt(bytes, at, kind, layout) <= keyAt(bytes, at - entryBytes, kind, layout)) return null;
  }
  return { bytes, offset, id, level, count, entryBytes, gaps: null };
}

/** The entries of a damaged page that can be true: a key above the one before, and what cannot be zero is not. */
function salvagedPage(
  bytes: Buffer,
  { id, offset }: PageReference,
  kind: IndexKind,
  level: number,
  layout: Layout,
): IndexPage | null {
  const entryBytes = entryBytesOf(kind, level, layout);
  const kept = Buffer.alloc(layout.pageBytes);
  const gaps: boolean[] = [];
  let count = 0;
  let isGap = false;
  let last = 0;
  for (let at = 0; at + entryBytes <= layout.entryCountAt; at += entryBytes) {
    const key = keyAt(bytes, at, kind, layout);
    const second = readId(bytes, at + layout.idBytes, layout.idBytes);
    if (key <= last || second === 0) {
      isGap = true;
      continue;
    }
    bytes.copy(kept, count * entryBytes, at, at + entryBytes);
    gaps.push(isGap);
    isGap = false;
    last = key;
    count += 1;
  }
  return count === 0 ? null : { bytes: kept, offset, id, level, count, entryBytes, gaps: [...gaps, true] };
}
