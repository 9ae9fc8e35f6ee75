import type { EventFacts } from '../event/event-row.ts';
import { lower, textOf } from '../record/raw-object.ts';
import type { Fields } from '../record/record-fields.ts';

/** The message that a row is about: its Message-ID and whom it went to. */
export function messageOf(field: Fields): Pick<EventFacts, 'message_ids' | 'recipients' | 'item_count' | 'mailbox'> {
  const message = textOf(field('internetmessageid'));
  const recipient = lower(textOf(field('recipientemailaddress')));
  return {
    message_ids: message === null ? null : [message],
    recipients: recipient === null ? null : [recipient],
    item_count: message === null ? null : 1,
    mailbox: recipient,
  };
}
