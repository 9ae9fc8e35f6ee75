/** A second, plain reading of a sound Unicode PST's layout, to say independently of the reader which bytes each message stands on. */
export interface MessageRanges {
  readonly nid: number;
  /** Where its first data block stands. */
  readonly start: number;
  /** Half-open ranges of the file: its entry of the node index, and the entry and bytes of each block of it and of what is attached to it. */
  readonly ranges: readonly (readonly [start: number, end: number])[];
}

interface Block {
  readonly entry: number;
  readonly offset: number;
  readonly length: number;
}

type Ranges = [number, number][];

const PAGE = 512;

/** The ranges of all messages of the node index. */
export function messageRanges(file: Buffer): readonly MessageRanges[] {
  const blocks = new Map<number, Block>();
  for (const at of leafEntries(file, number(file, 216 + 24), 24)) {
    blocks.set(number(file, at) & ~1, { entry: at, offset: number(file, at + 8), length: file.readUInt16LE(at + 16) });
  }
  const messages: MessageRanges[] = [];
  for (const at of leafEntries(file, number(file, 216 + 8), 32)) {
    const nid = number(file, at);
    if ((nid & 0x1f) !== 4) continue;
    const ranges: Ranges = [[at, at + 32]];
    const start = addData(file, blocks, number(file, at + 8), ranges);
    addSubnodes(file, blocks, number(file, at + 16), ranges);
    messages.push({ nid, start, ranges });
  }
  return messages;
}

const number = (file: Buffer, at: number): number => Number(file.readBigUInt64LE(at));

/** Places of the entries of all leaf pages below a page. */
function leafEntries(file: Buffer, page: number, entryBytes: number): readonly number[] {
  const count = file[page + PAGE - 24] ?? 0;
  const level = file[page + PAGE - 21] ?? 0;
  const places = (bytes: number) => Array.from({ length: count }, (_, index) => page + index * bytes);
  if (level === 0) return places(entryBytes);
  return places(24).flatMap((at) => leafEntries(file, number(file, at + 16), entryBytes));
}

function addBlock(blocks: ReadonlyMap<number, Block>, id: number, ranges: Ranges): Block {
  const block = blocks.get(id & ~1);
  if (block === undefined) throw new Error(`block ${id} is not in the index`);
  const stored = Math.ceil((block.length + 16) / 64) * 64;
  ranges.push([block.entry, block.entry + 24], [block.offset, block.offset + stored]);
  return block;
}

/** Adds a node's data. @returns where its first block stands */
function addData(file: Buffer, blocks: ReadonlyMap<number, Block>, id: number, ranges: Ranges): number {
  const { offset } = addBlock(blocks, id, ranges);
  if ((id & 2) === 0) return offset;
  const children = Array.from({ length: file.readUInt16LE(offset + 2) }, (_, index) =>
    number(file, offset + 8 + 8 * index),
  );
  const starts = children.map((child) => addData(file, blocks, child, ranges));
  return starts[0] ?? offset;
}

function addSubnodes(file: Buffer, blocks: ReadonlyMap<number, Block>, id: number, ranges: Ranges): void {
  if (id === 0) return;
  const { offset } = addBlock(blocks, id, ranges);
  const isLeaf = file[offset + 1] === 0;
  for (let index = 0; index < file.readUInt16LE(offset + 2); index++) {
    const at = offset + 8 + index * (isLeaf ? 24 : 16);
    if (!isLeaf) addSubnodes(file, blocks, number(file, at + 8), ranges);
    else {
      addData(file, blocks, number(file, at + 8), ranges);
      addSubnodes(file, blocks, number(file, at + 16), ranges);
    }
  }
}
