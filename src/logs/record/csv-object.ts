import type { RawObject } from './raw-object.ts';

/**
 * A CSV record as an object by the header's names; null where it has fewer fields than the header, or more
 * that are not empty: its quoting is wrong.
 */
export function csvObject(header: readonly string[], fields: readonly string[]): RawObject | null {
  if (fields.length < header.length || fields.slice(header.length).some((field) => field !== '')) return null;
  return Object.fromEntries(header.map((name, index) => [name, fields[index]]));
}
