import { guidBytes } from '../../src/evidence/decode/guid.ts';
import type { MapiAttachment, MapiObject } from '../../src/evidence/mapi/mapi-object.ts';
import type { MapiProperties, MapiProperty, PropertyName } from '../../src/evidence/mapi/property.ts';
import type { StoredEntry } from '../../src/evidence/ole/stored-entry.ts';
import { writeCompound } from '../../src/evidence/ole/write-compound.ts';

/** Storages and streams by name. */
export interface Tree {
  readonly [name: string]: Uint8Array | Tree;
}

export const MSG_CLASS = '00020d0b-0000-0000-c000-000000000046';
const NO_CLASS = '00000000-0000-0000-0000-000000000000';

/** A compound file of version 3 (sectors of 512 bytes) or 4 (4096). */
export function compoundBytes(tree: Tree, sectorBytes: 512 | 4096 = 512, rootClass = NO_CLASS): Buffer {
  const entries: StoredEntry[] = [];
  const add = (held: Tree, parent: number): void => {
    for (const [name, content] of Object.entries(held)) {
      const bytes = content instanceof Uint8Array ? Buffer.from(content) : null;
      entries.push({ name, parent, classId: Buffer.alloc(16), bytes });
      if (!(content instanceof Uint8Array)) add(content, entries.length - 1);
    }
  };
  add(tree, -1);
  return writeCompound(guidBytes(rootClass), entries, sectorBytes);
}

/** A MAPI object as an Outlook message ([MS-OXMSG]). */
export function msgBytes(object: MapiObject, sectorBytes: 512 | 4096 = 512): Buffer {
  return compoundBytes(msgTree(object), sectorBytes, MSG_CLASS);
}

/** The streams and storages of an Outlook message. */
export function msgTree(object: MapiObject): Tree {
  return { ...objectTree(object, 32), '__nameid_version1.0': namesTree(object) };
}

const INLINE = new Set([0x0002, 0x0003, 0x0004, 0x0005, 0x0006, 0x0007, 0x000a, 0x000b, 0x0014, 0x0040]);
const FIXED = new Set([...INLINE, 0x0048]);

function objectTree(object: MapiObject, headerBytes: 24 | 32): Tree {
  const header = Buffer.alloc(headerBytes);
  header.writeUInt32LE(object.recipients.length, 16);
  header.writeUInt32LE(object.attachments.length, 20);
  return {
    ...propertiesTree(object.properties, header),
    ...numbered('__recip_version1.0_#', object.recipients, (one) => propertiesTree(one, Buffer.alloc(8))),
    ...numbered('__attach_version1.0_#', object.attachments, attachmentTree),
  };
}

function numbered<T>(prefix: string, items: readonly T[], tree: (item: T) => Tree): Tree {
  return Object.fromEntries(items.map((item, index) => [prefix + hex(index, 8), tree(item)]));
}

function attachmentTree({ properties, open }: MapiAttachment): Tree {
  const content = open();
  const tree = propertiesTree(properties, Buffer.alloc(8));
  if (content.state === 'message') return { ...tree, '__substg1.0_3701000D': objectTree(content.message, 24) };
  if (content.state !== 'bytes') return tree;
  const bytes = content.bytes();
  return 'reason' in bytes ? tree : { ...tree, '__substg1.0_37010102': bytes };
}

function propertiesTree(properties: MapiProperties, header: Buffer): Tree {
  const entries: Buffer[] = [header];
  const streams: Record<string, Uint8Array> = {};
  for (const property of properties.values()) {
    const values = property.values();
    if ('reason' in values) continue;
    const isMany = values.length > 1;
    const type = property.type | (isMany ? 0x1000 : 0);
    const entry = Buffer.alloc(16);
    entry.writeUInt16LE(type, 0);
    entry.writeUInt16LE(property.id, 2);
    entries.push(entry);
    const name = `__substg1.0_${hex(property.id, 4)}${hex(type, 4)}`;
    if (isMany) Object.assign(streams, manyStreams(name, property, values));
    else if (INLINE.has(property.type)) entry.set(values[0] ?? [], 8);
    else {
      entry.writeUInt32LE((values[0]?.length ?? 0) + terminatorOf(property.type), 8);
      streams[name] = values[0] ?? Buffer.alloc(0);
    }
  }
  return { '__properties_version1.0': Buffer.concat(entries), ...streams };
}

function manyStreams(name: string, { type }: MapiProperty, values: readonly Uint8Array[]): Tree {
  if (FIXED.has(type)) return { [name]: Buffer.concat(values) };
  const lengths = values.map((value) => {
    const entry = Buffer.alloc(type === 0x0102 ? 8 : 4);
    entry.writeUInt32LE(value.length + terminatorOf(type));
    return entry;
  });
  const items = values.map((value, index) => [`${name}-${hex(index, 8)}`, value] as const);
  return { [name]: Buffer.concat(lengths), ...Object.fromEntries(items) };
}

const terminatorOf = (type: number) => (type === 0x001f ? 2 : type === 0x001e ? 1 : 0);

function namesTree({ nameOf }: MapiObject): Tree {
  const sets: string[] = [];
  const entries: Buffer[] = [];
  const texts: Buffer[] = [];
  let textBytes = 0;
  for (let id = 0x8000; ; id++) {
    const name = nameOf(id);
    if (name === null) break;
    const entry = Buffer.alloc(8);
    entry.writeUInt16LE((setNumber(sets, name) << 1) | (typeof name.name === 'string' ? 1 : 0), 4);
    entry.writeUInt16LE(id - 0x8000, 6);
    entry.writeUInt32LE(typeof name.name === 'number' ? name.name : textBytes);
    entries.push(entry);
    if (typeof name.name === 'number') continue;
    const text = Buffer.from(name.name, 'utf16le');
    const padded = Buffer.alloc(4 + Math.ceil(text.length / 4) * 4);
    padded.writeUInt32LE(text.length);
    text.copy(padded, 4);
    texts.push(padded);
    textBytes += padded.length;
  }
  return {
    '__substg1.0_00020102': Buffer.concat(sets.map(guidBytes)),
    '__substg1.0_00030102': Buffer.concat(entries),
    '__substg1.0_00040102': Buffer.concat(texts),
  };
}

const WELL_KNOWN_SETS = ['00020328-0000-0000-c000-000000000046', '00020329-0000-0000-c000-000000000046'];

function setNumber(sets: string[], { set }: PropertyName): number {
  const known = WELL_KNOWN_SETS.indexOf(set);
  if (known >= 0) return known + 1;
  if (!sets.includes(set)) sets.push(set);
  return sets.indexOf(set) + 3;
}

function hex(value: number, digits: number): string {
  return value.toString(16).toUpperCase().padStart(digits, '0');
}
