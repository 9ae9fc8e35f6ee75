import { describe, expect, it } from 'vitest';
import { checksum, signature } from '../../src/evidence/pst/checksum.ts';
import { type BlockEncoding, decodeBlock } from '../../src/evidence/pst/encoding.ts';
import { IndexTree } from '../../src/evidence/pst/index-tree.ts';
import { LAYOUTS, type Layout } from '../../src/evidence/pst/layout.ts';
import { NewestCover } from '../../src/evidence/pst/newest-cover.ts';
import { memoryAccess } from '../../src/evidence/source/random-access.ts';

const [ANSI, UNICODE, UNICODE_4K] = LAYOUTS as readonly [Layout, Layout, Layout];

/** A page of a node index: of a leaf the keys are nodes with data of twice the number; of a branch each key leads to a page by its number. */
interface PageSketch {
  readonly level: number;
  readonly keys: readonly number[];
  readonly children?: readonly number[];
}

function writeId(bytes: Buffer, value: number, at: number, { idBytes }: Layout): void {
  if (idBytes === 4) bytes.writeUInt32LE(value, at);
  else bytes.writeBigUInt64LE(BigInt(value), at);
}

/** Pages one behind the other, each with its number plus one as its id. */
function fileOf(pages: readonly PageSketch[], layout: Layout): Buffer {
  return Buffer.concat(pages.map((page, number) => pageOf(page, number, layout)));
}

function pageOf({ level, keys, children = [] }: PageSketch, number: number, layout: Layout): Buffer {
  const { pageBytes, pageBodyBytes, entryCountAt, entryCountBytes, idBytes } = layout;
  const page = Buffer.alloc(pageBytes);
  const entryBytes = level === 0 ? layout.nodeEntryBytes : layout.branchEntryBytes;
  keys.forEach((key, entry) => {
    const child = children[entry] ?? 0;
    writeId(page, key, entry * entryBytes, layout);
    writeId(page, level === 0 ? 2 * key : child + 1, entry * entryBytes + idBytes, layout);
    if (level > 0) writeId(page, child * pageBytes, entry * entryBytes + 2 * idBytes, layout);
  });
  page.writeUIntLE(keys.length, entryCountAt, entryCountBytes);
  page[entryCountAt + 2 * entryCountBytes] = entryBytes;
  page[entryCountAt + 2 * entryCountBytes + 1] = level;
  page.fill(0x81, pageBodyBytes, pageBodyBytes + 2);
  page.writeUInt16LE(signature(number * pageBytes, number + 1), pageBodyBytes + 2);
  writeId(page, number + 1, pageBodyBytes + (idBytes === 8 ? 8 : 4), layout);
  page.writeUInt32LE(checksum(page.subarray(0, pageBodyBytes)), pageBodyBytes + (idBytes === 8 ? 4 : 8));
  return page;
}

function treeOf(bytes: Buffer, layout: Layout): IndexTree {
  return new IndexTree(memoryAccess(bytes), layout, 'node', { id: 1, offset: 0 });
}

function walked(tree: IndexTree): (number | string)[] {
  return [...tree.walk()].map((step) => ('key' in step ? step.key : `${step.from}-${step.to} at ${step.offset}`));
}

const THREE: readonly PageSketch[] = [
  { level: 1, keys: [33, 65, 97], children: [1, 2, 3] },
  { level: 0, keys: [33, 34] },
  { level: 0, keys: [65, 66, 70] },
  { level: 0, keys: [97] },
];

describe.each([ANSI, UNICODE, UNICODE_4K])('an index of a store ($format)', (layout) => {
  const { pageBytes } = layout;

  it('is walked and asked', () => {
    const tree = treeOf(fileOf(THREE, layout), layout);
    expect(walked(tree)).toEqual([33, 34, 65, 66, 70, 97]);
    expect(tree.find(66)).toMatchObject({ key: 66 });
    expect([tree.find(1), tree.find(67), tree.find(99)]).toEqual(['absent', 'absent', 'absent']);
    expect(tree.leafOf(70)).toBe(2 * pageBytes);
  });

  it('loses only what a wiped page held', () => {
    const bytes = fileOf(THREE, layout).fill(0, 2 * pageBytes, 3 * pageBytes);
    const tree = treeOf(bytes, layout);
    expect(walked(tree)).toEqual([33, 34, `65-97 at ${2 * pageBytes}`, 97]);
    expect([tree.find(66), tree.find(80), tree.find(97)]).toMatchObject(['lost', 'lost', { key: 97 }]);
  });

  it('uses what is left of a page that is wiped in part', () => {
    const second = 2 * pageBytes + layout.nodeEntryBytes;
    const tree = treeOf(fileOf(THREE, layout).fill(0, second, second + layout.nodeEntryBytes), layout);
    expect(walked(tree)).toEqual([33, 34, 65, `66-70 at ${2 * pageBytes}`, 70, `71-97 at ${2 * pageBytes}`, 97]);
    expect([tree.find(65), tree.find(66), tree.find(70)]).toMatchObject([{ key: 65 }, 'lost', { key: 70 }]);
  });

  it('uses what is left of a branch, and does not take a key between two entries of a whole leaf for lost', () => {
    const tree = treeOf(fileOf(THREE, layout).fill(0, layout.branchEntryBytes, 2 * layout.branchEntryBytes), layout);
    expect(walked(tree)).toEqual([33, 34, '35-97 at 0', 97, '98-Infinity at 0']);
    expect([tree.find(34), tree.find(65)]).toMatchObject([{ key: 34 }, 'lost']);
  });

  it('believes a page with a wrong checksum and the right shape', () => {
    const bytes = fileOf(THREE, layout);
    bytes[pageBytes + layout.idBytes] = 0xff;
    expect(walked(treeOf(bytes, layout))).toEqual([33, 34, 65, 66, 70, 97]);
  });

  it('takes no page that belongs elsewhere', () => {
    const swapped = fileOf(THREE, layout);
    fileOf(THREE, layout).copy(swapped, pageBytes, 3 * pageBytes, 4 * pageBytes);
    expect(walked(treeOf(swapped, layout))).toEqual([`33-65 at ${pageBytes}`, 65, 66, 70, 97]);
  });

  it('ends where pages lead to themselves, or many to one', () => {
    const circle = fileOf([{ level: 1, keys: [1, 2, 3], children: [0, 0, 0] }], layout);
    expect(walked(treeOf(circle, layout))).toEqual(['1-2 at 0', '2-3 at 0', '3-Infinity at 0']);
    const entries = Math.floor(layout.entryCountAt / layout.branchEntryBytes);
    const keys = Array.from({ length: entries }, (_, key) => key + 1);
    const bomb = Array.from({ length: 8 }, (_, at) => ({ level: 8 - at, keys, children: keys.map(() => at + 1) }));
    const steps = walked(treeOf(fileOf([...bomb, { level: 0, keys: [1] }], layout), layout));
    expect(steps.length).toBeLessThan(9 * entries);
  });

  it('is lost as a whole where it has no root', () => {
    const tree = new IndexTree(memoryAccess(Buffer.alloc(0)), layout, 'node', null);
    expect([tree.isRooted, tree.find(33), walked(tree)]).toEqual([false, 'lost', ['0-Infinity at -1']]);
  });
});

describe('an encoding of blocks', () => {
  const bytes = Buffer.from(Array.from({ length: 1024 }, (_, index) => index & 0xff));

  it('is undone: the permutation sends 0x41 back to 0', () => {
    expect([...decodeBlock(Buffer.from([0x41, 0x36, 0x13, 0x3d]), 'permute', 4)]).toEqual([0, 1, 2, 255]);
  });

  it('undoes the permutation alike at every place and length', () => {
    const one = (byte: number): number => decodeBlock(Buffer.from([byte]), 'permute', 4)[0] ?? -1;
    for (const [from, to] of [
      [0, 1024],
      [1, 1024],
      [2, 513],
      [7, 8],
      [5, 5],
    ] as const) {
      const part = bytes.subarray(from, to);
      expect([...decodeBlock(part, 'permute', 4)]).toEqual([...part].map(one));
    }
  });

  it('is its own reverse where it is cyclic, and hangs on the id', () => {
    const once = decodeBlock(bytes, 'cyclic', 0x12345678);
    expect(once.equals(bytes)).toBe(false);
    expect(decodeBlock(once, 'cyclic', 0x12345678).equals(bytes)).toBe(true);
    expect(decodeBlock(once, 'cyclic', 0x12345679).equals(bytes)).toBe(false);
  });

  it.each(['none', 'permute', 'cyclic'] satisfies BlockEncoding[])(
    'leaves the bytes it was given as they were: %s',
    (encoding) => {
      const given = Buffer.from(bytes);
      decodeBlock(given, encoding, 8);
      expect(given.equals(bytes)).toBe(true);
    },
  );
});

describe('the newest of the pages that answered for a key', () => {
  it('is the one with the highest rank whose range has it', () => {
    const cover = new NewestCover([
      { first: 1, last: 100, rank: 5 },
      { first: 10, last: 20, rank: 9 },
      { first: 15, last: 60, rank: 7 },
    ]);
    expect([0, 1, 10, 18, 21, 61, 101].map((key) => cover.rankAt(key))).toEqual([-1, 5, 9, 9, 7, 5, -1]);
  });
});
