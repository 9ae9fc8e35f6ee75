import type { PropertyName } from './property.ts';
import { SET } from './property-set.ts';

/** Ranges of property ids that a store or server keeps for itself ([MS-OXPROPS] §1.3.3): ends belong to them. */
const RANGES: readonly (readonly [number, number])[] = [
  [0x0e00, 0x0fff],
  [0x3f00, 0x67ff],
  [0x7c00, 0x7fff],
];

/** Text properties below 0x8000 that nobody types, or that header and bodies are made of. */
const TAGS: ReadonlySet<number> = new Set([
  ...[0x001a, 0x0037, 0x003d, 0x0040, 0x0042, 0x0044, 0x0050, 0x0064, 0x0065, 0x0066, 0x0067, 0x0068, 0x0069, 0x0070],
  ...[0x0075, 0x0076, 0x0077, 0x0078, 0x007d, 0x0c1a, 0x0c1e, 0x0c1f, 0x1000, 0x1013, 0x1035, 0x1039, 0x1042, 0x1043],
  ...[0x1044, 0x1045, 0x1046, 0x1008, 0x1015, 0x10f3, 0x3002, 0x3003, 0x3a20, 0x3a76, 0x3a77, 0x6851, 0x7203],
]);

/** Whether a property is technical by its id. */
export function isTechnicalTag(id: number): boolean {
  return TAGS.has(id) || RANGES.some(([first, last]) => id >= first && id <= last);
}

/** Sets in which servers and programs keep notes of their own: Exchange's on calendars, sharing, threads, languages, entities, retention. */
const PROGRAM_SETS: ReadonlySet<string> = new Set([
  SET.internetHeaders,
  SET.calendarAssistant,
  SET.sharing,
  SET.airSync,
  '0b63e350-9ccc-11d0-bcdb-00805fccce04',
  '23239608-685d-4732-9c55-4c95cb4e8e33',
  '33eba41f-7aa8-422e-be7b-79e1a98e54b3',
  '403fc56b-cd30-47c5-86f8-ede9e35a022b',
  '41f28f13-83f4-4114-a584-eedb5a6b0bff',
  '4442858e-a9e3-4e80-b900-317a210cc15b',
  'a719e259-2a9a-4fb8-bab3-3a9f02970e4b',
  'e550b918-9859-47b9-8095-97e4e72f1926',
  'f68de012-ecef-4e8e-beb5-d1de5b08e2ae',
]);

/** LIDs of forms that programs write: versions, accounts, address types, fax numbers as addresses, country codes, an order of tasks. */
const PROGRAM_LIDS: ReadonlySet<number | string> = new Set([
  ...[0x8554, 0x8580, 0x8581, 0x8578, 0x8564, 0x8513, 0x851a, 0x8082, 0x8092, 0x80a2, 0x80b2, 0x80c2, 0x80d2],
  ...[0x80da, 0x80db, 0x80dc, 0x80dd, 0x80b3, 0x80b4, 0x80b5, 0x80c3, 0x80c4, 0x80c5, 0x80d3, 0x80d4, 0x80d5, 0x85a1],
]);
const PROGRAM_NAME = /^(?:https?:\/\/schemas\.|urn:schemas|x-ms-|content-(?:class|type)$)/i;

/**
 * Whether a named property is technical: header fields (which the header answers), what servers keep in sets of their own, what programs add to
 * the set of all forms by names, or to PS_PUBLIC_STRINGS by names that are addresses.
 */
export function isTechnicalName({ set, name }: PropertyName): boolean {
  if (PROGRAM_SETS.has(set)) return true;
  if (typeof name === 'number') return PROGRAM_LIDS.has(name);
  return set === SET.common || PROGRAM_NAME.test(name);
}

/** A directory name, a GUID, long hexadecimal digits, a message class. */
const TECHNICAL =
  /^(?:\/o=.*|\{?[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}\}?|[\da-f]{32,}|(?:ipm|report)\.[\w.{}-]*)$/is;

/** Whether a text is technical by its form, whoever named the property. */
export function isTechnicalText(text: string): boolean {
  return TECHNICAL.test(text.trim());
}
