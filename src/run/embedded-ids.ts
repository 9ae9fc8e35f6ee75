import { type Document, deliveryReportOf, journalOf, type Message } from '../evidence/index.ts';
import { normaliseMessageId } from '../intake/index.ts';

/** Ids of the messages that an item carries or is a report of, normalised, each once. */
export function embeddedIds(item: Message | Document): readonly string[] {
  const carried = item.parts.map((part) => (part.content.state === 'message' ? part.content.header.messageId : null));
  const ids = [...carried, ...namedIdsOf(item)].flatMap((raw) => {
    const normal = raw === null ? null : normaliseMessageId(raw);
    return normal === null ? [] : [normal];
  });
  return [...new Set(ids)];
}

/** Ids of messages that a journal report or a delivery report is about, where it only names them. */
function namedIdsOf(item: Message | Document): readonly (string | null)[] {
  if (item.type !== 'message') return [];
  return [journalOf(item)?.messageId ?? null, deliveryReportOf(item)?.originalMessageId ?? null];
}
