import { z } from 'zod';
import { EVENT_COLUMNS } from '../../../logs/index.ts';
import { need } from '../../detection/event-selector.ts';

const TEXT_COLUMNS = new Set(EVENT_COLUMNS.filter((one) => one.type !== 'VARCHAR[]').map((one) => one.name));

const column = z.string().refine((name) => TEXT_COLUMNS.has(name), 'no column of the event table that holds one value');
const text = z.string().min(1).max(200);

/** What a field of public rules is here. */
const binding = z.union([
  column,
  z.strictObject({
    column,
    /** The words that public rules use for each value the column has; the column has no others. */
    values: z.record(text, z.array(text).min(1)).optional(),
    /** What every value of the column looks like; a rule that names another never matches. */
    form: z.strictObject({ matches: z.string().max(200), is: text }).optional(),
    /** A character that some logs end the value with, and rules do not. */
    'without-final': z.string().length(1).optional(),
  }),
  z.strictObject({
    /** A name in `details`. */
    detail: text,
    /** The value stands in quotes of its own. */
    quoted: z.literal(true).optional(),
    /** What a record says by saying nothing. */
    absent: z.string().max(50).optional(),
    /** How many different values a record may have: `name`, `name#2`, … */
    repeats: z.number().int().min(2).max(10).optional(),
  }),
  /** The whole of `details`, as JSON text; without the values of some names. */
  z.strictObject({ document: z.literal('details'), without: z.array(text).min(1).optional() }),
  /** The names in `details`. */
  z.strictObject({ 'names-in': z.literal('details') }),
  z.strictObject({ constant: text }),
]);

const logsource = z
  .strictObject({ category: z.string().optional(), product: z.string().optional(), service: z.string().optional() })
  .refine((one) => Object.keys(one).length > 0, 'names nothing');

const events = need.extend({ workload: z.array(text).min(1).optional() });

const aliasPackSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]{2,60}$/),
  meaning: z.string().min(10),
  logsources: z.array(logsource).min(1),
  events: z.array(events).min(1),
  /** Another pack whose names count too; this one's come first. */
  like: z.string().optional(),
  fields: z.array(z.strictObject({ names: z.array(text).min(1), is: z.array(binding).min(1) })).default([]),
  /** Prefixes that public rules put before the same names. */
  prefixes: z.array(text).default([]),
  /** Names that stand in `details` as the record has them. */
  details: z.array(text).default([]),
  /** Where a keyword is looked for. */
  keywords: z.array(binding).default([]),
});

const placeholderPackSchema = z.strictObject({
  placeholders: z.record(text, z.array(z.union([z.string(), z.number()])).min(1)),
});

/** A file of a pack: names for one kind of event, or values for placeholders. */
export const aliasFileSchema = z.union([placeholderPackSchema, aliasPackSchema]);

export type AliasPack = z.infer<typeof aliasPackSchema>;
export type AliasBinding = z.infer<typeof binding>;
