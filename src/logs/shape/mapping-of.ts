import { valueAt } from '../mapping/field-path.ts';
import type { Mapping } from '../mapping/mapping.ts';
import type { FirstRecord } from './json-records.ts';
import type { LogShape } from './log-shape.ts';

/** The first of the mappings whose required fields the first record has. */
export function mappingOf(first: FirstRecord, mappings: readonly Mapping[]): Pick<LogShape, 'name' | 'mapping'> | null {
  const format = first.container.kind === 'csv' ? 'csv' : 'json';
  const keys = new Set(first.keys);
  const mapping = mappings.find((one) => one.format === format && hasAll(one, first, keys));
  return mapping === undefined ? null : { name: `mapped-${mapping.id}`, mapping };
}

/** The names of the outer fields are looked at first: most files have none of them, and need not be parsed. */
function hasAll(mapping: Mapping, first: FirstRecord, keys: ReadonlySet<string>): boolean {
  if (!mapping.requires.every((path) => keys.has(path) || keys.has(path.split('.', 1)[0] ?? ''))) return false;
  const nested = mapping.requires.filter((path) => !keys.has(path));
  if (nested.length === 0) return true;
  const record = first.record();
  return record !== null && nested.every((path) => valueAt(record, path) !== undefined);
}
