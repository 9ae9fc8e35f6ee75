import type { ByteSpan } from '../../core/index.ts';
import type { NamedProperties } from '../mapi/named-properties.ts';
import type { Shortfall } from '../shortfall.ts';
import type { OpenedObject } from './opened-object.ts';
import { shownNode } from './store-ids.ts';

/** One step of the walk through a store. */
export type StoreItem =
  | StoredObject
  | OutdatedState
  /** Rows of a folder's list with nothing behind them. They are in the balance where the folder is (`listed`). */
  | {
      readonly kind: 'lost';
      readonly folder: string;
      readonly standing: 'listed' | 'recovered';
      readonly count: number;
      readonly shortfall: Shortfall;
    }
  /** A lost piece of the store's indexes. `isUncounted`: how many items it held is not known either. */
  | {
      readonly kind: 'gap';
      readonly folder: string | null;
      readonly offset: number;
      readonly isUncounted: boolean;
      readonly shortfall: Shortfall;
    };

/** A message, contact, appointment, task, note or report; or an item that Outlook keeps beside them for itself (rules, views, settings). */
export interface StoredObject {
  readonly kind: 'object';
  readonly nid: number;
  readonly isAssociated: boolean;
  /** Null where nothing says which folder held it. */
  readonly folder: string | null;
  /** What names it: a folder's list, the store's index alone, or pages that no index reaches any more. */
  readonly origin: 'list' | 'index' | 'pages';
  readonly open: (names: NamedProperties) => OpenedObject | Shortfall;
}

/** An earlier state of a folder, of one of its lists or of the store's own properties, given up and still in the file. */
export interface OutdatedState {
  readonly kind: 'state';
  /** The folder's path today, else the name it had; null where nothing tells it. */
  readonly folder: string | null;
  /** Where in the file it begins. */
  readonly span: ByteSpan;
  /** All that it says in words, in UTF-8, a line for each text. */
  readonly utf8: Uint8Array;
}

/** How a sentence about an item begins. */
export function anItem(folder: string | null, nid: number): string {
  return `An item in ${folder === null ? 'no known folder' : `"${folder}"`} (node ${shownNode(nid)})`;
}
