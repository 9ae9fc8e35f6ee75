import { journalOf, type Message, type MessageHeader } from '../evidence/index.ts';

/** An address and how it belongs to a message. */
type RoleAddress = readonly [role: string, address: string];

/**
 * Whom the message in a journal report went to, as if it stood there without the report: the recipients the report names, Bcc and members of
 * lists included, united with those of the message itself; and who sent it. None for a message that is no journal report.
 */
export function* journalAddresses(message: Message): Generator<RoleAddress> {
  const journal = journalOf(message);
  if (journal === null) return;
  const carried = message.parts.flatMap(({ content }) => (content.state === 'message' ? [content.header] : []))[0];
  if (carried !== undefined) yield* ownAddresses(carried);
  if (journal.sender !== null) yield ['sender', journal.sender];
  for (const { address, role, via } of journal.recipients) {
    yield [role === 'recipient' ? roleIn(carried, address) : role, address];
    if (via !== null) yield ['list', via];
  }
}

function* ownAddresses({ from, to, cc, bcc }: MessageHeader): Generator<RoleAddress> {
  for (const [role, mailboxes] of Object.entries({ from, to, cc, bcc })) {
    for (const { address } of mailboxes) yield [role, address];
  }
}

/** A recipient whom neither To nor Cc names got a blind copy. */
function roleIn(header: MessageHeader | undefined, address: string): 'to' | 'cc' | 'bcc' {
  const names = (mailboxes: MessageHeader['to']) =>
    mailboxes.some((one) => one.address.toLowerCase() === address.toLowerCase());
  if (header !== undefined && names(header.to)) return 'to';
  return header !== undefined && names(header.cc) ? 'cc' : 'bcc';
}
