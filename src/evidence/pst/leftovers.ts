import type { FolderWalk } from './folder-walk.ts';
import type { NodeEntry, PstStore } from './node.ts';
import { openEntry, openRow } from './opened-object.ts';
import { NODE_TYPE, nodeType, siblingNode } from './store-ids.ts';
import type { StoredObject } from './store-item.ts';
import { readTable } from './table-context.ts';

/**
 * Items, and earlier states of items, that the store's indexes have let go and whose bytes still stand, the same bytes once; then lines of outdated
 * lists about items of which nothing else is left.
 */
export function* leftovers(store: PstStore, folders: FolderWalk): Generator<StoredObject> {
  const seen = new Set<string>();
  const nids = new Set<number>();
  const lists: NodeEntry[] = [];
  for (const entry of store.recovered()) {
    if (nodeType(entry.nid) === NODE_TYPE.contentsTable) lists.push(entry);
    if (!mayBeItem(entry)) continue;
    const place = placeOf(entry);
    const current = store.node(entry.nid);
    if (place === null || seen.has(place) || (current !== null && placeOf(current) === place)) continue;
    seen.add(place);
    nids.add(entry.nid);
    yield unlisted(entry, folders, 'pages');
  }
  yield* outdatedRows(store, folders, lists, nids);
}

/** An item of the index that no list names, or of a page that no index reaches. */
export function unlisted(entry: NodeEntry, folders: FolderWalk, origin: 'index' | 'pages'): StoredObject {
  return {
    kind: 'object',
    nid: entry.nid,
    isAssociated: nodeType(entry.nid) === NODE_TYPE.associatedMessage,
    folder: folders.paths.get(entry.parent) ?? null,
    origin,
    open: (names) => openEntry(entry, names),
  };
}

/** Internal nodes are among them: a message on its way into the store is one. */
function mayBeItem({ nid }: NodeEntry): boolean {
  const type = nodeType(nid);
  return type === NODE_TYPE.message || type === NODE_TYPE.associatedMessage || type === NODE_TYPE.internal;
}

function placeOf(entry: NodeEntry): string | null {
  const node = entry.open();
  return 'reason' in node || node.place === null ? null : `${node.nid} ${node.place.offset}`;
}

/** @param told items that were met already. */
function* outdatedRows(
  store: PstStore,
  folders: FolderWalk,
  lists: readonly NodeEntry[],
  told: Set<number>,
): Generator<StoredObject> {
  for (const entry of lists) {
    const list = entry.open();
    const table = 'reason' in list ? list : readTable(list);
    if ('reason' in list || 'reason' in table) continue;
    const folder = folders.paths.get(siblingNode(entry.nid, NODE_TYPE.folder)) ?? null;
    for (const row of table.rows()) {
      if (!('id' in row) || told.has(row.id) || store.node(row.id) !== null) continue;
      told.add(row.id);
      const open: StoredObject['open'] = (names) => openRow(row.properties, list, names);
      yield { kind: 'object', nid: row.id, isAssociated: false, folder, origin: 'pages', open };
    }
  }
}
