import { EventDetails } from '../event/event-details.ts';
import { eventIdOf } from '../event/event-id.ts';
import type { EventFacts, UnreadRecord } from '../event/event-row.ts';
import { addRest } from '../event/flatten-rest.ts';
import { NO_FACTS } from '../event/no-facts.ts';
import { maskText } from '../record/mask-secret.ts';
import { integerOf, lower, type RawObject, smallIntegerOf, textOf } from '../record/raw-object.ts';
import { readAddress } from '../record/read-address.ts';
import { valueAt } from './field-path.ts';
import { mappedTime } from './mapped-time.ts';
import { LIST_COLUMNS, type Mapping, NUMBER_COLUMNS, TEXT_COLUMNS, type TextColumn } from './mapping.ts';

/** Columns whose values are ids or names that logs write in any case. */
const LOWER: ReadonlySet<string> = new Set<TextColumn>([
  'principal',
  'principal_id',
  'app_id',
  'resource_id',
  'device_id',
  'correlation_id',
  'tenant_id',
  'mailbox',
  'target_id',
  'risk',
]);

/** One record of a log that a mapping describes. */
export function readMapped(mapping: Mapping, record: RawObject): EventFacts | UnreadRecord {
  const first = (paths: readonly string[] | undefined): unknown => firstOf(record, paths ?? []);
  const at = mappedTime(first(mapping.time.from), mapping.time.format);
  if (at === null)
    return { unread: 'damaged', detail: `The record has no readable time where ${mapping.title} has it.` };
  const columns = columnsOf(record, mapping);
  const address = readAddress(first(mapping.columns.ip));
  const details = new EventDetails();
  addRest(details, record, new Set([...Object.values(mapping.columns).flat(), ...mapping['leave-out']]));
  const principal = columns.principal ?? null;
  return {
    ...NO_FACTS,
    ...columns,
    event_id: eventIdOf(first(mapping['event-id']), record),
    source: 'mapped',
    at,
    category: categoryOf(textOf(first(mapping.category.from)), mapping.category),
    operation: columns.operation ?? mapping.id,
    workload: columns.workload ?? mapping.title,
    outcome: outcomeOf(textOf(first(mapping.outcome?.from)), mapping.outcome),
    principal_type: principal === null ? 'unknown' : mapping['principal-type'],
    ip: address?.ip ?? null,
    port: address?.port ?? columns.port ?? null,
    country: /^[A-Za-z]{2}$/.test(columns.country ?? '') ? (columns.country?.toUpperCase() ?? null) : null,
    details: details.toJson(),
  };
}

type Columns = Partial<Pick<EventFacts, TextColumn | (typeof NUMBER_COLUMNS)[number] | (typeof LIST_COLUMNS)[number]>>;

function columnsOf(record: RawObject, mapping: Mapping): Columns {
  const columns: Record<string, unknown> = {};
  for (const name of TEXT_COLUMNS) {
    const text = textOf(firstOf(record, mapping.columns[name] ?? []));
    if (text !== null) columns[name] = maskText(LOWER.has(name) ? text.toLowerCase() : text);
  }
  for (const name of NUMBER_COLUMNS)
    columns[name] = (name === 'port' ? smallIntegerOf : integerOf)(firstOf(record, mapping.columns[name] ?? []));
  for (const name of LIST_COLUMNS) columns[name] = listOf(firstOf(record, mapping.columns[name] ?? []), name);
  return columns as Columns;
}

function firstOf(record: RawObject, paths: readonly string[]): unknown {
  for (const path of paths) {
    const value = valueAt(record, path);
    if (value !== undefined && value !== null && value !== '') return value;
  }
  return null;
}

const MAX_LIST = 1000;

function listOf(value: unknown, name: string): readonly string[] | null {
  const values = Array.isArray(value) ? value.slice(0, MAX_LIST) : (textOf(value)?.split(/[;,]/, MAX_LIST) ?? []);
  const texts = values.flatMap((one: unknown) => textOf(one) ?? []);
  if (texts.length === 0) return null;
  return name === 'recipients' ? texts.map((text) => text.toLowerCase()) : texts;
}

/** A word of a mapping ends in `*` where more may follow it. */
function isOneOf(text: string, words: readonly string[]): boolean {
  return words.some((word) =>
    word.endsWith('*') ? text.startsWith(word.slice(0, -1).toLowerCase()) : text === word.toLowerCase(),
  );
}

function categoryOf(text: string | null, { values, default: otherwise }: Mapping['category']): EventFacts['category'] {
  const said = lower(text);
  if (said === null) return otherwise;
  for (const [category, words] of Object.entries(values)) {
    if (isOneOf(said, words)) return category as EventFacts['category'];
  }
  return otherwise;
}

function outcomeOf(text: string | null, outcome: Mapping['outcome']): EventFacts['outcome'] {
  const said = lower(text);
  if (outcome === undefined || said === null) return 'unknown';
  if (isOneOf(said, outcome.failure)) return 'failure';
  return isOneOf(said, outcome.success) ? 'success' : 'unknown';
}
