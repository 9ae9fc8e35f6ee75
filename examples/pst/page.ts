import { pstChecksum, pstSignature } from './checksum.ts';
import { type Layout, PAGE, writeWord } from './layout.ts';

/** Kinds of page ([MS-PST] §2.2.2.7.1). */
export const PAGE_TYPE = {
  bbt: 0x80,
  nbt: 0x81,
  fmap: 0x82,
  pmap: 0x83,
  amap: 0x84,
  fpmap: 0x85,
  dlist: 0x86,
} as const;

/** Writes the trailer of a page whose content stands in `page` ([MS-PST] §2.2.2.7.1). Maps carry no signature and have their offset as id. */
export function sealPage(page: Buffer, type: number, offset: number, id: number, layout: Layout): void {
  const at = PAGE - layout.trailer;
  const isMap = type >= PAGE_TYPE.fmap && type <= PAGE_TYPE.fpmap;
  page[at] = type;
  page[at + 1] = type;
  page.writeUInt16LE(isMap ? 0 : pstSignature(offset, id), at + 2);
  const checksum = pstChecksum(page.subarray(0, at));
  page.writeUInt32LE(checksum, at + (layout.word === 8 ? 4 : 8));
  writeWord(page, isMap ? offset : id, at + (layout.word === 8 ? 8 : 4), layout);
}
