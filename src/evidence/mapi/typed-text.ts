import { APPOINTMENT_FIELDS } from './calendar-fields.ts';
import { CONTACT_FIELDS } from './contact-fields.ts';
import { fields, type ItemField } from './item-field.ts';
import type { ItemKind } from './item-kind.ts';
import type { MapiObject } from './mapi-object.ts';
import type { PropertyName } from './property.ts';
import type { PropertyReader } from './property-reader.ts';
import { SET } from './property-set.ts';
import { isTextType } from './property-type.ts';
import { TASK_FIELDS } from './task-fields.ts';
import { isTechnicalName, isTechnicalTag, isTechnicalText } from './technical-text.ts';
import { TextLines } from './text-lines.ts';

/** Fields that any item may have ([MS-OXCMSG] §2.2.1, [MS-OXPROPS]). */
const COMMON_FIELDS: readonly ItemField[] = [
  ...fields(null, { Comment: 0x3004 }),
  ...fields(SET.common, {
    'Follow up': 0x8530,
    Vote: 0x8524,
    Mileage: 0x8534,
    Billing: 0x8535,
    Companies: 0x8539,
    Contacts: 0x853a,
    'To-do title': 0x85a4,
  }),
];

const LABELS: ReadonlyMap<string, string> = new Map(
  [...CONTACT_FIELDS, ...APPOINTMENT_FIELDS, ...TASK_FIELDS, ...COMMON_FIELDS].map(({ at, label }) => [key(at), label]),
);

function key(at: number | PropertyName): string {
  return typeof at === 'number' ? String(at) : `${at.set} ${at.name}`;
}

/**
 * All other text that somebody may have typed into an object, as lines "Name: value": categories, billing information, fields of one's own.
 * Left out are the fields of the item's kind, properties that are technical by their number or name, texts that are so by their form, and texts
 * that stand elsewhere. Null where nothing is left.
 * @param shown Texts that stand elsewhere; asked for where there is anything to compare them with.
 */
export function typedText(
  object: MapiObject,
  values: PropertyReader,
  kind: ItemKind | null,
  shown: () => Iterable<string>,
): TextLines | null {
  const own = kind === null ? NO_IDS : fieldIds(object, kind);
  let lines: TextLines | null = null;
  for (const property of values.properties.values()) {
    const { id, type, size } = property;
    if (!isTextType(type) || size === 0 || isTechnicalTag(id) || own.has(id)) continue;
    const name = id < FIRST_NAMED ? null : object.nameOf(id);
    if (name !== null && isTechnicalName(name)) continue;
    lines ??= new TextLines(shown());
    if (lines.isFull) break;
    for (const text of values.texts(id))
      if (isOnesOwn(name) || !isTechnicalText(text)) lines.add(labelOf(id, name), text);
  }
  return lines;
}

const NO_IDS: ReadonlySet<number> = new Set();

function fieldIds(object: MapiObject, kind: ItemKind): ReadonlySet<number> {
  return new Set(kind.fields.map(({ at }) => (typeof at === 'number' ? at : (object.idOf(at) ?? -1))));
}

const FIRST_NAMED = 0x8000;

/** Whether a person gave the property its name, so that any text in it may be meant. */
function isOnesOwn(name: PropertyName | null): boolean {
  return name?.set === SET.publicStrings && typeof name.name === 'string';
}

function labelOf(id: number, name: PropertyName | null): string {
  const label = LABELS.get(key(name ?? id));
  if (label !== undefined) return label;
  if (typeof name?.name === 'string') return name.name === 'Keywords' ? 'Categories' : name.name;
  return `Property 0x${(name?.name ?? id).toString(16).padStart(4, '0')}`;
}
