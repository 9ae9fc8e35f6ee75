import { pstChecksum } from './checksum.ts';
import type { SpaceTotals } from './file-space.ts';
import type { PageReference } from './index-tree.ts';
import { type Layout, writeWord } from './layout.ts';

/** What the header says ([MS-PST] §2.2.2.6). */
export interface HeaderFields {
  readonly cryptMethod: number;
  readonly space: SpaceTotals;
  readonly nodeRoot: PageReference;
  readonly blockRoot: PageReference;
  readonly nextBlock: number;
  readonly nextPage: number;
  /** The next node number of each of the 32 node types. */
  readonly nextNodes: readonly number[];
}

const CHECKED_FROM = 8;

/** The header of a store ([MS-PST] §2.2.2.6), its checksums reckoned. */
export function headerBytes(fields: HeaderFields, layout: Layout): Buffer {
  const header = Buffer.alloc(layout.headerSize);
  const wide = layout.word === 8;
  header.write('!BDN', 0, 'latin1');
  header.write('SM', 8, 'latin1');
  header.writeUInt16LE(wide ? 23 : 14, 10);
  header.writeUInt16LE(19, 12);
  header.set([1, 1], 14);
  if (!wide) header.writeUInt32LE(fields.nextBlock, 24);
  writeWord(header, fields.nextPage, wide ? 32 : 28, layout);
  header.writeUInt32LE(1, wide ? 40 : 32);
  for (const [type, next] of fields.nextNodes.entries()) header.writeUInt32LE(next, (wide ? 44 : 36) + type * 4);
  writeRoot(header, wide ? 180 : 164, fields, layout);
  const maps = wide ? 256 : 204;
  header.fill(0xff, maps, maps + 256);
  header.set([0x80, fields.cryptMethod], maps + 256);
  if (wide) writeWord(header, fields.nextBlock, 516, layout);
  header.writeUInt32LE(pstChecksum(header.subarray(CHECKED_FROM, CHECKED_FROM + 471)), 4);
  if (wide) header.writeUInt32LE(pstChecksum(header.subarray(CHECKED_FROM, CHECKED_FROM + 516)), 524);
  return header;
}

/** The ROOT structure ([MS-PST] §2.2.2.5). */
function writeRoot(header: Buffer, at: number, { space, nodeRoot, blockRoot }: HeaderFields, layout: Layout): void {
  const words = [space.end, space.lastMap, space.free, 0, nodeRoot.id, nodeRoot.offset, blockRoot.id, blockRoot.offset];
  for (const [index, value] of words.entries()) writeWord(header, value, at + 4 + index * layout.word, layout);
  header[at + 4 + words.length * layout.word] = 2;
}
