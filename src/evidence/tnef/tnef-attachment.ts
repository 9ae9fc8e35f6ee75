import { guidAt } from '../decode/guid.ts';
import type { AttachmentContent, MapiAttachment, MapiObject } from '../mapi/mapi-object.ts';
import type { MapiProperties, MapiProperty } from '../mapi/property.ts';
import { isTextType, TYPE } from '../mapi/property-type.ts';
import type { Shortfall } from '../shortfall.ts';
import { ATTRIBUTE, type TnefAttribute } from './attribute.ts';
import { legacyProperties } from './legacy-properties.ts';
import { type PropertyAllowance, readPropertyList } from './property-list.ts';
import { isTnef } from './read-attributes.ts';

/** The attributes of one attachment, in order. */
type AttachmentGroup = readonly TnefAttribute[];

/** Reads the TNEF stream of an embedded message. */
type ReadNested = (bytes: Buffer) => MapiObject;

interface FoundAttachments {
  readonly attachments: readonly MapiAttachment[];
  readonly shortfall: Shortfall | null;
}

const ATTACH_DATA = 0x3701;
/** PidTagAttachLongPathname and PidTagAttachPathname: where a file by reference stands. */
const PATH_NAMES = [0x370d, 0x3708];

const NO_DATA: Shortfall = {
  reason: 'damaged',
  detail: 'The winmail.dat data names this attachment and does not hold it; ask the sender for another copy.',
};

/**
 * Sorts a stream's attributes by attachment: each begins with attAttachRendData ([MS-OXTNEF] §2.1.2). Where that is missing, an attribute that
 * the attachment already has begins the next.
 */
export function attachmentGroups(attributes: readonly TnefAttribute[]): readonly AttachmentGroup[] {
  const groups: TnefAttribute[][] = [];
  const seen = new Set<number>();
  for (const attribute of attributes) {
    if (attribute.level !== 'attachment') continue;
    const isNext = attribute.id === ATTRIBUTE.attachmentRendering || seen.has(attribute.id);
    if (isNext || groups.length === 0) {
      groups.push([]);
      seen.clear();
    }
    groups.at(-1)?.push(attribute);
    seen.add(attribute.id);
  }
  return groups;
}

/**
 * The attachment of a group; two where it holds an object and also bytes for programs that do not know objects, which may say something
 * else and are read too, first.
 */
export function tnefAttachments(
  group: AttachmentGroup,
  allowance: PropertyAllowance,
  readNested: ReadNested,
): FoundAttachments {
  const lists = group
    .filter(({ id }) => id === ATTRIBUTE.attachmentProperties)
    .map(({ data }) => readPropertyList(data, allowance));
  const properties = new Map<number, MapiProperty>(group.flatMap(legacyProperties).map((one) => [one.id, one]));
  for (const list of lists)
    for (const one of list.properties.values()) if (!isEmptyText(one)) properties.set(one.id, one);
  const data = group.find(({ id }) => id === ATTRIBUTE.attachmentData)?.data;
  const object = lists.find((list) => list.objects.has(ATTACH_DATA))?.objects.get(ATTACH_DATA);
  const contents: (() => AttachmentContent)[] = [];
  if (data !== undefined) contents.push(() => held(data));
  if (object !== undefined) contents.push(() => objectContent(object, readNested));
  if (contents.length === 0) contents.push(() => contentByProperties(properties));
  const shortfall = lists.find((list) => list.shortfall !== null)?.shortfall ?? null;
  return { attachments: contents.map((open) => ({ properties, open })), shortfall };
}

const held = (bytes: Buffer): AttachmentContent => ({ state: 'bytes', size: bytes.length, bytes: () => bytes });

/** Interface identifiers in front of an object's bytes ([MS-OXTNEF] §2.1.3.4.2). */
const INTERFACE_BYTES = 16;
const INTERFACES = /^000(?:20307|0000b|0000c|0000a)-0000-0000-c000-000000000046$/;

/** An embedded message is a TNEF stream of its own; another object is the bytes of its storage or stream. */
function objectContent(object: Buffer, readNested: ReadNested): AttachmentContent {
  const isMarked = object.length >= INTERFACE_BYTES && INTERFACES.test(guidAt(object, 0));
  const bytes = isMarked ? object.subarray(INTERFACE_BYTES) : object;
  return isTnef(bytes) ? { state: 'message', message: readNested(bytes) } : held(bytes);
}

function contentByProperties(properties: MapiProperties): AttachmentContent {
  const values = properties.get(ATTACH_DATA)?.values() ?? [];
  if ('reason' in values) return { state: 'unread', shortfall: values };
  const [first] = values;
  if (first !== undefined) return { state: 'bytes', size: first.length, bytes: () => first };
  const target = PATH_NAMES.map((id) => textOf(properties.get(id))).find((path) => path !== '');
  return target === undefined ? { state: 'unread', shortfall: NO_DATA } : { state: 'reference', target };
}

function textOf(property: MapiProperty | undefined): string {
  const values = property?.values() ?? [];
  const value = 'reason' in values ? undefined : values[0];
  return Buffer.from(value ?? []).toString(property?.type === TYPE.unicode ? 'utf16le' : 'latin1');
}

const isEmptyText = ({ type, size }: MapiProperty) => size === 0 && isTextType(type);
