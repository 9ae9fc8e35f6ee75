import type { ByteSpan } from '../../core/index.ts';
import type { MapiObject } from '../mapi/mapi-object.ts';
import type { NamedProperties } from '../mapi/named-properties.ts';
import type { MapiProperties } from '../mapi/property.ts';
import type { Shortfall } from '../shortfall.ts';
import { messageObject } from './message-object.ts';
import type { NodeEntry, PstNode } from './node.ts';

/** An item of a store, opened. */
export interface OpenedObject {
  readonly object: MapiObject;
  /** The file's bytes where its properties begin. */
  readonly span: ByteSpan;
}

/** Opens the item that is a node. */
export function openEntry(entry: NodeEntry, names: NamedProperties): OpenedObject | Shortfall {
  const node = entry.open();
  if ('reason' in node) return node;
  const object = messageObject(node, names);
  return 'reason' in object ? object : { object, span: spanOf(node) };
}

/** What a row of a list says of an item of which nothing else is left. @param list the list's node. */
export function openRow(properties: MapiProperties, list: PstNode, names: NamedProperties): OpenedObject {
  const object = { ...names, properties, recipients: [], attachments: [], shortfalls: [ROW_ALONE] };
  return { object, span: spanOf(list) };
}

function spanOf({ place }: PstNode): ByteSpan {
  return place === null ? [0, 0] : [place.offset, place.offset + place.length];
}

const ROW_ALONE: Shortfall = {
  reason: 'not-found',
  detail:
    'Of this deleted item nothing is left but its line in an outdated list; its text, recipients and attachments are gone from this file.',
};
