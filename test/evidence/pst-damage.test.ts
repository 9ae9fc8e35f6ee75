import { existsSync, readFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { type BlockPlace, isInternal, readBlockEntry } from '../../src/evidence/pst/block.ts';
import { keyAt } from '../../src/evidence/pst/index-page.ts';
import type { IndexTree } from '../../src/evidence/pst/index-tree.ts';
import { readId, storedBlockBytes } from '../../src/evidence/pst/layout.ts';
import type { PstStore } from '../../src/evidence/pst/node.ts';
import { type OpenedIndexes, openIndexes } from '../../src/evidence/pst/open-indexes.ts';
import { openPst } from '../../src/evidence/pst/open-pst.ts';
import { recognisePst } from '../../src/evidence/pst/recognise-pst.ts';
import { memoryAccess } from '../../src/evidence/source/random-access.ts';
import { digests, readAll } from './pst-digest.ts';
import { SAMPLE, storeBytes } from './pst-generated.ts';

type Range = readonly [from: number, to: number];

function opened(bytes: Buffer): PstStore {
  const store = openPst(memoryAccess(bytes));
  if ('reason' in store) throw new Error(store.detail);
  return store;
}

/** Where all that a node is made of stands in a sound store: its entries in the indexes, its blocks, those of its subnodes. */
class NodePlaces {
  readonly #bytes: Buffer;
  readonly #indexes: OpenedIndexes;

  constructor(bytes: Buffer) {
    const indexes = openIndexes(memoryAccess(bytes));
    if ('reason' in indexes) throw new Error(indexes.detail);
    this.#bytes = bytes;
    this.#indexes = indexes;
  }

  all(): Map<number, readonly Range[]> {
    const places = new Map<number, readonly Range[]>();
    for (const { nid, dataId, subnodesId } of this.#indexes.nodes.all()) {
      // A node without data has nothing to lose, and its entry cannot be told from one that was wiped in part.
      if (dataId !== 0) places.set(nid, [this.#entry('node', nid), ...this.#block(dataId), ...this.#block(subnodesId)]);
    }
    return places;
  }

  #entry(kind: 'node' | 'block', key: number): Range {
    const { layout, nodeTree, blockTree } = this.#indexes;
    const tree: IndexTree = kind === 'node' ? nodeTree : blockTree;
    const size = kind === 'node' ? layout.nodeEntryBytes : layout.blockEntryBytes;
    const leaf = tree.leafOf(key) ?? 0;
    const page = this.#bytes.subarray(leaf, leaf + layout.pageBytes);
    for (let at = 0; at < layout.entryCountAt; at += size) {
      if (keyAt(page, at, kind, layout) === key) return [leaf + at, leaf + at + size];
    }
    throw new Error('no such entry');
  }

  #block(id: number): readonly Range[] {
    const { layout, blockTree } = this.#indexes;
    const key = id - (id % 2);
    const found = blockTree.find(key);
    if (id === 0 || typeof found === 'string') return [];
    const place = readBlockEntry(found.bytes, found.at, layout);
    const end = place.offset + storedBlockBytes(place.storedBytes, layout);
    const own: readonly Range[] = [this.#entry('block', key), [place.offset, end]];
    return isInternal(id) ? [...own, ...this.#named(place).flatMap((inner) => this.#block(inner))] : own;
  }

  /** The blocks that a list of data blocks, or an index of subnodes, names. */
  #named({ offset, storedBytes, dataBytes }: BlockPlace): readonly number[] {
    const { idBytes } = this.#indexes.layout;
    const stored = this.#bytes.subarray(offset, offset + storedBytes);
    const data = storedBytes === dataBytes ? stored : inflateSync(stored);
    const [type, level] = data;
    const ids = type === 1 ? [0] : level === 0 ? [1, 2] : [1];
    const entry = (type === 1 ? 1 : level === 0 ? 3 : 2) * idBytes;
    const head = type === 1 || idBytes === 8 ? 8 : 4;
    return Array.from({ length: data.readUInt16LE(2) }, (_, index) =>
      ids.map((column) => readId(data, head + index * entry + column * idBytes, idBytes)),
    ).flat();
  }
}

function isTouched(places: readonly Range[], [from, to]: Range): boolean {
  return places.some(([first, end]) => first < to && from < end);
}

/** Zeroes stretches of a store, one at a time, and returns the nodes that nothing of was zeroed and that were not read as before. */
function missed(bytes: Buffer, stretches: readonly Range[]): readonly string[] {
  const places = new NodePlaces(bytes).all();
  const sound = digests(opened(bytes));
  return stretches.flatMap((stretch) => {
    const intact = [...places].filter(([, ranges]) => !isTouched(ranges, stretch));
    if (intact.length === 0) return [];
    const torn = Buffer.from(bytes).fill(0, ...stretch);
    if (!recognisePst(torn.subarray(0, 4096), memoryAccess(torn))) return [`not recognised: ${stretch}`];
    const store = opened(torn);
    const read = digests(store);
    return intact.flatMap(([nid]) => {
      const isRead = read.get(nid) === sound.get(nid) && store.node(nid) !== null;
      return isRead ? [] : [`node ${nid.toString(16)} of ${stretch}`];
    });
  });
}

function seeded(seed: number, size: number, bytes: number, count: number): readonly Range[] {
  let state = seed;
  return Array.from({ length: count }, (_, index) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const from = index === 0 ? 0 : Math.floor((state / 2 ** 32) * Math.max(1, size - bytes));
    return [from, from + bytes];
  });
}

describe.each(['unicode', 'ansi'] as const)('a damaged store (%s)', (format) => {
  let bytes: Buffer = Buffer.alloc(0);
  beforeAll(() => {
    bytes = storeBytes(format, SAMPLE);
  });

  it('is known and read without its header, as it was with it', () => {
    const torn = Buffer.from(bytes).fill(0, 0, 600);
    expect(recognisePst(torn.subarray(0, 4096), memoryAccess(torn))).toBe(true);
    expect(opened(torn).damage.map(({ offset }) => offset)).toEqual([0]);
    expect(digests(opened(torn))).toEqual(digests(opened(bytes)));
  });

  it('has its encoding found out where the header says another', () => {
    const torn = Buffer.from(bytes);
    torn[format === 'ansi' ? 461 : 513] = 0;
    expect(digests(opened(torn))).toEqual(digests(opened(bytes)));
  });

  it('is no store where it is too short or another file', () => {
    for (const other of [
      Buffer.alloc(0),
      bytes.subarray(0, 100),
      Buffer.alloc(100_000),
      Buffer.from('!BDN'.repeat(200)),
    ]) {
      expect(openPst(memoryAccess(other))).toMatchObject({ reason: 'unrecognised' });
    }
    expect(recognisePst(Buffer.alloc(4096), memoryAccess(Buffer.alloc(100_000)))).toBe(false);
  });

  it.each([512, 3000, 65_536])('gives every node that is intact: %d bytes zeroed at a time', (width) => {
    expect(missed(bytes, seeded(width, bytes.length, width, 40))).toEqual([]);
  });

  it('is sound where nothing was changed', () => {
    const store = opened(bytes);
    digests(store);
    expect(store.suspectBlocks()).toBe(0);
    expect(store.damage).toEqual([]);
  });

  it('says that bytes with a wrong checksum were used', () => {
    const places = [...new NodePlaces(bytes).all().values()];
    const [, , [from] = [0, 0]] = places.find((ranges) => ranges.length > 3) ?? [];
    const torn = Buffer.from(bytes);
    torn[from + 40] = ~(torn[from + 40] ?? 0);
    const store = opened(torn);
    digests(store);
    expect(store.suspectBlocks()).toBeGreaterThan(0);
  });

  it('never throws and always ends, whatever its bytes', () => {
    const change = fc.tuple(fc.nat(bytes.length - 1), fc.oneof(fc.nat(255), fc.constantFrom(0, 1, 0x7f, 0xff)));
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 60 }), fc.nat(bytes.length), (changes, end) => {
        const torn = Buffer.from(bytes.subarray(0, changes.length % 7 === 0 ? end : bytes.length));
        for (const [at, value] of changes) torn[at % Math.max(1, torn.length)] = value;
        const store = openPst(memoryAccess(torn));
        if (!('reason' in store)) readAll(store);
      }),
      { numRuns: 60 },
    );
  });
});

const CORPUS = '../shared/corpora/mail';
const ENRON = `${CORPUS}/pst-extractor/enron.pst`;
const OST = `${CORPUS}/pst-extractor/pstextractortest@outlook.com.ost`;

// Skipped where the corpora are not beside the project.
describe.skipIf(!existsSync(ENRON))('a damaged store of the corpora', () => {
  it('enron.pst gives every node that is intact, 20 stretches of 64 KB zeroed one at a time', () => {
    const bytes = readFileSync(ENRON);
    expect(missed(bytes, seeded(20, bytes.length, 65_536, 20))).toEqual([]);
  });

  it('an OST with pages of 4 KB gives every node that is intact', () => {
    const bytes = readFileSync(OST);
    expect(missed(bytes, seeded(4, bytes.length, 65_536, 4))).toEqual([]);
  });

  it.each([ENRON, OST])('%s is read without a shortfall', (path) => {
    const store = opened(readFileSync(path));
    expect(store.damage).toEqual([]);
    expect([...digests(store).values()]).not.toContain(null);
    expect(store.suspectBlocks()).toBe(0);
  });
});
