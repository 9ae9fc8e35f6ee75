import { isObject, type RawObject } from '../record/raw-object.ts';
import type { EventDetails } from './event-details.ts';

const MAX_DEPTH = 4;
const MAX_NAMES = 60;
/** Elements of a list that are looked at; the raw record has the rest. */
const MAX_ELEMENTS = 20;

/** Names under which logs of every kind hold what people wrote in mail, or called its attachments: the event table never does. */
const MAIL_TEXT: ReadonlySet<string> = new Set(
  `Subject subject ItemSubject MessageSubject message_subject EmailSubject Body bodyPreview BodyPreview AttachmentData AttachmentNames Attachments
   attachments`.split(/\s+/),
);

/**
 * Adds every scalar of a record that no column holds: nested names joined by dots to a depth of four, the elements of a list under the
 * name of the list, at most 60 names. Mail's subjects and attachments' names are left out.
 * @param held names (dotted where nested) that are not added, nor what is below them: columns hold them, or the table never does.
 */
export function addRest(details: EventDetails, record: RawObject, held: ReadonlySet<string>): void {
  const rest = { details, held, left: MAX_NAMES };
  addObject(rest, '', record, 1);
}

interface Rest {
  readonly details: EventDetails;
  readonly held: ReadonlySet<string>;
  left: number;
}

function addObject(rest: Rest, prefix: string, object: RawObject, depth: number): void {
  for (const key in object) {
    if (rest.left <= 0) return;
    const name = prefix === '' ? key : below(prefix, key);
    if (!rest.held.has(name) && !MAIL_TEXT.has(key)) addValue(rest, name, object[key], depth);
  }
}

const names = new Map<string, Map<string, string>>();
const MOST_NAMES = 2000;

/** `prefix.key`: the same text for the same two, so that its hash is worked out once. */
function below(prefix: string, key: string): string {
  const known = names.get(prefix)?.get(key);
  if (known !== undefined) return known;
  const name = `${prefix}.${key}`;
  const under = names.get(prefix) ?? new Map<string, string>();
  if (names.size < MOST_NAMES && under.size < MOST_NAMES) names.set(prefix, under.set(key, name));
  return name;
}

function addValue(rest: Rest, name: string, value: unknown, depth: number): void {
  if (value === null || value === undefined || value === '') return;
  if (typeof value !== 'object') {
    rest.left--;
    rest.details.add(name, value);
  } else if (Array.isArray(value)) {
    for (const element of value.slice(0, MAX_ELEMENTS)) {
      if (rest.left > 0 && !Array.isArray(element)) addElement(rest, name, element, depth);
    }
  } else if (isObject(value) && depth < MAX_DEPTH) addObject(rest, name, value, depth + 1);
}

/** An element `{key, value}` or `{Name, Value}` is a name and its value. */
function addElement(rest: Rest, list: string, element: unknown, depth: number): void {
  const pair = isObject(element) ? pairOf(element) : null;
  if (pair === null) addValue(rest, list, element, depth);
  else if (!rest.held.has(`${list}.${pair.name}`)) addValue(rest, `${list}.${pair.name}`, pair.value, depth);
}

function pairOf(element: RawObject): { readonly name: string; readonly value: unknown } | null {
  const name = element.key ?? element.Name ?? element.name;
  const value = element.value ?? element.Value;
  return typeof name === 'string' && name !== '' && value !== undefined ? { name, value } : null;
}
