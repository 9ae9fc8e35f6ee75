import { guidAt } from '../decode/guid.ts';
import type { MapiObject } from './mapi-object.ts';
import type { PropertyName } from './property.ts';
import { SET } from './property-set.ts';

/** The two look-ups of a MAPI object between a named property's name and its id. */
export type NamedProperties = Pick<MapiObject, 'idOf' | 'nameOf'>;

/** The look-ups over what a container lists: where it lists a name or an id twice, the later one counts. */
export function namedProperties(found: readonly (readonly [number, PropertyName])[]): NamedProperties {
  const ids = new Map(found.map(([id, name]) => [keyOf(name), id]));
  const names = new Map(found);
  return { idOf: (name) => ids.get(keyOf(name)) ?? null, nameOf: (id) => names.get(id) ?? null };
}

/** Names count whatever the case of their text ([MS-OXCPRPT] §2.2.12). */
function keyOf({ set, name }: PropertyName): string {
  return `${set.toLowerCase()} ${typeof name} ${String(name).toLowerCase()}`;
}

/** For where names are lost, or there are none. */
export const NO_NAMES: NamedProperties = namedProperties([]);

/** A container's map of named properties as PST ([MS-PST] §2.4.7) and MSG ([MS-OXMSG] §2.2.3) have it: three streams. */
export interface NameStreams {
  /** GUIDs of the sets, sixteen bytes each. */
  readonly sets: Buffer;
  /** Eight bytes each: a number or a place in `texts`, set and kind, and the id. */
  readonly entries: Buffer;
  /** Names that are text, each with its length in front. */
  readonly texts: Buffer;
}

const FIRST_ID = 0x8000;
const ENTRY_BYTES = 8;
/** Ids from 0x8000 to 0xFFFE. */
const MOST_ENTRIES = 0x7fff;
const FIRST_LISTED_SET = 3;
const GUID_BYTES = 16;
/** Names longer than this are not names ([MS-OXCPRPT] §4.1: at most 254 characters); each entry could claim all of the texts as its own. */
const MOST_NAME_BYTES = 512;

/** Bytes of each stream that are read at most. */
export const MOST_NAME_STREAM_BYTES = {
  sets: (MOST_ENTRIES + 1) * GUID_BYTES,
  entries: MOST_ENTRIES * ENTRY_BYTES,
  texts: 2 ** 22,
} as const satisfies Record<keyof NameStreams, number>;

/** Reads a map of named properties; entries that point nowhere are left out. */
export function namesInStreams({ sets, entries, texts }: NameStreams): NamedProperties {
  const found: [number, PropertyName][] = [];
  const end = Math.min(entries.length, MOST_NAME_STREAM_BYTES.entries);
  for (let at = 0; at + ENTRY_BYTES <= end; at += ENTRY_BYTES) {
    const kind = entries.readUInt16LE(at + 4);
    const set = setAt(sets, kind >>> 1);
    const value = entries.readUInt32LE(at);
    const name = (kind & 1) === 0 ? value : textAt(texts, value);
    if (set !== null && name !== null) found.push([FIRST_ID + entries.readUInt16LE(at + 6), { set, name }]);
  }
  return namedProperties(found);
}

/** The set's GUID: none, two well-known ones, then the stream's by number. */
function setAt(sets: Buffer, index: number): string | null {
  if (index === 0) return '';
  if (index === 1) return SET.mapi;
  if (index === 2) return SET.publicStrings;
  const at = (index - FIRST_LISTED_SET) * GUID_BYTES;
  return at + GUID_BYTES <= sets.length ? guidAt(sets, at) : null;
}

function textAt(texts: Buffer, at: number): string | null {
  if (at + 4 > texts.length) return null;
  const length = texts.readUInt32LE(at);
  const end = at + 4 + length;
  return length > MOST_NAME_BYTES || end > texts.length ? null : texts.toString('utf16le', at + 4, end);
}
