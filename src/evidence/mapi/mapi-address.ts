import type { MailboxAddress } from '../message.ts';

/** What the properties say of one sender or recipient; null where they say nothing. */
export interface AddressProperties {
  readonly name: string | null;
  /** `SMTP`, `EX` and the like. */
  readonly type: string | null;
  readonly address: string | null;
  readonly smtp: string | null;
}

/** A mailbox, and whether its address is one that mail is sent to over the Internet. */
export interface MapiAddress {
  readonly mailbox: MailboxAddress;
  readonly isSmtp: boolean;
}

/**
 * The best address of a sender or recipient: SMTP wherever one stands, else the name where it is one, else the directory's own (an X.500 DN),
 * else the name. Null where nothing is said.
 */
export function mapiAddress({ name, type, address, smtp }: AddressProperties): MapiAddress | null {
  const shown = withoutQuotes(name);
  const candidates = type?.toUpperCase() === 'EX' ? [smtp, shown] : [smtp, address, shown];
  for (const candidate of candidates) {
    const found = candidate === null ? null : smtpAddress(candidate);
    if (found !== null) return { mailbox: { name: shown === found ? null : shown, address: found }, isSmtp: true };
  }
  const fallback = nonEmpty(address) ?? nonEmpty(shown);
  if (fallback === null) return null;
  return { mailbox: { name: shown === fallback ? null : shown, address: fallback }, isSmtp: false };
}

/** An address as a list of one; none for null. */
export function listOf(address: MapiAddress | null): readonly MapiAddress[] {
  return address === null ? [] : [address];
}

/** The address in a text that is nothing but one; null for all else. */
function smtpAddress(text: string): string | null {
  const bare = text
    .trim()
    .replace(/^(?:smtp|mailto):/i, '')
    .replace(/^<([^<>]*)>$/, '$1');
  return /^[^\s@<>/]{1,256}@[^\s@<>]{1,256}$/.test(bare) ? bare : null;
}

/** Outlook writes a name that is an address in single quotes. */
function withoutQuotes(name: string | null): string | null {
  const trimmed = nonEmpty(name);
  return trimmed === null ? null : nonEmpty(trimmed.replace(/^(['"])(.*)\1$/s, '$2'));
}

function nonEmpty(text: string | null): string | null {
  const trimmed = text?.trim() ?? '';
  return trimmed === '' ? null : trimmed;
}

/**
 * The addresses of a header's field and of the properties as one list: the field's first, as they are written; of the properties' those that
 * are not among them. A directory name is left out where the field has a mailbox of that name.
 */
export function unite(field: readonly MailboxAddress[], own: readonly MapiAddress[]): readonly MailboxAddress[] {
  if (own.length === 0) return field;
  const addresses = new Set(field.map(({ address }) => address.toLowerCase()));
  const names = new Set(field.map(({ name, address }) => (name ?? address).toLowerCase()));
  const united = [...field];
  const bySmtp = [...own.filter(({ isSmtp }) => isSmtp), ...own.filter(({ isSmtp }) => !isSmtp)];
  for (const { mailbox, isSmtp } of field.length === 0 ? own : bySmtp) {
    const key = mailbox.address.toLowerCase();
    if (addresses.has(key) || (!isSmtp && names.has((mailbox.name ?? mailbox.address).toLowerCase()))) continue;
    addresses.add(key);
    united.push(mailbox);
  }
  return united;
}
