import type { ByteSpan } from '../../core/index.ts';
import type { MapiObject } from '../mapi/mapi-object.ts';
import type { Shortfall } from '../text/extraction.ts';
import { messageObject } from './message-object.ts';
import type { NamedProperties } from './named-properties.ts';
import { anItem, type StoredObject } from './store-item.ts';

/** An item of a store, opened. */
export interface OpenedObject {
  readonly object: MapiObject;
  /** The file's bytes where its properties begin. */
  readonly span: ByteSpan;
}

const MESSAGE_CLASS = 0x001a;

/**
 * Opens an item.
 * @returns a shortfall where it is lost; null where it is nothing: an entry in a page that was let go, whose bytes are something else by now.
 */
export function openObject(
  { entry, folder, origin }: StoredObject,
  names: NamedProperties,
): OpenedObject | Shortfall | null {
  const node = entry.open();
  const object = 'reason' in node ? node : messageObject(node, names);
  const isItem = !('reason' in object) && object.properties.has(MESSAGE_CLASS);
  if (origin === 'pages' && !isItem) return null;
  if ('reason' in node || 'reason' in object) {
    const detail = `${anItem(folder, entry.nid)} has lost its properties; ask for another copy of the file.`;
    return { reason: 'damaged', detail };
  }
  const { offset, length } = node.place ?? { offset: 0, length: 0 };
  return { object, span: [offset, offset + length] };
}
