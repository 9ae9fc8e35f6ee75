import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Compound, type CompoundEntry, openCompound } from '../../src/evidence/ole/compound.ts';
import { memoryAccess, type RandomAccess } from '../../src/evidence/source/random-access.ts';
import { compoundBytes, type Tree } from './compound-builder.ts';

const bytesOf = (length: number, seed: number) =>
  Buffer.from(Uint8Array.from({ length }, (_, i) => (i * 31 + seed) & 255));

const TREE: Tree = {
  empty: Buffer.alloc(0),
  tiny: bytesOf(1, 1),
  small: bytesOf(4095, 2),
  large: bytesOf(4096, 3),
  larger: bytesOf(100_001, 4),
  Storage: { inner: bytesOf(70, 5), Deeper: { deepest: bytesOf(9000, 6), 'no content': {} }, tiny: bytesOf(2, 7) },
};

function opened(bytes: Uint8Array): Compound {
  const compound = openCompound(memoryAccess(bytes));
  if ('reason' in compound) throw new Error(compound.detail);
  return compound;
}

function treeOf(compound: Compound, storage: CompoundEntry): Tree {
  return Object.fromEntries(
    compound.children(storage).map((entry) => {
      const stream = compound.stream(entry);
      return [entry.name, entry.kind === 'stream' ? stream.read(0, stream.size) : treeOf(compound, entry)];
    }),
  );
}

/** Streams as text, which compares faster. */
function plain(tree: Tree): unknown {
  return Object.fromEntries(
    Object.entries(tree).map(([name, held]) => [
      name,
      held instanceof Uint8Array ? Buffer.from(held).toString('latin1') : plain(held),
    ]),
  );
}

function streamOf(compound: Compound, name: string) {
  const entry = compound.child(compound.root, name);
  if (entry === null) throw new Error(`no ${name}`);
  return { entry, ...compound.stream(entry) };
}

describe.each([512, 4096] as const)('a compound file with sectors of %i bytes', (sectorBytes) => {
  const file = compoundBytes(TREE, sectorBytes);

  test('holds its storages and streams, mini and normal ones', () => {
    const compound = opened(file);
    expect(plain(treeOf(compound, compound.root))).toEqual(plain(TREE));
    expect(compound.shortfall).toBeNull();
  });

  test('gives any range of a stream', () => {
    const { read } = streamOf(opened(file), 'larger');
    const whole = TREE.larger as Buffer;
    for (const [offset, length] of [
      [0, 10],
      [511, 2],
      [4095, 5000],
      [99_999, 50],
      [100_001, 5],
    ] as const) {
      expect(read(offset, length).equals(whole.subarray(offset, offset + length))).toBe(true);
    }
  });

  test('finds entries whatever the case of their name, in their own storage alone', () => {
    const compound = opened(file);
    const storage = compound.child(compound.root, 'STORAGE');
    expect(storage?.name).toBe('Storage');
    expect(storage && compound.child(storage, 'TINY')?.size).toBe(2);
    expect(compound.child(compound.root, 'inner')).toBeNull();
  });

  test('is read up to where it is cut, and says of each stream what is lost', () => {
    const compound = opened(file.subarray(0, file.length - 1));
    expect(plain(treeOf(compound, compound.root))).toEqual(plain(TREE));
    for (let length = 0; length < file.length; length += 997) {
      const cut = openCompound(memoryAccess(file.subarray(0, length)));
      if ('reason' in cut) continue;
      for (const entry of cut.children(cut.root)) {
        const { held, size, shortfall, read } = cut.stream(entry);
        const expected = TREE[entry.name];
        if (held < size) expect(shortfall).not.toBeNull();
        if (shortfall === null && expected instanceof Uint8Array) expect(read(0, size).equals(expected)).toBe(true);
      }
    }
  });
});

test('a table of sectors that goes beyond the header is found', () => {
  const large = bytesOf(8_000_000, 1);
  const compound = opened(compoundBytes({ large, small: Buffer.from('small') }));
  expect(streamOf(compound, 'large').read(7_999_000, 2000)).toEqual(large.subarray(7_999_000));
  expect(compound.shortfall).toBeNull();
});

test('no more than the index is read until a stream is', () => {
  const memory = memoryAccess(compoundBytes({ large: bytesOf(1_000_000, 1), small: Buffer.from('small') }));
  let read = 0;
  const access: RandomAccess = {
    ...memory,
    read: (position, length) => {
      const bytes = memory.read(position, length);
      read += bytes.length;
      return bytes;
    },
  };
  const compound = openCompound(access);
  if ('reason' in compound) throw new Error();
  expect(read).toBeLessThan(4096);
  expect(streamOf(compound, 'large').read(500_000, 10)).toEqual(bytesOf(1_000_000, 1).subarray(500_000, 500_010));
  expect(read).toBeLessThan(32_768);
});

describe('damage', () => {
  const large = bytesOf(20_000, 9);
  const file = compoundBytes({ large, other: bytesOf(5000, 2) });
  /** The streams come first, then the directory, then the table of sectors. */
  const fatAt = file.length - 512;
  const link = (bytes: Buffer, sector: number, to: number) => {
    bytes.writeUInt32LE(to, fatAt + sector * 4);
    return bytes;
  };
  const FREE = 0xffffffff;
  const fatOf = (bytes: Buffer) => bytes.length - bytes.readUInt32LE(44) * 512;

  test.each([
    ['nowhere', FREE],
    ['beyond the end', 5000],
    ['itself', 10],
    ['back into itself', 3],
    ['the beginning', 0],
  ])('a chain that leads to %s is read up to there', (_, to) => {
    const { held, size, shortfall, read } = streamOf(opened(link(Buffer.from(file), 10, to)), 'large');
    expect(size).toBe(20_000);
    expect(held).toBe(11 * 512);
    expect(read(0, size)).toEqual(large.subarray(0, 11 * 512));
    expect(shortfall?.reason).toBe(to === 5000 ? 'truncated' : 'damaged');
  });

  test('where the table itself is lost, neighbours are read and said to be a guess', () => {
    const { held, shortfall, read } = streamOf(opened(file.subarray(0, fatAt)), 'large');
    expect(held).toBe(20_000);
    expect(read(0, 20_000)).toEqual(large);
    expect(shortfall?.detail).toMatch(/may be wrong/);
  });

  test('a size beyond the chain is what the chain holds', () => {
    const claimed = Buffer.from(file);
    const at = claimed.indexOf(Buffer.from('large', 'utf16le'));
    claimed.writeUInt32LE(0xfffffff0, at + 120);
    const { held, shortfall } = streamOf(opened(claimed), 'large');
    expect([held, shortfall?.reason]).toEqual([20_480, 'damaged']);
  });

  test('streams that share their bytes are opened until they come to twice the file', () => {
    const tree = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`s${index}`, bytesOf(8192, index)]));
    const shared = compoundBytes(tree);
    for (let at = shared.indexOf('s\0'); at >= 0; at = shared.indexOf('s\0', at + 1)) {
      if (at % 128 === 0) shared.writeUInt32LE(0, at + 116);
      if (at % 128 === 0) shared.writeUInt32LE(500_000, at + 120);
    }
    link(shared, 0, 1);
    const compound = opened(shared);
    const held = compound.children(compound.root).reduce((sum, entry) => sum + compound.stream(entry).held, 0);
    expect(held).toBeLessThan(4 * shared.length);
  });

  test('small streams are read where the root has lost their place, and where the root itself is lost', () => {
    const sound = compoundBytes({
      large,
      small: Buffer.from('small'),
      a: {},
      b: {},
      c: {},
      other: bytesOf(9000, 3),
      tiny: Buffer.from('t'),
    });
    const root = sound.indexOf(Buffer.from('Root Entry', 'utf16le'));
    const astray = Buffer.from(sound);
    astray.writeUInt32LE(44_547, root + 116);
    const lost = Buffer.from(sound).fill(0, root, root + 128);
    for (const bytes of [astray, lost]) {
      const compound = opened(bytes);
      expect(streamOf(compound, 'small').read(0, 9).toString()).toBe('small');
      expect(streamOf(compound, 'tiny').read(0, 9).toString()).toBe('t');
      expect(compound.shortfall?.reason).toBe('damaged');
    }
  });

  test('small streams that stood behind a cut are lost, and not taken from elsewhere', () => {
    const sound = compoundBytes({ large, small: Buffer.from('small'), more: bytesOf(1000, 1) });
    // The root's chain and another go beyond the end.
    const root = sound.indexOf(Buffer.from('Root Entry', 'utf16le'));
    const bytes = Buffer.from(sound);
    bytes.writeUInt32LE(bytes.length / 512 + 3, root + 116);
    bytes.writeUInt32LE(bytes.length / 512 + 4, fatOf(bytes) + ((bytes.length - 512) / 512 - 2) * 4);
    expect(streamOf(opened(bytes), 'small')).toMatchObject({ held: 0, shortfall: { reason: 'truncated' } });
  });

  test.each([
    ['left', 68],
    ['right', 72],
    ['child', 76],
  ])('an entry whose %s link leads to itself is left, and the others are found', (_, offset) => {
    const tree = Object.fromEntries(
      Array.from({ length: 20 }, (_, index) => [`stream ${index}`, Buffer.from([index])]),
    );
    const sound = compoundBytes({ Storage: tree });
    const directory = sound.indexOf(Buffer.from('Root Entry', 'utf16le'));
    for (const id of [1, 5, 12]) {
      const broken = Buffer.from(sound);
      broken.writeUInt32LE(id, directory + id * 128 + offset);
      const compound = opened(broken);
      const names = compound.children(compound.root).flatMap((one) => compound.children(one).map(({ name }) => name));
      const all = [...names, ...compound.children(compound.root).map(({ name }) => name)];
      expect(new Set(all)).toEqual(new Set(['Storage', ...Object.keys(tree)]));
      if (offset !== 76 || id === 1) expect(compound.shortfall).not.toBeNull();
    }
  });

  test('what is no compound file, or has lost its directory, is a shortfall', () => {
    for (const bytes of [
      Buffer.alloc(0),
      Buffer.from('no compound file'),
      file.subarray(0, 511),
      file.subarray(0, 512),
    ]) {
      expect(openCompound(memoryAccess(bytes))).toMatchObject({ reason: 'damaged' });
    }
  });

  test('storages nested 2,000 deep are opened', () => {
    let deep = {};
    for (let level = 0; level < 2000; level++) deep = { s: deep };
    expect(opened(compoundBytes(deep)).shortfall).toBeNull();
  });
});

test('a directory whose 60,000 entries nothing links to, or link in one circle, is read in a moment', () => {
  const tree = Object.fromEntries(Array.from({ length: 60_000 }, (_, index) => [`${index}`, Buffer.alloc(0)]));
  const file = compoundBytes(tree);
  const directory = file.indexOf(Buffer.from('Root Entry', 'utf16le'));
  for (const link of [() => 0xffffffff, (id: number) => (id % 60_000) + 1]) {
    const bytes = Buffer.from(file);
    bytes.writeUInt32LE(0xffffffff, directory + 76);
    for (let id = 1; id <= 60_000; id++) {
      bytes.writeUInt32LE(link(id), directory + id * 128 + 68);
      bytes.writeUInt32LE(0xffffffff, directory + id * 128 + 72);
    }
    const started = performance.now();
    const compound = opened(bytes);
    expect(compound.children(compound.root)).toHaveLength(60_000);
    expect(compound.shortfall?.reason).toBe('damaged');
    expect(performance.now() - started).toBeLessThan(20_000);
  }
});

test('mutated files never throw, end soon, and give no more than twice what they are', () => {
  const sound = ([512, 4096] as const).map((sectorBytes) => compoundBytes(TREE, sectorBytes));
  const mutation = fc.record({
    file: fc.constantFrom(...sound),
    changes: fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 0, max: 2 ** 32 - 1 })), {
      minLength: 1,
      maxLength: 30,
    }),
    inIndex: fc.boolean(),
    length: fc.double({ min: 0.2, max: 1, noNaN: true }),
  });
  fc.assert(
    fc.property(mutation, ({ file, changes, inIndex, length }) => {
      const bytes = Buffer.from(file.subarray(0, Math.ceil(file.length * length)));
      const index = inIndex ? Math.min(bytes.length - 4, file.indexOf(Buffer.from('Root Entry', 'utf16le'))) : 0;
      for (const [where, value] of changes) {
        bytes.writeUInt32LE(
          value % 3 === 0 ? value % 300 : value,
          Math.floor(index + where * (bytes.length - 4 - index)),
        );
      }
      const compound = openCompound(memoryAccess(bytes));
      if ('reason' in compound) return;
      const storages = [compound.root];
      let held = 0;
      for (let storage = storages.pop(); storage !== undefined; storage = storages.pop()) {
        for (const entry of compound.children(storage)) {
          const stream = compound.stream(entry);
          held += stream.read(0, Infinity).length;
          if (stream.held < stream.size) expect(stream.shortfall).not.toBeNull();
          if (entry.kind === 'storage') storages.push(entry);
        }
      }
      expect(held).toBeLessThanOrEqual(6 * file.length);
    }),
    { numRuns: 400 },
  );
});
