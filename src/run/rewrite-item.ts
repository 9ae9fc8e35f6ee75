import type { Case } from '../case/index.ts';
import { type Document, lossesOf, type Message } from '../evidence/index.ts';
import type { Scanner } from '../secrets/index.ts';
import { itemMask } from './item-mask.ts';
import { type MailRows, mailRows } from './mail-row.ts';
import { rewriteMailRows, writeLoss } from './mail-store.ts';
import { type KeyFacts, scanItem } from './scan-item.ts';

/** An item that was read again, with more of it open than before or more known of what stands in it. */
export interface Reread {
  /** `messages.id`. */
  readonly id: string;
  readonly item: Message | Document;
}

/** Writes all that is stored of an item anew: its rows, its losses, its source's balance. Call inside a transaction. */
export function rewriteItem(kase: Case, { id, item }: Reread, scanner: Scanner, facts: KeyFacts): void {
  const source = kase.store.get<{ id: string }>('SELECT source_id AS id FROM messages WHERE id = ?', id);
  if (source === null) return;
  const texts = scanItem(item, scanner, facts);
  const mask = itemMask(item, texts, scanner);
  const rows = mailRows(kase, source, item, texts, mask);
  if (item.type === 'document') moveInTally(kase, source.id, rows);
  rewriteMailRows(kase.store, rows);
  kase.store.run("DELETE FROM losses WHERE message = ? AND level = 'part'", id);
  for (const [index, loss] of lossesOf(item).entries())
    writeLoss(kase, source.id, loss, { item: id, ordinal: `again#${index}` }, mask);
}

type State = Pick<MailRows['parts'][number], 'state' | 'reason'>;

/** A file that was counted as encrypted counts as read once anything of it is. */
function moveInTally(kase: Case, sourceId: string, { message, parts }: MailRows): void {
  const before = kase.store.all<State>('SELECT state, reason FROM parts WHERE message = ?', message.id);
  if (!isCountedEncrypted(before) || isCountedEncrypted(parts)) return;
  kase.store.run('UPDATE tallies SET encrypted = encrypted - 1, read = read + 1 WHERE source_id = ?', sourceId);
}

function isCountedEncrypted(parts: readonly State[]): boolean {
  const isRead = parts.some(({ state }) => state === 'text' || state === 'message');
  return !isRead && parts.some(({ state, reason }) => state === 'unread' && reason === 'encrypted');
}
