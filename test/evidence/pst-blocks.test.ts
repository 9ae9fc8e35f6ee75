import { describe, expect, it } from 'vitest';
import { DEFAULT_BUDGET } from '../../src/evidence/budget.ts';
import type { BlockPlace } from '../../src/evidence/pst/block.ts';
import { BlockFile } from '../../src/evidence/pst/block-file.ts';
import { checksum, signature } from '../../src/evidence/pst/checksum.ts';
import { DataNode } from '../../src/evidence/pst/data-node.ts';
import { LAYOUTS, type Layout, storedBlockBytes } from '../../src/evidence/pst/layout.ts';
import { STORE_LIMITS, type StoreLimits } from '../../src/evidence/pst/store-limits.ts';
import { memoryAccess } from '../../src/evidence/source/random-access.ts';

const UNICODE = LAYOUTS[1] as Layout;

/** A file of nothing but blocks, each with its id, and where they stand. */
function fileOf(
  blocks: readonly (readonly [id: number, data: Buffer])[],
  spoil: (bytes: Buffer) => void = () => {},
  limits: StoreLimits = STORE_LIMITS,
): BlockFile {
  const places = new Map<number, BlockPlace>();
  let offset = 0;
  const stored = blocks.map(([id, data]) => {
    const bytes = Buffer.alloc(storedBlockBytes(data.length, UNICODE));
    data.copy(bytes);
    const at = bytes.length - UNICODE.blockTrailerBytes;
    bytes.writeUInt16LE(data.length, at);
    bytes.writeUInt16LE(signature(offset, id), at + 2);
    bytes.writeUInt32LE(checksum(data), at + 4);
    bytes.writeBigUInt64LE(BigInt(id), at + 8);
    places.set(id, { id, offset, storedBytes: data.length, dataBytes: data.length });
    offset += bytes.length;
    return bytes;
  });
  const bytes = Buffer.concat(stored);
  spoil(bytes);
  const placesOf = (id: number): readonly BlockPlace[] => [places.get(id)].filter((place) => place !== undefined);
  const budget = { ...DEFAULT_BUDGET, partBytes: 1000 };
  return new BlockFile(memoryAccess(bytes), UNICODE, 'none', { placesOf }, budget, limits);
}

/** A list of blocks: XBLOCK at level 1, XXBLOCK at level 2. */
function listOf(level: number, ids: readonly number[], bytes: number): Buffer {
  const list = Buffer.alloc(8 + 8 * ids.length);
  list[0] = 1;
  list[1] = level;
  list.writeUInt16LE(ids.length, 2);
  list.writeUInt32LE(bytes, 4);
  ids.forEach((id, entry) => {
    list.writeBigUInt64LE(BigInt(id), 8 + 8 * entry);
  });
  return list;
}

function nodeOf(file: BlockFile, dataId: number): DataNode {
  return new DataNode(file, { nid: 0x21, dataId, subnodesId: 0 });
}

const A: readonly [number, Buffer] = [4, Buffer.from('first, ')];
const B: readonly [number, Buffer] = [8, Buffer.from('second')];

describe('the data of a node', () => {
  it('is its blocks through lists of two levels', () => {
    const file = fileOf([A, B, [14, listOf(1, [4, 8], 13)], [18, listOf(2, [14], 13)]]);
    const node = nodeOf(file, 18);
    expect([String(node.content()), node.size, node.blockCount]).toEqual(['first, second', 13, 2]);
    expect(node.block(1)?.toString()).toBe('second');
    expect(node.block(2)).toBeNull();
  });

  it('ignores the lowest bit of an id', () => {
    expect(String(nodeOf(fileOf([A]), 5).content())).toBe('first, ');
  });

  it('has a shortfall in the place of a block that is lost', () => {
    const file = fileOf([A, B, [14, listOf(1, [4, 12, 8], 13)]]);
    const blocks = [...nodeOf(file, 14).blocks()].map((block) => ('reason' in block ? block.reason : String(block)));
    expect(blocks).toEqual(['first, ', 'damaged', 'second']);
  });

  it('uses a block with a wrong checksum and says so; one with another id in its trailer is lost', () => {
    const flipped = fileOf([A], (bytes) => bytes.write('F', 0));
    expect([String(nodeOf(flipped, 4).content()), flipped.suspects]).toEqual(['First, ', 1]);
    const other = fileOf([A], (bytes) => bytes.writeBigUInt64LE(400n, bytes.length - 8));
    expect([nodeOf(other, 4).content(), other.suspects]).toMatchObject([{ reason: 'damaged' }, 0]);
  });

  it('uses the beginning of a block whose trailer was wiped', () => {
    const wiped = fileOf([A], (bytes) => bytes.fill(0, bytes.length - 16));
    expect([String(nodeOf(wiped, 4).content()), wiped.suspects]).toEqual(['first, ', 1]);
  });

  it('is over budget in one piece where it is larger than a part may be', () => {
    const file = fileOf([
      [4, Buffer.alloc(600)],
      [8, Buffer.alloc(600)],
      [14, listOf(1, [4, 8], 1200)],
      [18, listOf(1, [4, 8], 10)],
    ]);
    expect(nodeOf(file, 14).content()).toMatchObject({ reason: 'over-budget' });
    expect(nodeOf(file, 18).content()).toMatchObject({ reason: 'over-budget' });
  });

  it('is not read where lists name the same blocks for ever, or themselves', () => {
    const many = (id: number): number[] => Array.from({ length: 1000 }, () => id);
    const bomb = fileOf([A, [14, listOf(1, many(4), 7)], [18, listOf(2, many(14), 7)], [22, listOf(2, [22], 7)]]);
    expect(nodeOf(bomb, 14).content()).toMatchObject({ reason: 'over-budget' });
    expect(nodeOf(bomb, 18).content()).toMatchObject({ reason: 'over-budget' });
    expect(nodeOf(bomb, 22).content()).toMatchObject({ reason: 'damaged' });
  });
});
