import { z } from 'zod';
import { EVENT_CATEGORIES } from '../event/event-row.ts';

/** Columns a mapping may fill beside time, category and outcome: texts, numbers and lists of texts. */
const TEXT_COLUMNS = [
  'operation',
  'workload',
  'error_code',
  'principal',
  'principal_id',
  'app_id',
  'app_name',
  'resource_id',
  'ip',
  'country',
  'city',
  'network',
  'user_agent',
  'client_app',
  'session_id',
  'token_id',
  'auth_protocol',
  'risk',
  'device_id',
  'correlation_id',
  'tenant_id',
  'mailbox',
  'target',
  'target_id',
  'target_type',
] as const;
const NUMBER_COLUMNS = ['asn', 'port', 'item_count'] as const;
const LIST_COLUMNS = ['message_ids', 'recipients'] as const;

export type TextColumn = (typeof TEXT_COLUMNS)[number];

/** What a mapping may call an event; one whose kind nobody knows is not mapped. */
const category = z.enum(EVENT_CATEGORIES).exclude(['unknown']);

/** A column's name, or a path through nested values (`actor.alternateId`, `target.0.id`). */
const path = z.string().min(1).max(200);
const paths = z.union([path.transform((one) => [one]), z.array(path).min(1).max(10)]);
const words = z.array(z.string().max(200)).max(200);

const mappingSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]{2,60}$/),
  title: z.string().min(3).max(100),
  /** Public pages of the log's own documentation. */
  references: z.array(z.url({ protocol: /^https$/ })).default([]),
  format: z.enum(['json', 'csv']),
  /** A log is of this kind where its first record has all of these. */
  requires: z.array(path).min(2).max(20),
  time: z.strictObject({
    from: paths,
    format: z.enum(['iso', 'month-first', 'day-first', 'seconds', 'milliseconds', 'clf']).default('iso'),
  }),
  /** An id that no two records share; the record itself is hashed where there is none. */
  'event-id': paths.optional(),
  category: z.strictObject({
    from: paths.optional(),
    values: z.partialRecord(category, words).default({}),
    default: category.default('other'),
  }),
  outcome: z.strictObject({ from: paths, success: words, failure: words }).optional(),
  'principal-type': z.enum(['user', 'service-principal', 'admin', 'system', 'unknown']).default('unknown'),
  columns: z.partialRecord(z.enum([...TEXT_COLUMNS, ...NUMBER_COLUMNS, ...LIST_COLUMNS]), paths),
  /** Fields that are never kept: mail text, and what says nothing. */
  'leave-out': z.array(path).max(100).default([]),
  examples: z
    .array(z.strictObject({ record: z.record(z.string(), z.unknown()), expect: z.record(z.string(), z.unknown()) }))
    .min(1),
});

/** How the records of a log of another product become events: data, checked by its own examples. */
export type Mapping = z.infer<typeof mappingSchema>;

/**
 * Checks a parsed mapping pack.
 * @returns the mapping, or the faults in plain words.
 */
export function checkMapping(value: unknown): Mapping | { readonly faults: readonly string[] } {
  const parsed = mappingSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  return { faults: parsed.error.issues.map((issue) => `${issue.path.join('.') || 'mapping'}: ${issue.message}`) };
}

export { LIST_COLUMNS, NUMBER_COLUMNS, TEXT_COLUMNS };
