import type { MapiObject } from '../mapi/mapi-object.ts';
import type { PropertyName } from '../mapi/property.ts';
import type { Compound, CompoundEntry } from '../ole/compound.ts';
import { guidAt } from '../ole/directory-entry.ts';

/** The two look-ups of a MAPI object between a named property's name and its id. */
export type NamedProperties = Pick<MapiObject, 'idOf' | 'nameOf'>;

const STORAGE = '__nameid_version1.0';
/** Streams of the storage ([MS-OXMSG] §2.2.3.1): sets, entries, names that are text. */
const STREAMS = {
  sets: '__substg1.0_00020102',
  entries: '__substg1.0_00030102',
  texts: '__substg1.0_00040102',
} as const;
const PS_MAPI = '00020328-0000-0000-c000-000000000046';
const PS_PUBLIC_STRINGS = '00020329-0000-0000-c000-000000000046';
const FIRST_LISTED_SET = 3;
const ENTRY_BYTES = 8;
const GUID_BYTES = 16;
const FIRST_ID = 0x8000;
/** Ids from 0x8000 to 0xFFFE. */
const MOST_ENTRIES = 0x7fff;
/** All texts together; each entry could claim a whole stream as its name. */
const MOST_TEXT_BYTES = 2 ** 22;

/** Reads the file's one map of named properties, which embedded messages use as well. */
export function readNamedProperties(compound: Compound): NamedProperties {
  const storage = compound.child(compound.root, STORAGE);
  if (storage === null) return namedProperties([]);
  const sets = streamBytes(compound, storage, STREAMS.sets, (MOST_ENTRIES + 1) * GUID_BYTES);
  const entries = streamBytes(compound, storage, STREAMS.entries, MOST_ENTRIES * ENTRY_BYTES);
  const texts = streamBytes(compound, storage, STREAMS.texts, MOST_TEXT_BYTES);
  const found: [number, PropertyName][] = [];
  for (let at = 0; at + ENTRY_BYTES <= entries.length; at += ENTRY_BYTES) {
    const kind = entries.readUInt16LE(at + 4);
    const set = setAt(sets, kind >>> 1);
    const value = entries.readUInt32LE(at);
    const name = (kind & 1) === 0 ? value : textAt(texts, value);
    if (set !== null && name !== null) found.push([FIRST_ID + entries.readUInt16LE(at + 6), { set, name }]);
  }
  return namedProperties(found);
}

function streamBytes(compound: Compound, storage: CompoundEntry, name: string, most: number): Buffer {
  const entry = compound.child(storage, name);
  return entry === null ? Buffer.alloc(0) : compound.stream(entry).read(0, most);
}

function setAt(sets: Buffer, index: number): string | null {
  if (index === 1) return PS_MAPI;
  if (index === 2) return PS_PUBLIC_STRINGS;
  const at = (index - FIRST_LISTED_SET) * GUID_BYTES;
  return at >= 0 && at + GUID_BYTES <= sets.length ? guidAt(sets, at) : null;
}

/** Names longer than this are not names ([MS-OXCPRPT] §4.1: at most 254 characters). */
const MOST_NAME_BYTES = 512;

function textAt(texts: Buffer, at: number): string | null {
  if (at + 4 > texts.length) return null;
  const length = texts.readUInt32LE(at);
  return length > MOST_NAME_BYTES ? null : texts.toString('utf16le', at + 4, at + 4 + length);
}

/** Names count whatever the case of their text. */
function keyOf({ set, name }: PropertyName): string {
  return `${set.toLowerCase()} ${typeof name} ${String(name).toLowerCase()}`;
}

function namedProperties(found: readonly (readonly [number, PropertyName])[]): NamedProperties {
  const ids = new Map(found.map(([id, name]) => [keyOf(name), id]));
  const names = new Map(found);
  return { idOf: (name) => ids.get(keyOf(name)) ?? null, nameOf: (id) => names.get(id) ?? null };
}
