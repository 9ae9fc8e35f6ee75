import type { Shortfall } from '../shortfall.ts';
import { FolderWalk } from './folder-walk.ts';
import { leftovers, unlisted } from './leftovers.ts';
import type { PstStore } from './node.ts';
import { outdatedStates } from './outdated-states.ts';
import { NODE_TYPE, nodeType } from './store-ids.ts';
import type { StoredObject, StoreItem } from './store-item.ts';

/**
 * Goes through everything in a store, always in the same order: what of its indexes is lost; the folders from the root down, each with the items
 * it lists; folders that the hierarchy does not lead to; items that no folder lists; items that no index holds any more; outdated states of folders; what
 * the store's limits kept from being read. No item is opened.
 */
export function* walkStore(store: PstStore): Generator<StoreItem> {
  try {
    for (const item of steps(store)) yield store.isSpent() ? asUnread(item) : item;
    for (const shortfall of store.shortfalls()) {
      yield { kind: 'gap', folder: null, offset: 0, isUncounted: false, shortfall };
    }
  } catch {
    // A reader's own fault must not cost what was read before it.
    yield { kind: 'gap', folder: null, offset: 0, isUncounted: true, shortfall: BROKE_OFF };
  }
}

const BROKE_OFF: Shortfall = {
  reason: 'damaged',
  detail:
    'The store brought its reader down; what comes after was not read. Open the file with another program and export what it shows.',
};

function* steps(store: PstStore): Generator<StoreItem> {
  for (const { shortfall, offset } of store.damage) {
    yield { kind: 'gap', folder: null, offset, isUncounted: false, shortfall };
  }
  const folders = new FolderWalk(store);
  yield* folders.fromRoot();
  yield* folders.unreached();
  yield* orphans(store, folders);
  yield* leftovers(store, folders);
  yield* outdatedStates(store, folders);
}

/** Of what cannot be read because nothing is read any more, nobody knows that it is damaged. */
function asUnread(item: StoreItem): StoreItem {
  return 'shortfall' in item ? { ...item, shortfall: NOT_READ } : item;
}

const NOT_READ: Shortfall = {
  reason: 'over-budget',
  detail:
    'A folder, or a list of one, was not read, as blocks were read many times over before; open the file by hand.',
};

function* orphans(store: PstStore, folders: FolderWalk): Generator<StoredObject> {
  for (const entry of store.nodes()) {
    const type = nodeType(entry.nid);
    const isItem = type === NODE_TYPE.message || type === NODE_TYPE.associatedMessage;
    if (isItem && !folders.isListed(entry.nid)) yield unlisted(entry, folders, 'index');
  }
}
