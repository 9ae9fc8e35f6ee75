import type { Document, Message, MessageHeader } from '../evidence/index.ts';
import { quotedAddresses } from '../intake/index.ts';
import { maskUtf8 } from '../secrets/index.ts';
import type { ItemMask } from './item-mask.ts';
import { journalAddresses } from './journal-addresses.ts';
import type { ScannedText } from './scanned-text.ts';

/** The row of `message_addresses` for one address in one role. */
export interface AddressRow {
  readonly role: string;
  readonly address: string;
}

const ADDRESS = /^[^\s@]+@[^\s@]+$|^\/o=/i;

/**
 * An address, in lower case. Where a store has only a name, the name stands for one: it may say anything, and keeps its case, so that what is
 * found elsewhere is known in it.
 */
export function addressText(address: string, mask: ItemMask): string {
  const trimmed = address.trim();
  return ADDRESS.test(trimmed) ? mask.copies(trimmed).toLowerCase() : mask.text(trimmed);
}

/** The addresses of an item, each once in a role: of its header, of a journal's envelope, of messages in it, of quotes. */
export function addressRows(
  item: Message | Document,
  texts: readonly ScannedText[],
  mask: ItemMask,
): readonly AddressRow[] {
  const seen = new Map<string, { role: string; address: string }>();
  const add = (role: string, address: string) => {
    if (!address.includes('@')) return;
    const lower = addressText(address, mask).toLowerCase();
    seen.set(`${role} ${lower}`, { role, address: lower });
  };
  if (item.type === 'message') {
    for (const [role, address] of headerAddresses(item.header)) add(role, address);
    for (const [role, address] of journalAddresses(item)) add(role, address);
  }
  for (const [index, part] of item.parts.entries()) {
    if (part.content.state === 'message') {
      for (const [, address] of headerAddresses(part.content.header)) add('embedded', address);
    } else if (part.content.state === 'text' && part.role !== 'attachment') {
      const scanned = texts.find((text) => text.index === index);
      for (const address of quotedAddresses(maskedText(part.content.text.utf8, scanned))) add('quoted', address);
    }
  }
  return [...seen.values()];
}

/** A password before the `@` of a connection string would pass for an address. */
function maskedText(utf8: Uint8Array, scanned: ScannedText | undefined): string {
  const secrets = (scanned?.findings ?? []).filter((finding) => finding.kind !== 'identifier');
  const spans = secrets.map((finding) => finding.span);
  return Buffer.from(spans.length === 0 ? utf8 : maskUtf8(utf8, spans)).toString('utf8');
}

function* headerAddresses(header: MessageHeader): Generator<readonly [role: string, address: string]> {
  const fields = {
    from: header.from,
    sender: header.sender,
    'reply-to': header.replyTo,
    to: header.to,
    cc: header.cc,
    bcc: header.bcc,
  };
  for (const [role, mailboxes] of Object.entries(fields)) {
    for (const mailbox of mailboxes) yield [role, mailbox.address];
  }
  for (const value of header.all('List-Post')) {
    const address = /<mailto:([^>?]{1,320})/i.exec(value)?.[1];
    if (address !== undefined) yield ['list', address];
  }
}
