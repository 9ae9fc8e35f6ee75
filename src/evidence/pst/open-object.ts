import type { NamedProperties } from '../mapi/named-properties.ts';
import type { Shortfall } from '../shortfall.ts';
import type { OpenedObject } from './opened-object.ts';
import { anItem, type StoredObject } from './store-item.ts';

const MESSAGE_CLASS = 0x001a;

/**
 * Opens an item.
 * @returns a shortfall where it is lost or over a budget; null where it is nothing: an entry in a page that was let go, whose bytes are something else by now.
 */
export function openObject(stored: StoredObject, names: NamedProperties): OpenedObject | Shortfall | null {
  const opened = stored.open(names);
  const isLost = 'reason' in opened;
  if (isLost && opened.reason === 'over-budget') return opened;
  if (stored.origin === 'pages' && (isLost || !opened.object.properties.has(MESSAGE_CLASS))) return null;
  if (!isLost) return opened;
  const detail = `${anItem(stored.folder, stored.nid)} has lost its properties; ask for another copy of the file.`;
  return { reason: 'damaged', detail };
}
