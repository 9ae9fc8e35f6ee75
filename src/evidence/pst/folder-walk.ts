import { type FolderFacts, folderFacts, NO_FACTS, pathBelow, unitedFacts } from './folder.ts';
import { FolderList } from './folder-list.ts';
import type { PstStore } from './node.ts';
import { openTable } from './open-table.ts';
import { readProperties } from './property-context.ts';
import { NODE_ID, NODE_TYPE, nodeType, siblingNode } from './store-ids.ts';
import type { StoreItem } from './store-item.ts';

/** A folder to go to, and what led there. */
interface Way {
  readonly nid: number;
  /** Path of the folder above; null for the root, whose own name is no part of any path. */
  readonly parent: string | null;
  readonly standing: 'listed' | 'recovered';
  readonly row: FolderFacts;
}

/**
 * Goes through the folders of a store and what they list: each folder once, whatever circles its tables make. Search folders are left out: they
 * hold nothing but links to what other folders list.
 */
export class FolderWalk {
  /** Paths of the folders gone through, by node. */
  readonly paths = new Map<number, string>();
  readonly #store: PstStore;
  readonly #list: FolderList;
  #byParent: ReadonlyMap<number, readonly number[]> | null = null;

  constructor(store: PstStore) {
    this.#store = store;
    this.#list = new FolderList(store);
  }

  /** Whether a list has named an item. */
  isListed(nid: number): boolean {
    return this.#list.listed.has(nid);
  }

  /** What the hierarchy leads to. */
  *fromRoot(): Generator<StoreItem> {
    yield* this.#from({ nid: NODE_ID.rootFolder, parent: null, standing: 'listed', row: NO_FACTS });
  }

  /** Folders of the index that the hierarchy does not lead to, such as those of a deleted folder. */
  *unreached(): Generator<StoreItem> {
    for (const children of this.#childrenInIndex().values()) {
      for (const nid of children) if (!this.paths.has(nid)) yield* this.#from(this.#wayToTopmost(nid));
    }
  }

  *#from(start: Way): Generator<StoreItem> {
    const ways = [start];
    for (let way = ways.pop(); way !== undefined; way = ways.pop()) {
      if (this.paths.has(way.nid)) continue;
      const children = yield* this.#through(way);
      for (const child of children.reverse()) ways.push(child);
    }
  }

  *#through(way: Way): Generator<StoreItem, Way[]> {
    const { nid, standing } = way;
    const own = this.#facts(nid);
    const facts = unitedFacts(own ?? NO_FACTS, way.row);
    const folder = way.parent === null ? '' : pathBelow(way.parent, nid, facts);
    this.paths.set(nid, folder);
    if (own === null) yield lostFolder(folder);
    yield* this.#list.items({ nid, path: folder, standing, facts });
    return yield* this.#below(way, folder);
  }

  /** What a folder's own properties say; null where they are lost. */
  #facts(nid: number): FolderFacts | null {
    const node = this.#store.node(nid)?.open();
    if (node === undefined || 'reason' in node) return null;
    const properties = readProperties(node);
    return 'reason' in properties ? null : folderFacts(properties.properties);
  }

  /** The folders below, by the hierarchy table; where that is damaged, those that the index says stand below. */
  *#below({ nid, standing }: Way, folder: string): Generator<StoreItem, Way[]> {
    const ways = new Map<number, Way>();
    const add = (child: number, row: FolderFacts) => {
      if (nodeType(child) !== NODE_TYPE.folder || this.paths.has(child) || ways.has(child)) return;
      ways.set(child, { nid: child, parent: folder, standing, row });
    };
    if (!this.#readHierarchy(nid, add)) {
      yield lostHierarchy(folder, standing);
      for (const child of this.#childrenInIndex().get(nid) ?? []) add(child, NO_FACTS);
    }
    return [...ways.values()];
  }

  /** Whether the table was there and whole. */
  #readHierarchy(nid: number, add: (child: number, row: FolderFacts) => void): boolean {
    const table = openTable(this.#store, siblingNode(nid, NODE_TYPE.hierarchyTable));
    if (table === null) return this.#store.damage.length === 0;
    if ('reason' in table) return false;
    let isWhole = true;
    for (const row of table.rows()) {
      if ('id' in row) add(row.id, folderFacts(row.properties));
      else for (const id of row.ids) add(id, NO_FACTS);
      if (!('id' in row) && (row.count === 0 || row.ids.length < row.count)) isWhole = false;
    }
    return isWhole;
  }

  #childrenInIndex(): ReadonlyMap<number, readonly number[]> {
    this.#byParent ??= childrenByParent(this.#store);
    return this.#byParent;
  }

  /** A folder's uppermost ancestor that was not gone through either, so that paths have all their names. */
  #wayToTopmost(nid: number): Way {
    const climbed = new Set<number>();
    let top = nid;
    for (;;) {
      climbed.add(top);
      const above = this.#store.node(top)?.parent ?? 0;
      const isEnd = climbed.has(above) || nodeType(above) !== NODE_TYPE.folder || this.#store.node(above) === null;
      if (isEnd || this.paths.has(above)) {
        return { nid: top, parent: this.paths.get(above) ?? '', standing: 'recovered', row: NO_FACTS };
      }
      top = above;
    }
  }
}

function childrenByParent(store: PstStore): ReadonlyMap<number, readonly number[]> {
  const children = new Map<number, number[]>();
  for (const { nid, parent } of store.nodes()) {
    if (nodeType(nid) !== NODE_TYPE.folder || nid === parent) continue;
    const siblings = children.get(parent);
    if (siblings === undefined) children.set(parent, [nid]);
    else siblings.push(nid);
  }
  return children;
}

function lostFolder(folder: string): StoreItem {
  const detail = `The properties of the folder "${folder}" are lost; what its lists and the store's index still have of it was read.`;
  return { kind: 'gap', folder, offset: 0, isUncounted: false, shortfall: { reason: 'damaged', detail } };
}

function lostHierarchy(folder: string, standing: 'listed' | 'recovered'): StoreItem {
  const detail = `The list of folders in "${folder}" is damaged, so how many items they hold is not known; folders that the store's index still has were read.`;
  return {
    kind: 'gap',
    folder,
    offset: 0,
    isUncounted: standing === 'listed',
    shortfall: { reason: 'damaged', detail },
  };
}
