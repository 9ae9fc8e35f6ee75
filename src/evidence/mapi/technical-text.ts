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
  ...[0x1044, 0x1045, 0x1046, 0x10f3, 0x3002, 0x3003, 0x3a20],
]);

/** Whether a property is technical by its id. */
export function isTechnicalTag(id: number): boolean {
  return TAGS.has(id) || RANGES.some(([first, last]) => id >= first && id <= last);
}

/** LIDs of PSETID_Common that programs write: version, account, form names. */
const COMMON_LIDS: ReadonlySet<number | string> = new Set([0x8554, 0x8580, 0x8581, 0x8578, 0x8564, 0x8513, 0x851a]);
const PROGRAM_NAME = /^(?:https?:\/\/schemas\.|urn:schemas|x-ms-|content-(?:class|type)$)/i;

/** Whether a named property is technical: header fields (which the header answers), and what programs write by names of their own. */
export function isTechnicalName({ set, name }: PropertyName): boolean {
  if (set === SET.internetHeaders) return true;
  if (set === SET.common) return COMMON_LIDS.has(name);
  return typeof name === 'string' && PROGRAM_NAME.test(name);
}

/** A directory name, a GUID, long hexadecimal digits, a message class. */
const TECHNICAL =
  /^(?:\/o=.*|\{?[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}\}?|[\da-f]{32,}|(?:ipm|report)\.[\w.{}-]*)$/is;

/** Whether a text is technical by its form, whoever named the property. */
export function isTechnicalText(text: string): boolean {
  return TECHNICAL.test(text.trim());
}
