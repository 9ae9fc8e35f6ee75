import { addressOfEntryId } from './entry-id.ts';
import { type MapiAddress, mapiAddress } from './mapi-address.ts';
import type { MapiObject } from './mapi-object.ts';
import type { LostValue } from './property-reader.ts';
import { PropertyReader, type ValueSpending } from './property-reader.ts';
import { TAG } from './property-tag.ts';

/** The recipients of an object by what they are to it ([MS-OXOMSG] §2.2.3.1), and what of them is lost. */
export interface Recipients {
  readonly to: readonly MapiAddress[];
  readonly cc: readonly MapiAddress[];
  readonly bcc: readonly MapiAddress[];
  readonly lost: readonly LostValue[];
}

/** Low bits of PidTagRecipientType; those above say how delivery went. */
const KIND = 0x0f;

/** Reads the table of recipients; an originator in it is no recipient. */
export function readRecipients(
  { recipients }: MapiObject,
  charset: string | null,
  spending: ValueSpending,
): Recipients {
  const to: MapiAddress[] = [];
  const cc: MapiAddress[] = [];
  const bcc: MapiAddress[] = [];
  const lost: LostValue[] = [];
  for (const properties of recipients) {
    const values = new PropertyReader(properties, charset, spending);
    const address = recipientAddress(values);
    const kind = (values.integer(TAG.recipientType) ?? 1) & KIND;
    if (address !== null && kind !== 0) (kind === 2 ? cc : kind === 3 ? bcc : to).push(address);
    lost.push(...values.lost);
  }
  return { to, cc, bcc, lost };
}

function recipientAddress(values: PropertyReader): MapiAddress | null {
  const smtp = values.text(TAG.smtpAddress);
  const name = values.text(TAG.displayName) ?? values.text(TAG.recipientDisplayName);
  const type = values.text(TAG.addressType);
  const address = values.text(TAG.emailAddress);
  const found = mapiAddress({ name, type, address, smtp });
  if (found?.isSmtp === true) return found;
  const entryId = values.bytes(TAG.recipientEntryId) ?? values.bytes(TAG.entryId);
  const entry = entryId === null ? null : addressOfEntryId(entryId, values.charset);
  if (entry === null) return found;
  const better = mapiAddress({ ...entry, name: name ?? entry.name });
  return found === null || better?.isSmtp === true ? better : found;
}
