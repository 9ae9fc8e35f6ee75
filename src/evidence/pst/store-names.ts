import { type NamedProperties, NO_NAMES } from '../mapi/named-properties.ts';
import type { Shortfall } from '../shortfall.ts';
import { readNamedProperties } from './named-properties.ts';
import type { PstStore } from './node.ts';
import { readProperties } from './property-context.ts';
import { NODE_ID } from './store-ids.ts';

/** The names of a store's named properties; where they are lost, none, and a shortfall. */
export function storeNames(store: PstStore): { readonly names: NamedProperties; readonly shortfall: Shortfall | null } {
  const node = store.node(NODE_ID.nameMap)?.open() ?? null;
  if (node === null) return { names: NO_NAMES, shortfall: store.damage.length > 0 ? NAMES_LOST : null };
  const context = 'reason' in node ? node : readProperties(node);
  if ('reason' in context) return { names: NO_NAMES, shortfall: NAMES_LOST };
  return { names: readNamedProperties(context.properties), shortfall: null };
}

const NAMES_LOST: Shortfall = {
  reason: 'damaged',
  detail:
    'The list that names special fields (of contacts, appointments and add-ins) is lost; their values were read without names.',
};
