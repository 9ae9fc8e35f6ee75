import { z } from 'zod';

/** What a row of a detection's answer means. */
export const ANSWERS = ['raised', 'no-baseline', 'set-aside', 'not-answerable'] as const;
export type Answer = (typeof ANSWERS)[number];

/** The columns every detection gives; what it selects besides must be declared under `summary`. */
export const ANSWER_COLUMNS = [
  'answer',
  'principal',
  'mailbox',
  'application',
  'from',
  'until',
  'ip',
  'count',
  'sources',
  'days',
  'event_ids',
] as const;

const name = z.string().regex(/^[a-z][a-z0-9_]{0,40}$/);
const sentence = z.string().min(10);

const parameter = z.strictObject({
  default: z.union([z.number().int().min(0).max(1_000_000), z.array(z.string().max(100)).min(1).max(500)]),
  unit: z.string().min(1),
  meaning: sentence,
});

const need = z.strictObject({
  source: z.enum(['ual', 'entra-signin', 'entra-audit']),
  category: z.string().optional(),
});

const fixtureEvent = z.looseObject({
  at: z.string(),
  /** This row again, `every` hours apart, `times` times in all. */
  repeat: z.strictObject({ times: z.number().int().min(2).max(1000), every: z.number().positive() }).optional(),
});

const expected = z.looseObject({ answer: z.enum(ANSWERS).default('raised') });

const fixture = z.strictObject({
  name: sentence,
  kind: z.enum(['positive', 'negative', 'near-miss']),
  scope: z.strictObject({ from: z.string().optional(), until: z.string().optional() }).optional(),
  events: z.array(fixtureEvent).min(1),
  /** Each finding's columns and summary fields, as far as stated; the number of findings must be equal. */
  expect: z.array(expected),
});

const packSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]{2,60}$/),
  title: z.string().min(5).max(100),
  description: sentence,
  attack: z.array(z.string().regex(/^T\d{4}(\.\d{3})?$/)).min(1),
  severity: z.enum(['low', 'medium', 'high', 'critical']),
  /** Any one of these must be loaded for the detection to answer at all. */
  needs: z.array(need).min(1),
  parameters: z.record(name, parameter),
  summary: z.record(name, sentence),
  sql: z.string().min(20),
  do: z.array(sentence).min(1),
  'false-positives': z.array(sentence).min(1),
  fixtures: z.array(fixture).min(3),
});

/** One detection: what it looks for, the SQL that looks, what to do about it, and the fixtures that prove it. */
export type DetectionPack = z.infer<typeof packSchema>;
export type DetectionFixture = z.infer<typeof fixture>;
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
  const kinds = new Set(parsed.data.fixtures.map((one) => one.kind));
  const missing = (['positive', 'negative', 'near-miss'] as const).filter((kind) => !kinds.has(kind));
  return missing.length === 0 ? parsed.data : { faults: missing.map((kind) => `fixtures: none of kind ${kind}`) };
}
