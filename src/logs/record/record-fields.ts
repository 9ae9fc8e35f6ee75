import type { RawObject } from './raw-object.ts';

const MAX_KNOWN_NAMES = 10_000;
const knownNames = new Map<string, string>();

/**
 * A field's or column's name without case, spaces and punctuation: exports of one log differ in these alone (`Date (UTC)`, `event_id`). What Log Analytics
 * adds is left off: ` [UTC]` after a time, the type after a name (`DeviceDetail_dynamic`, `Caller_s`).
 */
export function bareName(name: string): string {
  const known = knownNames.get(name);
  if (known !== undefined) return known;
  const bare = name
    .toLowerCase()
    .replace(ADDED, '')
    .replace(/[^a-z0-9]+/g, '');
  if (knownNames.size < MAX_KNOWN_NAMES && name.length < 200) knownNames.set(name, bare);
  return bare;
}

const ADDED = / ?\[(?:utc|local time)\]$|_(?:dynamic|string|[sdgbt])$/;

/** Gives the first value that is there, of fields by their bare names. */
export type Fields = (...names: readonly string[]) => unknown;

/** The fields of a record by bare name; of two that differ in case or punctuation only, the first one counts. */
export function fieldsOf(record: RawObject): Fields {
  const values = new Map<string, unknown>();
  for (const name in record) {
    const bare = bareName(name);
    if (!values.has(bare)) values.set(bare, record[name]);
  }
  return (...names) => {
    for (const name of names) {
      const value = values.get(name);
      if (value !== undefined && value !== null && value !== '') return value;
    }
    return null;
  };
}

/** The names of a record that none of the bare names stands for; nested names (dotted) are compared by their last part's path. */
export function heldNames(record: RawObject, bare: ReadonlySet<string>): ReadonlySet<string> {
  return new Set(Object.keys(record).filter((name) => bare.has(bareName(name))));
}
