import { addressOfEntryId, flatEntries } from './entry-id.ts';
import { listOf, type MapiAddress, mapiAddress } from './mapi-address.ts';
import type { PropertyReader } from './property-reader.ts';
import { TAG } from './property-tag.ts';

/** Whom an object is from: the sender, where those it is sent for are not named, or are only a name that the sender has too. */
export function author(values: PropertyReader): MapiAddress | null {
  const represented = sentRepresenting(values);
  const sender = senderOf(values);
  if (represented === null || sender === null || represented.isSmtp) return represented ?? sender;
  const { name, address } = represented.mailbox;
  return (name ?? address) === sender.mailbox.name ? sender : represented;
}

/** Who sent it, where that is another than the author; else null. */
export function otherSender(values: PropertyReader): MapiAddress | null {
  const from = author(values);
  const sender = senderOf(values);
  return from === null || sender === null || isSame(sender, from) ? null : sender;
}

/** Whom answers go to. */
export function replyRecipients(values: PropertyReader): readonly MapiAddress[] {
  const list = values.bytes(TAG.replyRecipientEntries);
  if (list === null) return [];
  return [...flatEntries(list)].flatMap((entry) => {
    const said = addressOfEntryId(entry, values.charset);
    return said === null ? [] : listOf(mapiAddress(said));
  });
}

function sentRepresenting(values: PropertyReader): MapiAddress | null {
  return mapiAddress({
    name: values.text(TAG.sentRepresentingName),
    type: values.text(TAG.sentRepresentingAddressType),
    address: values.text(TAG.sentRepresentingEmailAddress),
    smtp: values.text(TAG.sentRepresentingSmtpAddress) ?? smtpOf(values, TAG.sentRepresentingEmailAddress),
  });
}

function senderOf(values: PropertyReader): MapiAddress | null {
  return mapiAddress({
    name: values.text(TAG.senderName),
    type: values.text(TAG.senderAddressType),
    address: values.text(TAG.senderEmailAddress),
    smtp: values.text(TAG.senderSmtpAddress) ?? smtpOf(values, TAG.senderEmailAddress),
  });
}

/** The SMTP address of a directory name that is also the creator's, or of who changed the item last, of whom the store knows both. */
function smtpOf(values: PropertyReader, id: number): string | null {
  const dn = values.text(id)?.toLowerCase();
  for (const [known, smtp] of KNOWN_PERSONS) {
    if (dn !== undefined && values.text(known)?.toLowerCase() === dn) return values.text(smtp);
  }
  return null;
}

const KNOWN_PERSONS = [
  [TAG.creatorEmailAddress, TAG.creatorSmtpAddress],
  [TAG.lastModifierEmailAddress, TAG.lastModifierSmtpAddress],
] as const;

function isSame(a: MapiAddress, b: MapiAddress): boolean {
  return a.mailbox.address.toLowerCase() === b.mailbox.address.toLowerCase();
}
