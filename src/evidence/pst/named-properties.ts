import type { MapiProperties, PropertyName } from '../mapi/property.ts';

/** The names of a store's named properties, both ways. */
export interface NamedProperties {
  readonly idOf: (name: PropertyName) => number | null;
  readonly nameOf: (id: number) => PropertyName | null;
}

export const NO_NAMES: NamedProperties = { idOf: () => null, nameOf: () => null };

/** Properties of the map ([MS-PST] §2.4.7). */
const GUIDS = 0x0002;
const ENTRIES = 0x0003;
const TEXTS = 0x0004;

const ENTRY_BYTES = 8;
const FIRST_NAMED = 0x8000;
const PS_MAPI = '00020328-0000-0000-c000-000000000046';
const PS_PUBLIC_STRINGS = '00020329-0000-0000-c000-000000000046';

/**
 * Reads the map of named properties ([MS-PST] §2.4.7). Entries that point nowhere are left out.
 * @param map Properties of the node NID_NAME_TO_ID_MAP.
 */
export function readNamedProperties(map: MapiProperties): NamedProperties {
  const guids = stream(map, GUIDS);
  const texts = stream(map, TEXTS);
  const entries = stream(map, ENTRIES);
  const ids = new Map<string, number>();
  const names = new Map<number, PropertyName>();
  for (let at = 0; at + ENTRY_BYTES <= entries.length; at += ENTRY_BYTES) {
    const kind = entries.readUInt16LE(at + 4);
    const set = setOf(kind >> 1, guids);
    const name = nameOf(entries.readUInt32LE(at), (kind & 1) === 1, texts);
    if (set === null || name === null) continue;
    const id = FIRST_NAMED + entries.readUInt16LE(at + 6);
    ids.set(keyOf({ set, name }), id);
    names.set(id, { set, name });
  }
  return { idOf: (name) => ids.get(keyOf(name)) ?? null, nameOf: (id) => names.get(id) ?? null };
}

function keyOf({ set, name }: PropertyName): string {
  return `${set} ${typeof name} ${name}`;
}

function stream(map: MapiProperties, id: number): Buffer {
  const values = map.get(id)?.values();
  const value = Array.isArray(values) ? values[0] : undefined;
  return value === undefined ? Buffer.alloc(0) : Buffer.from(value.buffer, value.byteOffset, value.byteLength);
}

/** The set's GUID: none, two well-known ones, then the stream's by number. */
function setOf(index: number, guids: Buffer): string | null {
  if (index === 0) return '';
  if (index === 1) return PS_MAPI;
  if (index === 2) return PS_PUBLIC_STRINGS;
  const at = (index - 3) * 16;
  return at + 16 <= guids.length ? guidText(guids.subarray(at, at + 16)) : null;
}

function guidText(bytes: Buffer): string {
  const hex = [
    bytes.readUInt32LE(0).toString(16).padStart(8, '0'),
    bytes.readUInt16LE(4).toString(16).padStart(4, '0'),
    bytes.readUInt16LE(6).toString(16).padStart(4, '0'),
    bytes.toString('hex', 8, 10),
    bytes.toString('hex', 10, 16),
  ];
  return hex.join('-');
}

/** A number, or a text that stands in the stream with its length in front. */
function nameOf(value: number, isText: boolean, texts: Buffer): number | string | null {
  if (!isText) return value;
  if (value + 4 > texts.length) return null;
  const end = value + 4 + texts.readUInt32LE(value);
  return end > texts.length ? null : texts.toString('utf16le', value + 4, end);
}
