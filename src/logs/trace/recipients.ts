import { lower, textOf } from '../record/raw-object.ts';
import type { Fields } from '../record/record-fields.ts';

const MAX_RECIPIENTS = 1000;

/** To whom a message went, and what became of it at each. */
export interface Recipients {
  /** Addresses in lower case, without repeats. */
  readonly recipients: readonly string[];
  /** The words of the trace, one for each recipient that has one. */
  readonly statuses: readonly string[];
}

/** `RecipientAddress`; or the historical search's `recipient_status`, `a@x##Receive, Deliver;b@y##Receive, Fail`. */
export function recipientsOf(field: Fields): Recipients {
  const pairs = listIn(textOf(field('recipientstatus')), ';').map((entry) => entry.split('##'));
  const named = pairs.flatMap(([address = '', status]) => (status === undefined ? [] : [address]));
  const own = listIn(textOf(field('recipientaddress', 'recipient', 'recipients')), ';');
  const recipients = [...new Set([...own, ...named].flatMap((address) => lower(textOf(address)) ?? []))];
  const statuses = pairs.flatMap((pair) => textOf(pair[1] ?? pair[0]) ?? []);
  return { recipients, statuses };
}

function listIn(text: string | null, separator: string): readonly string[] {
  return text === null ? [] : text.split(separator, MAX_RECIPIENTS).filter((part) => part.trim() !== '');
}
