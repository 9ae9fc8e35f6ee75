import type { Provenance } from '../core/index.ts';
import type { Document, Message } from '../evidence/index.ts';
import type { ItemMask } from './item-mask.ts';

/** Where something stands in an item, masked. @param where its part, the members on the way to it as they may be shown, and its bytes. */
export function itemProvenance(
  item: Message | Document,
  where: Pick<Provenance, 'part' | 'member' | 'span'>,
  mask: ItemMask,
): Provenance {
  return {
    source: item.source,
    container: item.place.container.map(mask.text),
    folder: item.place.folder === null ? null : mask.text(item.place.folder),
    sourceOffset: item.span[0],
    messageId: item.type === 'message' && item.header.messageId !== null ? mask.copies(item.header.messageId) : null,
    ...where,
  };
}
