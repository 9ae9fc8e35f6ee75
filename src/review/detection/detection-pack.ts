import { z } from 'zod';
import { detectionFixture } from './detection-fixture.ts';
import { need, selector } from './event-selector.ts';
import { lookBack, lookBackFaults } from './look-back.ts';

const name = z.string().regex(/^[a-z][a-z0-9_]{0,40}$/);
const sentence = z.string().min(10);

const parameter = z.strictObject({
  default: z.union([z.number().int().min(0).max(1_000_000), z.array(z.string().max(100)).max(500)]),
  unit: z.string().min(1),
  meaning: sentence,
});

const packSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]{2,60}$/),
  title: z.string().min(5).max(100),
  description: sentence,
  attack: z.array(z.string().regex(/^T\d{4}(\.\d{3})?$/)).min(1),
  severity: z.enum(['low', 'medium', 'high', 'critical']),
  /** Public pages the facts are taken from: the vendor's documentation, or the advisory. */
  references: z.array(z.url({ protocol: /^https$/ })).min(1),
  /** Any one of these must be loaded for the detection to answer at all. */
  needs: z.array(need).min(1),
  /** The events that the query sees as `events`; all that no entry means are not there. */
  reads: z.array(selector).min(1),
  /** Whether each finding of one event depends on that event alone, whatever else is in the logs. */
  'event-level': z.boolean().default(false),
  /** How far from a UTC day events may lie that decide about that day's; absent: anywhere in the logs. */
  lookback: lookBack.optional(),
  parameters: z.record(name, parameter),
  summary: z.record(name, sentence),
  /** Where it stands, the query gives a row for each event, and rows that agree in these columns too become one finding. */
  'group-by': z.array(name).optional(),
  sql: z.string().min(20),
  do: z.array(sentence).min(1),
  'false-positives': z.array(sentence).min(1),
  fixtures: z.array(detectionFixture).min(3),
});

/** One detection: what it looks for, the SQL that looks, what to do about it, and the fixtures that prove it. */
export type DetectionPack = z.infer<typeof packSchema>;
export type Severity = DetectionPack['severity'];

/**
 * Checks a parsed pack.
 * @returns the pack, or the faults in plain words.
 */
export function checkDetectionPack(value: unknown): DetectionPack | { readonly faults: readonly string[] } {
  const parsed = packSchema.safeParse(value);
  if (!parsed.success) {
    return { faults: parsed.error.issues.map((issue) => `${issue.path.join('.') || 'pack'}: ${issue.message}`) };
  }
  const faults = [...missingKinds(parsed.data), ...unknownGroups(parsed.data), ...lookBackFaults(parsed.data)];
  return faults.length === 0 ? parsed.data : { faults };
}

function missingKinds(pack: DetectionPack): readonly string[] {
  const kinds = new Set(pack.fixtures.map((one) => one.kind));
  const missing = (['positive', 'negative', 'near-miss'] as const).filter((kind) => !kinds.has(kind));
  return missing.map((kind) => `fixtures: none of kind ${kind}`);
}

function unknownGroups(pack: DetectionPack): readonly string[] {
  const known = new Set(['application', 'ip', ...Object.keys(pack.summary)]);
  const unknown = (pack['group-by'] ?? []).filter((column) => !known.has(column));
  return unknown.map((column) => `group-by: ${column} is neither application, ip nor under summary`);
}
