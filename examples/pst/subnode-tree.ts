import type { BlockFile, Content } from './block-file.ts';
import { writeWord } from './layout.ts';

/** A node inside a node. */
export interface Subnode extends Content {
  readonly nid: number;
}

const SUBNODE_BLOCK = 2;

/** Writes the index of a node's subnodes: SLBLOCKs, and an SIBLOCK over them where one is not enough ([MS-PST] §2.2.2.8.3.3). @returns its block id; 0 for none */
export function writeSubnodes(file: BlockFile, subnodes: readonly Subnode[]): number {
  if (subnodes.length === 0) return 0;
  const sorted = subnodes.toSorted((left, right) => left.nid - right.nid);
  const leaves = chunked(sorted, mostEntries(file, 3)).map((entries) => ({
    nid: (entries[0] as Subnode).nid,
    id: writeBlock(
      file,
      0,
      entries.map((entry) => [entry.nid, entry.data, entry.subnodes]),
    ),
  }));
  if (leaves.length === 1) return (leaves[0] as { id: number }).id;
  if (leaves.length > mostEntries(file, 2)) throw new RangeError('too many subnodes for one node');
  return writeBlock(
    file,
    1,
    leaves.map((leaf) => [leaf.nid, leaf.id]),
  );
}

const mostEntries = (file: BlockFile, words: number): number =>
  Math.floor((file.layout.maxBlock - file.layout.subnodeHeader) / (words * file.layout.word));

function writeBlock(file: BlockFile, level: number, entries: readonly (readonly number[])[]): number {
  const { subnodeHeader, word } = file.layout;
  const words = entries.flat();
  const block = Buffer.alloc(subnodeHeader + words.length * word);
  block[0] = SUBNODE_BLOCK;
  block[1] = level;
  block.writeUInt16LE(entries.length, 2);
  for (const [at, value] of words.entries()) writeWord(block, value, subnodeHeader + at * word, file.layout);
  return file.writeInternal(block);
}

function chunked<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  const chunks: (readonly T[])[] = [];
  for (let at = 0; at < items.length; at += size) chunks.push(items.slice(at, at + size));
  return chunks;
}
