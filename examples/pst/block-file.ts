import { pstChecksum, pstSignature } from './checksum.ts';
import { encodeBlock, type PstEncoding } from './encoding.ts';
import type { FileSpace } from './file-space.ts';
import { type Layout, writeWord } from './layout.ts';

/** A block in the block index ([MS-PST] §2.2.2.7.7.3). */
export interface BlockEntry {
  readonly id: number;
  readonly offset: number;
  /** Bytes of data, without padding and trailer. */
  readonly length: number;
}

/** What a node refers to: its data and its subnodes, as block ids; 0 where it has none. */
export interface Content {
  readonly data: number;
  readonly subnodes: number;
}

const INTERNAL = 2;
const XBLOCK = 1;

/** Writes blocks one after another ([MS-PST] §2.2.2.8) and keeps where each stands. */
export class BlockFile {
  readonly layout: Layout;
  readonly #encoding: PstEncoding;
  readonly #space: FileSpace;
  readonly #kept: BlockEntry[] = [];
  readonly #deleted: BlockEntry[] = [];
  #into = this.#kept;
  #nextId = 4;

  constructor(space: FileSpace, layout: Layout, encoding: PstEncoding) {
    this.#space = space;
    this.layout = layout;
    this.#encoding = encoding;
  }

  get nextId(): number {
    return this.#nextId;
  }

  /** Blocks of the current index, by ascending id as they were written. */
  keptEntries(): readonly BlockEntry[] {
    return this.#kept;
  }

  /** As the index stood before anything was deleted. */
  allEntries(): readonly BlockEntry[] {
    return [...this.#kept, ...this.#deleted].sort((left, right) => left.id - right.id);
  }

  /** The bytes that deleted blocks take, padding and trailer included. */
  freed(): readonly { readonly offset: number; readonly length: number }[] {
    return this.#deleted.map(({ offset, length }) => ({ offset, length: this.#sizeOf(length) }));
  }

  /** Writes blocks that are to count as deleted, or not. */
  grouped<T>(areDeleted: boolean, write: () => T): T {
    this.#into = areDeleted ? this.#deleted : this.#kept;
    try {
      return write();
    } finally {
      this.#into = this.#kept;
    }
  }

  #sizeOf(length: number): number {
    return Math.ceil((length + this.layout.trailer) / 64) * 64;
  }

  /** Data of any length as a block or a tree of blocks. @returns its id; 0 for no bytes */
  writeData(bytes: Uint8Array): number {
    if (bytes.length === 0) return 0;
    const { maxBlock } = this.layout;
    const pieces: Uint8Array[] = [];
    for (let at = 0; at < bytes.length; at += maxBlock) pieces.push(bytes.subarray(at, at + maxBlock));
    return this.writeBlocks(pieces);
  }

  /** Data that is cut into blocks already; all but the last must be full. */
  writeBlocks(pieces: readonly Uint8Array[]): number {
    let level: readonly Reference[] = pieces.map((piece) => ({ id: this.#write(piece, 0), bytes: piece.length }));
    for (let height = 1; level.length > 1; height++) level = this.#writeTreeLevel(level, height);
    return level[0]?.id ?? 0;
  }

  /** A block of references, which no encoding touches. */
  writeInternal(bytes: Uint8Array): number {
    return this.#write(bytes, INTERNAL);
  }

  /** XBLOCKs over data blocks, XXBLOCKs over XBLOCKs ([MS-PST] §2.2.2.8.3.2). */
  #writeTreeLevel(level: readonly Reference[], height: number): readonly Reference[] {
    if (height > 2) throw new RangeError('a PST data tree has two levels at most: the data is too long for one node');
    const most = Math.floor((this.layout.maxBlock - 8) / this.layout.word);
    const above: Reference[] = [];
    for (let at = 0; at < level.length; at += most)
      above.push(this.#writeTreeBlock(level.slice(at, at + most), height));
    return above;
  }

  #writeTreeBlock(children: readonly Reference[], height: number): Reference {
    const { word } = this.layout;
    const block = Buffer.alloc(8 + children.length * word);
    const bytes = children.reduce((sum, child) => sum + child.bytes, 0);
    block[0] = XBLOCK;
    block[1] = height;
    block.writeUInt16LE(children.length, 2);
    block.writeUInt32LE(bytes, 4);
    for (const [at, child] of children.entries()) writeWord(block, child.id, 8 + at * word, this.layout);
    return { id: this.writeInternal(block), bytes };
  }

  #write(data: Uint8Array, kind: number): number {
    const { trailer, word } = this.layout;
    const id = this.#nextId + kind;
    this.#nextId += 4;
    const size = this.#sizeOf(data.length);
    const { offset, bytes } = this.#space.take(size, 64);
    bytes.set(data);
    const stored = bytes.subarray(0, data.length);
    if (kind === 0) encodeBlock(stored, this.#encoding, id);
    const at = size - trailer;
    bytes.writeUInt16LE(data.length, at);
    bytes.writeUInt16LE(pstSignature(offset, id), at + 2);
    bytes.writeUInt32LE(pstChecksum(stored), at + (word === 8 ? 4 : 8));
    writeWord(bytes, id, at + (word === 8 ? 8 : 4), this.layout);
    this.#into.push({ id, offset, length: data.length });
    return id;
  }
}

interface Reference {
  readonly id: number;
  /** Bytes of data below it. */
  readonly bytes: number;
}
