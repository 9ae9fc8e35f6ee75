import { counted } from '../../core/index.ts';
import type { Shortfall } from '../shortfall.ts';
import type { FolderFacts } from './folder.ts';
import type { PstTable, RowsLost } from './heap.ts';
import type { PstStore } from './node.ts';
import { openTable } from './open-table.ts';
import { openEntry } from './opened-object.ts';
import { NODE_TYPE, siblingNode } from './store-ids.ts';
import { anItem, type StoredObject, type StoreItem } from './store-item.ts';

/** A folder gone through. */
interface Folder {
  readonly nid: number;
  readonly path: string;
  /** `recovered`: nothing of it is in the balance. */
  readonly standing: 'listed' | 'recovered';
  readonly facts: FolderFacts;
}

/** One of a folder's two lists, and how many rows the folder counts in it. */
interface List {
  readonly folder: Folder;
  readonly type: number;
  readonly isAssociated: boolean;
  readonly counted: number;
}

/** Reads what folders list: their contents tables and the tables of what Outlook keeps for itself ([MS-PST] §2.4.4.5, §2.4.4.6). */
export class FolderList {
  /** Items that a list has named. */
  readonly listed = new Set<number>();
  readonly #store: PstStore;

  constructor(store: PstStore) {
    this.#store = store;
  }

  /** The items of a folder in its lists' order. What is expected of a list is the larger of its rows and of what the folder counts. */
  *items(folder: Folder): Generator<StoreItem> {
    const { items } = folder.facts;
    yield* this.#list({ folder, type: NODE_TYPE.contentsTable, isAssociated: false, counted: items });
    yield* this.#list({ folder, type: NODE_TYPE.associatedTable, isAssociated: true, counted: 0 });
  }

  *#list(list: List): Generator<StoreItem> {
    const table = openTable(this.#store, siblingNode(list.folder.nid, list.type));
    if (table === null ? this.#store.damage.length > 0 : 'reason' in table) yield lostList(list);
    else yield* this.#rows(list, table === null || 'reason' in table ? NO_ROWS : table);
  }

  *#rows(list: List, table: PstTable): Generator<StoreItem> {
    let rows = 0;
    for (const row of table.rows()) {
      if ('id' in row) {
        rows += 1;
        yield this.#row(list, row.id);
      } else {
        rows += row.count;
        yield* this.#lostRows(list, row);
      }
    }
    const missing = Math.max(list.counted, table.count) - rows;
    if (missing > 0) yield lost(list, missing, { reason: 'not-found', detail: missingDetail(list, missing) });
  }

  /** Rows whose own bytes are lost, and which the table's index still names, are as good as others. */
  *#lostRows(list: List, { ids, count, shortfall }: RowsLost): Generator<StoreItem> {
    // A piece of the table's own index: nobody knows how many rows it named.
    if (count === 0) yield lostList(list);
    for (const id of ids) yield this.#row(list, id);
    const nameless = count - ids.length;
    if (nameless <= 0) return;
    const detail = `${counted(nameless, 'row')} of the list of items of "${list.folder.path}" cannot be read; what the store's index still has of them is marked recovered.`;
    yield lost(list, nameless, { reason: shortfall.reason, detail });
  }

  #row(list: List, nid: number): StoreItem {
    const { folder, isAssociated } = list;
    const entry = this.#store.node(nid);
    const isListedAgain = this.listed.has(nid);
    this.listed.add(nid);
    if (isListedAgain) return lost(list, 1, { reason: 'damaged', detail: againDetail(list, nid) });
    if (entry === null) return lost(list, 1, { reason: 'not-found', detail: absentDetail(list, nid) });
    const origin = folder.standing === 'listed' ? 'list' : 'index';
    const open: StoredObject['open'] = (names) => openEntry(entry, names);
    return { kind: 'object', nid, isAssociated, folder: folder.path, origin, open };
  }
}

const NO_ROWS: PstTable = { count: 0, *rows() {} };

function lost({ folder }: List, count: number, shortfall: Shortfall): StoreItem {
  return { kind: 'lost', folder: folder.path, standing: folder.standing, count, shortfall };
}

function lostList({ folder }: List): StoreItem {
  const detail = `The list of items of "${folder.path}" is damaged, so how many it held is not known; what the store's index still has of them is marked recovered.`;
  const isUncounted = folder.standing === 'listed';
  return { kind: 'gap', folder: folder.path, offset: 0, isUncounted, shortfall: { reason: 'damaged', detail } };
}

function againDetail({ folder }: List, nid: number): string {
  return `${anItem(folder.path, nid)} is listed more than once; it was read where it is listed first.`;
}

function absentDetail({ folder }: List, nid: number): string {
  return `${anItem(folder.path, nid)} is listed and the store's index has lost it; ask for another copy of the file.`;
}

function missingDetail({ folder }: List, missing: number): string {
  return `The folder "${folder.path}" counts ${counted(missing, 'item')} more than it lists: never downloaded from the server, or lost; ask for them there.`;
}
