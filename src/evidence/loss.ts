import type { Loss } from '../core/index.ts';
import type { Document, Message } from './message.ts';
import type { Part } from './part.ts';

/**
 * A loss row for each part of a message or document that was not read, in document order.
 * @returns rows of level `part` with the part's number, members and a span of nothing: an unread part has no text to count bytes in.
 */
export function lossesOf(item: Message | Document): readonly Loss[] {
  return item.parts.flatMap((part) => {
    const loss = partLoss(item, part);
    return loss === null ? [] : [loss];
  });
}

function partLoss(item: Message | Document, part: Part): Loss | null {
  if (part.content.state !== 'unread') return null;
  return {
    level: 'part',
    reason: part.content.reason,
    detail: part.content.detail,
    provenance: {
      source: item.source,
      container: item.place.container,
      folder: item.place.folder,
      sourceOffset: item.span[0],
      messageId: item.type === 'message' ? item.header.messageId : null,
      part: part.path,
      member: part.member,
      span: [0, 0],
    },
  };
}
