import type { Case, SourceRow } from '../case/index.ts';
import type { Document, Message, Place } from '../evidence/index.ts';
import { normaliseMessageId } from '../intake/index.ts';
import { addressText } from './address-rows.ts';
import type { ItemMask } from './item-mask.ts';

/** The row of `messages` for one item. */
export interface MessageRow {
  readonly id: string;
  readonly kind: 'message' | 'document';
  readonly sourceId: string;
  /** JSON: where reading goes on to find it again. */
  readonly position: string;
  /** JSON array of names, masked. */
  readonly container: string;
  readonly folder: string | null;
  readonly standing: Place['standing'];
  readonly start: number;
  readonly stop: number;
  readonly messageId: string | null;
  readonly messageIdNormal: string | null;
  readonly sentAt: string | null;
  readonly subject: string | null;
  readonly fromAddress: string | null;
  readonly bodyHash: string | null;
  readonly problems: string;
}

/** The row of an item. @param id its own. */
export function messageRow(
  kase: Case,
  id: string,
  source: Pick<SourceRow, 'id'>,
  item: Message | Document,
  mask: ItemMask,
): MessageRow {
  const header = item.type === 'message' ? item.header : null;
  const subject = header?.subject ?? null;
  const messageId = header?.messageId == null ? null : mask.copies(header.messageId);
  return {
    id,
    kind: item.type,
    sourceId: source.id,
    ...placeColumns(item.place, mask),
    start: item.span[0],
    stop: item.span[1],
    messageId,
    messageIdNormal: messageId === null ? null : normaliseMessageId(messageId),
    sentAt: header?.date?.at ?? null,
    subject: subject === null ? null : mask.text(subject),
    fromAddress: header?.from[0] === undefined ? null : addressText(header.from[0].address, mask),
    bodyHash: bodyHashOf(kase, item),
    problems: JSON.stringify([...new Set(item.problems.map((problem) => problem.code))].sort()),
  };
}

function placeColumns({ position, container, folder, standing }: Place, mask: ItemMask) {
  return {
    position: JSON.stringify(position),
    container: containerText(container, mask),
    folder: folder === null ? null : mask.text(folder),
    standing,
  };
}

/** The column for names of archive members around something. */
export function containerText(container: readonly string[], mask: ItemMask): string {
  return JSON.stringify(container.map(mask.text));
}

/** White space differs between copies of one message; words do not. */
function bodyHashOf(kase: Case, item: Message | Document): string | null {
  const bodies = item.parts.flatMap((part) =>
    part.content.state === 'text' && part.role === 'body' ? [Buffer.from(part.content.text.utf8).toString('utf8')] : [],
  );
  return bodies.length === 0 ? null : kase.hash.hex('body', bodies.join('\n').replace(/\s+/g, ' ').trim());
}
