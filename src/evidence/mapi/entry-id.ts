import { asBuffer } from '../decode/byte-string.ts';
import type { AddressProperties } from './mapi-address.ts';
import { decodeText } from './property-reader.ts';
import { TYPE } from './property-type.ts';

/** Provider of a one-off entry id ([MS-OXCDATA] §2.2.5.1), and of an address book entry id (§2.2.5.2). */
const ONE_OFF = Buffer.from('812b1fa4bea310199d6e00dd010f5402', 'hex');
const ADDRESS_BOOK = Buffer.from('dca740c8c042101ab4b908002b2fe182', 'hex');
const HEAD = 20;
const UNICODE_FLAG = 0x80;
/** More entries than any honest list has. */
const MOST_ENTRIES = 1000;

/** What an entry id says of a mailbox; null for entry ids of other providers. */
export function addressOfEntryId(entryId: Uint8Array, charset: string | null): AddressProperties | null {
  const bytes = asBuffer(entryId);
  const provider = bytes.subarray(4, HEAD);
  if (provider.equals(ADDRESS_BOOK)) {
    const [dn = null] = strings(bytes.subarray(HEAD + 8), 1, false, charset);
    return { name: null, type: 'EX', address: dn, smtp: null };
  }
  if (!provider.equals(ONE_OFF)) return null;
  const isUnicode = ((bytes[HEAD + 3] ?? 0) & UNICODE_FLAG) !== 0;
  const [name = null, type = null, address = null] = strings(bytes.subarray(HEAD + 4), 3, isUnicode, charset);
  return { name, type, address, smtp: null };
}

/** The entry ids of a FlatEntryList ([MS-OXCDATA] §2.3.3), as far as its sizes hold. */
export function* flatEntries(list: Uint8Array): Generator<Uint8Array> {
  const bytes = asBuffer(list);
  const count = bytes.length < 8 ? 0 : Math.min(bytes.readUInt32LE(0), MOST_ENTRIES);
  let at = 8;
  for (let index = 0; index < count && at + 4 <= bytes.length; index++) {
    const size = bytes.readUInt32LE(at);
    yield bytes.subarray(at + 4, at + 4 + size);
    at += 4 + size + ((4 - (size % 4)) % 4);
  }
}

/** The first `count` NUL-terminated strings. */
function strings(bytes: Buffer, count: number, isUnicode: boolean, charset: string | null): readonly string[] {
  const found: string[] = [];
  const unit = isUnicode ? 2 : 1;
  for (let at = 0; found.length < count && at < bytes.length; ) {
    let end = at;
    while (end < bytes.length && (bytes[end] !== 0 || (isUnicode && (bytes[end + 1] ?? 0) !== 0))) end += unit;
    found.push(decodeText(isUnicode ? TYPE.unicode : TYPE.string8, bytes.subarray(at, end), charset));
    at = end + unit;
  }
  return found;
}
