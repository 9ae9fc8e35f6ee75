import type { Shortfall } from '../shortfall.ts';
import type { RandomAccess } from '../source/random-access.ts';
import { BlockIndex } from './block-index.ts';
import type { BlockEncoding } from './encoding.ts';
import { wholeFile } from './file-scan.ts';
import { findEncoding } from './find-encoding.ts';
import { layoutByMaps, layoutByPages } from './find-layout.ts';
import { findRoot } from './find-root.ts';
import { HEADER_BYTES, type PageReference, type PstHeader, readHeader } from './header.ts';
import { hasDamage, type StoreDamage } from './index-damage.ts';
import type { IndexKind } from './index-page.ts';
import { IndexTree } from './index-tree.ts';
import type { Layout } from './layout.ts';
import { looseRanges } from './loose-ranges.ts';
import { NodeIndex } from './node-index.ts';
import { damaged } from './shortfall.ts';
import { STORE_LIMITS, type StoreLimits } from './store-limits.ts';

/** The two indexes of a store, open, and how its blocks are encoded. */
export interface OpenedIndexes {
  readonly layout: Layout;
  readonly encoding: BlockEncoding;
  readonly nodeTree: IndexTree;
  readonly blockTree: IndexTree;
  readonly nodes: NodeIndex;
  readonly blocks: BlockIndex;
  /** What of the header was wrong. */
  readonly damage: readonly StoreDamage[];
}

/** Opens the indexes from the header; what it has lost is found out from the pages and blocks themselves. */
export function openIndexes(access: RandomAccess, limits: StoreLimits = STORE_LIMITS): OpenedIndexes | Shortfall {
  const header = readHeader(access.read(0, HEADER_BYTES));
  const layout = header?.layout ?? layoutByMaps(access) ?? layoutByPages(access);
  if (layout === null) return NO_STORE;
  const nodeTree = openTree(access, layout, 'node', header?.nodeRoot ?? null);
  const blockTree = openTree(access, layout, 'block', header?.blockRoot ?? null);
  const isTrusted = header?.isSound ?? false;
  const isWhole = () => isTrusted && header?.hasValidMaps === true && !hasDamage(nodeTree) && !hasDamage(blockTree);
  // Where both indexes are whole, what they do not reach was given up, and stands where the maps say that nothing does.
  const searched = () => (isWhole() ? looseRanges(access, layout) : wholeFile(access));
  const blocks = new BlockIndex(access, layout, blockTree, searched, limits.strayBlocks);
  const nodes = new NodeIndex(access, layout, nodeTree, (id) => blocks.has(id), searched, limits.strayNodes);
  const encoding = isTrusted ? null : findEncoding(access, blocks, nodes.all());
  return {
    layout,
    encoding: encoding ?? header?.encoding ?? 'none',
    nodeTree,
    blockTree,
    nodes,
    blocks,
    damage: headerDamage(header),
  };
}

function openTree(access: RandomAccess, layout: Layout, kind: IndexKind, root: PageReference | null): IndexTree {
  const tree = new IndexTree(access, layout, kind, root);
  if (tree.isRooted) return tree;
  const found = findRoot(access, layout, kind);
  return found === null ? tree : new IndexTree(access, layout, kind, found);
}

const NO_STORE: Shortfall = {
  reason: 'unrecognised',
  detail: 'The file holds no sound page of a PST or OST; look for another copy of it.',
};

function headerDamage(header: PstHeader | null): readonly StoreDamage[] {
  if (header?.isSound) return [];
  const what = header === null ? 'is lost' : 'does not match its checksum';
  const detail = `The store's header ${what}; it was read by what stands behind it. Look for another copy of the store.`;
  return [{ shortfall: damaged(detail), offset: 0 }];
}
