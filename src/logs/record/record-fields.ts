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
  const { keyOf } = namesOf(record);
  return (...names) => {
    for (const name of names) {
      const key = keyOf.get(name);
      const value = key === undefined ? undefined : record[key];
      if (value !== undefined && value !== null && value !== '') return value;
    }
    return null;
  };
}

/** The names of a record's fields that bare names stand for. */
export function heldNames(record: RawObject, bare: ReadonlySet<string>): ReadonlySet<string> {
  const { keys, held } = namesOf(record);
  const known = held.get(bare);
  if (known !== undefined) return known;
  const names = new Set(keys.filter((name) => bare.has(bareName(name))));
  held.set(bare, names);
  return names;
}

interface FieldNames {
  readonly keys: readonly string[];
  /** The field of each bare name. */
  readonly keyOf: ReadonlyMap<string, string>;
  readonly held: Map<ReadonlySet<string>, ReadonlySet<string>>;
}

const MOST_FORMS = 2000;
const LONGEST_NAMES = 20_000;
const forms = new Map<string, FieldNames>();

/** A log has few sets of names: each is worked out once. */
function namesOf(record: RawObject): FieldNames {
  const keys = Object.keys(record);
  const names = `${keys.length}\n${keys.join('\n')}`;
  const known = forms.get(names);
  if (known !== undefined) return known;
  const keyOf = new Map(keys.toReversed().map((key) => [bareName(key), key]));
  const form = { keys, keyOf, held: new Map() };
  if (forms.size >= MOST_FORMS) forms.clear();
  if (names.length <= LONGEST_NAMES) forms.set(names, form);
  return form;
}
