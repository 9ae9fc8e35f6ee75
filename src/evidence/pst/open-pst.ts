import { type Budget, DEFAULT_BUDGET } from '../budget.ts';
import type { RandomAccess } from '../source/random-access.ts';
import type { Shortfall } from '../text/extraction.ts';
import { type BlockPlace, readBlockEntry } from './block.ts';
import { BlockFile } from './block-file.ts';
import { DataNode } from './data-node.ts';
import { HEADER_BYTES, readHeader } from './header.ts';
import { IndexTree, type LeafEntry } from './index-tree.ts';
import { type Layout, readId } from './layout.ts';
import type { NodeEntry, PstStore } from './node.ts';

/** Opens a PST or OST. */
export function openPst(access: RandomAccess, budget: Budget = DEFAULT_BUDGET): PstStore | Shortfall {
  const header = readHeader(access.read(0, HEADER_BYTES));
  if (header === null) return { reason: 'unrecognised', detail: 'The file does not begin as a PST or OST does.' };
  const { layout, encoding } = header;
  const nodes = new IndexTree(access, layout, 'node', header.nodeRoot);
  const blocks = new IndexTree(access, layout, 'block', header.blockRoot);
  const places = {
    placesOf: (id: number): readonly BlockPlace[] => {
      const found = blocks.find(id);
      return typeof found === 'string' ? [] : [readBlockEntry(found.bytes, found.at, layout)];
    },
  };
  const file = new BlockFile(access, layout, encoding, places, budget);
  return {
    format: layout.format,
    node: (nid) => {
      const found = nodes.find(nid);
      return typeof found === 'string' ? null : nodeEntry(file, found, layout);
    },
    *nodes() {
      for (const entry of nodes.walk()) if ('key' in entry) yield nodeEntry(file, entry, layout);
    },
    damage: [],
    suspectBlocks: () => file.suspects,
    *recovered() {},
  };
}

function nodeEntry(file: BlockFile, { bytes, at }: LeafEntry, { idBytes }: Layout): NodeEntry {
  const nid = bytes.readUInt32LE(at);
  const dataId = readId(bytes, at + idBytes, idBytes);
  const subnodesId = readId(bytes, at + 2 * idBytes, idBytes);
  return {
    nid,
    parent: bytes.readUInt32LE(at + 3 * idBytes),
    open: () => new DataNode(file, { nid, dataId, subnodesId }),
  };
}
