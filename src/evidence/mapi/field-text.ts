import { asBuffer } from '../decode/byte-string.ts';
import { addressOfEntryId } from './entry-id.ts';
import type { FieldForm } from './item-field.ts';
import { mapiAddress } from './mapi-address.ts';
import type { PropertyReader } from './property-reader.ts';

/** The values of a field as a person reads them; none where the property is not there or is of another type. */
export function fieldTexts(values: PropertyReader, id: number, form: FieldForm): readonly string[] {
  switch (form) {
    case 'text':
      return values.texts(id);
    case 'time':
      return written(values.time(id), (at) => `${at.slice(0, 10)} ${at.slice(11, 19)} UTC`);
    case 'day':
      return written(values.time(id), (at) => at.slice(0, 10));
    case 'yes-no':
      return written(values.boolean(id), (is) => (is ? 'yes' : null));
    case 'percent':
      return written(values.float(id), (share) => `${Math.round(share * 100)}%`);
    case 'minutes':
      return written(values.integer(id), (minutes) => (minutes === 0 ? null : `${minutes} minutes`));
    case 'mailboxes':
      return values.allBytes(id).flatMap((entry) => mailbox(entry, values.charset));
    case 'zone':
      return written(values.bytes(id), zoneName);
    default:
      return written(values.integer(id), (index) => form[index] ?? null);
  }
}

function written<T>(value: T | null, write: (value: T) => string | null): readonly string[] {
  const text = value === null ? null : write(value);
  return text === null ? [] : [text];
}

function mailbox(entry: Uint8Array, charset: string | null): readonly string[] {
  const said = addressOfEntryId(entry, charset);
  const found = said === null ? null : mapiAddress(said);
  if (found === null) return [];
  const { name, address } = found.mailbox;
  return [name === null ? address : `${name} <${address}>`];
}

/** The key name of a time zone's definition ([MS-OXOCAL] §2.2.1.41): its length and text stand behind eight bytes. */
function zoneName(definition: Uint8Array): string | null {
  const bytes = asBuffer(definition);
  if (bytes.length < ZONE_NAME) return null;
  const name = bytes.toString('utf16le', ZONE_NAME, ZONE_NAME + bytes.readUInt16LE(ZONE_NAME - 2) * 2);
  return name === '' ? null : name;
}

const ZONE_NAME = 8;
