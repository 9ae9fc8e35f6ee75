import { decodeCharset } from '../decode/charset.ts';
import { recogniseSource } from '../source/recognise.ts';
import type { Source } from '../source.ts';
import { besideSource } from './beside.ts';
import { LoadFileRows } from './load-file-rows.ts';

/**
 * Whether a file is a load file of what stands beside it: a list that names files, of whose first rows one is there. A list of stolen messages may
 * have columns of the same names, and no such files.
 * @param head the file's first bytes, `HEAD_BYTES` of them or all there are.
 */
export function listsFilesBeside(source: Source, head: Uint8Array): boolean {
  const recognised = recogniseSource(head);
  if (recognised.kind !== 'load-file') return false;
  const beside = besideSource(source);
  const rows = new LoadFileRows(recognised.shape).push(Buffer.from(decodeCharset(head, recognised.charset).utf8));
  return rows.some(({ paths }) => paths.some(beside));
}
