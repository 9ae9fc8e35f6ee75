import { fieldTexts } from './field-text.ts';
import type { ItemField } from './item-field.ts';
import type { ItemKind } from './item-kind.ts';
import type { MapiObject } from './mapi-object.ts';
import { PropertyReader } from './property-reader.ts';
import { TextLines } from './text-lines.ts';

/** What an item says in its fields, as lines "Name: value" in the order of a form. */
export function itemText(object: MapiObject, values: PropertyReader, { fields, recipientFields }: ItemKind): TextLines {
  const lines = new TextLines();
  addFields(lines, object, values, fields);
  if (recipientFields.length === 0) return lines;
  for (const properties of object.recipients) {
    addFields(lines, object, new PropertyReader(properties, values.charset, values.spending), recipientFields);
  }
  return lines;
}

function addFields(lines: TextLines, object: MapiObject, values: PropertyReader, fields: readonly ItemField[]): void {
  for (const { label, at, form } of fields) {
    const id = typeof at === 'number' ? at : object.idOf(at);
    if (id === null || !values.properties.has(id)) continue;
    for (const text of fieldTexts(values, id, form)) lines.add(label, text);
  }
}
