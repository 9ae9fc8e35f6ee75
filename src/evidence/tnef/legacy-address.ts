import type { MapiProperty } from '../mapi/property.ts';
import { textProperty } from './legacy-value.ts';

/** The properties that a name and an address go to. */
export interface AddressIds {
  readonly name: number;
  readonly type: number;
  readonly address: number;
}

/** Ids of PidTagSender*, PidTagSentRepresenting* and PidTagReceivedRepresenting* ([MS-OXPROPS] §2). */
export const SENDER: AddressIds = { name: 0x0c1a, type: 0x0c1e, address: 0x0c1f };
/** For whom it was sent. */
export const SENT_REPRESENTING: AddressIds = { name: 0x0042, type: 0x0064, address: 0x0065 };
/** For whom it was received. */
export const RECEIVED_REPRESENTING: AddressIds = { name: 0x0044, type: 0x0077, address: 0x0078 };

const TRIPLE_HEAD = 8;

/** attFrom: a triple of name and address with their lengths in front ([MS-OXTNEF] §2.1.3.3.1, TRP). */
export function tripleProperties(ids: AddressIds, data: Buffer): readonly MapiProperty[] {
  if (data.length < TRIPLE_HEAD) return [];
  const nameEnd = TRIPLE_HEAD + data.readUInt16LE(4);
  const addressEnd = nameEnd + data.readUInt16LE(6);
  return properties(ids, data.subarray(TRIPLE_HEAD, nameEnd), data.subarray(nameEnd, addressEnd));
}

/** attOwner, attSentFor: a name and an address, each with its length in front. */
export function pairProperties(ids: AddressIds, data: Buffer): readonly MapiProperty[] {
  if (data.length < 2) return [];
  const nameEnd = 2 + data.readUInt16LE(0);
  if (nameEnd + 2 > data.length) return [textProperty(ids.name, data.subarray(2))];
  const addressEnd = nameEnd + 2 + data.readUInt16LE(nameEnd);
  return properties(ids, data.subarray(2, nameEnd), data.subarray(nameEnd + 2, addressEnd));
}

/** @param address its type in front: `SMTP:a@b`. */
function properties(ids: AddressIds, name: Buffer, address: Buffer): readonly MapiProperty[] {
  const colon = address.indexOf(':');
  if (colon < 0) return [textProperty(ids.name, name), textProperty(ids.address, address)];
  return [
    textProperty(ids.name, name),
    textProperty(ids.type, address.subarray(0, colon)),
    textProperty(ids.address, address.subarray(colon + 1)),
  ];
}
