import type { MapiProperty } from './property.ts';

/** A property of one value that is at hand, in the normal form that `MapiProperty` has. */
export function heldProperty(id: number, type: number, value: Uint8Array): MapiProperty {
  return { id, type, size: value.length, values: () => [value] };
}
