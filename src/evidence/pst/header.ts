import { checksum } from './checksum.ts';
import { type BlockEncoding, encodingOf } from './encoding.ts';
import { type Layout, layoutOf, readId } from './layout.ts';

/** A place in the file and the id of the page that should stand there ([MS-PST] §2.2.2.4, BREF). */
export interface PageReference {
  readonly id: number;
  readonly offset: number;
}

/** What the header says ([MS-PST] §2.2.2.6). */
export interface PstHeader {
  readonly layout: Layout;
  readonly encoding: BlockEncoding;
  /** Whether its checksum is right. */
  readonly isSound: boolean;
  readonly nodeRoot: PageReference;
  readonly blockRoot: PageReference;
  /** Whether the allocation maps say what is in use (fAMapValid, [MS-PST] §2.2.2.5). */
  readonly hasValidMaps: boolean;
}

/** Bytes of the file that hold all of the header that is read. */
export const HEADER_BYTES = 564;

/** Where a header's checksum stands, and how many bytes from wMagicClient on it covers: dwCRCFull, which old stores lack, or dwCRCPartial. */
const CHECKED_FROM = 8;
const WIDE_CHECK = { at: 524, bytes: 516 };
const NARROW_CHECK = { at: 4, bytes: 471 };

/** VALID_AMAP1 and VALID_AMAP2. */
const VALID_MAPS: ReadonlySet<number> = new Set([1, 2]);

/** `!BDN`, which every store begins with, and `SM` (a PST), `SO` (an OST) or `AB` (a PAB) at byte 8. */
export function hasMagic(head: Uint8Array): boolean {
  if (head.length < 12 || head[0] !== 0x21 || head[1] !== 0x42 || head[2] !== 0x44 || head[3] !== 0x4e) return false;
  const client = ((head[8] as number) << 8) | (head[9] as number);
  return client === 0x534d || client === 0x534f || client === 0x4142;
}

/** Reads the header. @returns null where the file does not begin with one, or with one of an unknown version. */
export function readHeader(head: Buffer): PstHeader | null {
  const layout = hasMagic(head) && head.length >= HEADER_BYTES ? layoutOf(head.readUInt16LE(10)) : null;
  if (layout === null) return null;
  const { idBytes } = layout;
  const isWide = idBytes === 8;
  const rootsAt = isWide ? 216 : 184;
  const check = isWide ? WIDE_CHECK : NARROW_CHECK;
  const reference = (at: number): PageReference => ({
    id: readId(head, at, idBytes),
    offset: readId(head, at + idBytes, idBytes),
  });
  return {
    layout,
    encoding: encodingOf(head[isWide ? 513 : 461] as number) ?? 'none',
    isSound: head.readUInt32LE(check.at) === checksum(head.subarray(CHECKED_FROM, CHECKED_FROM + check.bytes)),
    nodeRoot: reference(rootsAt),
    blockRoot: reference(rootsAt + 2 * idBytes),
    hasValidMaps: VALID_MAPS.has(head[rootsAt + 4 * idBytes] as number),
  };
}
