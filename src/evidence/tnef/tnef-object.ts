import type { MapiObject } from '../mapi/mapi-object.ts';
import { namedProperties } from '../mapi/named-properties.ts';
import type { MapiProperties, MapiProperty } from '../mapi/property.ts';
import type { Problem } from '../problem.ts';
import type { Shortfall } from '../shortfall.ts';
import { ATTRIBUTE, type TnefAttribute } from './attribute.ts';
import { legacyProperties, ownerProperties } from './legacy-properties.ts';
import { longProperty } from './legacy-value.ts';
import { PropertyAllowance, type PropertyList, readPropertyList } from './property-list.ts';
import { readAttributes } from './read-attributes.ts';
import { readRecipients } from './recipient-table.ts';
import { attachmentGroups, tnefAttachments } from './tnef-attachment.ts';

/** What a TNEF stream holds: a MAPI object, and the faults that cost nothing. Offsets count bytes of the stream. */
export interface Tnef {
  readonly object: MapiObject;
  readonly problems: readonly Problem[];
}

const MESSAGE_CLASS = 0x001a;
/** PidTagMessageCodepage, of the object's 8-bit text. */
const MESSAGE_CODEPAGE = 0x3ffd;

/**
 * Reads a TNEF stream (winmail.dat, [MS-OXTNEF]). Never throws: of a damaged stream what stands before the fault is there, and the object's
 * shortfalls say that the rest is lost.
 */
export function readTnef(bytes: Uint8Array): Tnef {
  const { attributes, problems, shortfall } = readAttributes(bytes);
  const message = attributes.filter(({ level }) => level === 'message');
  const allowance = new PropertyAllowance();
  const lists = dataOf(message, ATTRIBUTE.messageProperties).map((data) => readPropertyList(data, allowance));
  const tables = dataOf(message, ATTRIBUTE.recipientTable).map((data) => readRecipients(data, allowance));
  const groups = attachmentGroups(attributes).map((group) =>
    tnefAttachments(group, allowance, (nested) => readTnef(nested).object),
  );
  const faults = [shortfall, ...[...lists, ...tables, ...groups].map((one) => one.shortfall)];
  const object: MapiObject = {
    properties: messageProperties(message, lists),
    ...namedProperties(lists.flatMap(({ names }) => names)),
    recipients: tables.flatMap(({ recipients }) => recipients),
    attachments: groups.flatMap(({ attachments }) => attachments),
    shortfalls: [...new Set(faults)].filter((fault): fault is Shortfall => fault !== null),
  };
  return { object, problems };
}

const dataOf = (attributes: readonly TnefAttribute[], id: number) =>
  attributes.filter((attribute) => attribute.id === id).map(({ data }) => data);

/** MAPI's own, then what only the older attributes say, then the code page that 8-bit text of the stream is in. */
function messageProperties(attributes: readonly TnefAttribute[], lists: readonly PropertyList[]): MapiProperties {
  const properties = new Map<number, MapiProperty>();
  const fill = (more: Iterable<MapiProperty>) => {
    for (const property of more) if (!properties.has(property.id)) properties.set(property.id, property);
  };
  for (const list of lists) fill(list.properties.values());
  for (const attribute of attributes) fill(legacyProperties(attribute));
  for (const data of dataOf(attributes, ATTRIBUTE.owner)) fill(ownerProperties(data, isResponse(properties)));
  for (const data of dataOf(attributes, ATTRIBUTE.oemCodepage)) {
    const codepage = data.length < 4 ? 0 : data.readUInt32LE(0);
    if (codepage !== 0) properties.set(MESSAGE_CODEPAGE, longProperty(MESSAGE_CODEPAGE, codepage));
  }
  return properties;
}

function isResponse(properties: MapiProperties): boolean {
  const values = properties.get(MESSAGE_CLASS)?.values() ?? [];
  const name = 'reason' in values ? undefined : values[0];
  return Buffer.from(name ?? []).includes('.Resp.');
}
