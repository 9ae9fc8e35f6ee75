import { z } from 'zod';

const id = z.string().min(1);
const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const time = z.string().regex(/^\d{2}:\d{2}$/);
const instant = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{3})?Z$/);

/** A time of day on a date, read in the case's zone; with a zone of its own where the issuer names one. */
const wallTime = z.strictObject({ date, time, zone: z.string().optional() });

/** What of a case answers for an action: named here, computed by the room that reports. */
const measure = z.enum([
  'credentials-remediated',
  'applications-decided',
  'logs-reviewed',
  'correspondence-identified',
  'own-findings-notified',
  'attested',
]);

/** Whom a directive reaches: those told of compromised credentials, or everyone affected. */
const affected = z.enum(['notified', 'all-affected']);

const action = z.strictObject({
  id,
  title: z.string().min(1),
  text: z.string().min(1),
  applies: affected,
  due: z.union([z.enum(['immediately', 'agreed-with-issuer']), wallTime]),
  measures: measure,
});

const report = z.strictObject({
  id,
  title: z.string().min(1),
  due: z.union([wallTime, z.strictObject({ 'every-days': z.int().min(1).max(366), after: id, time })]),
});

/** A later direction: supersedes named actions, adds others, leaves the rest. */
const amendment = z.strictObject({
  id,
  title: z.string().min(1),
  issued: date,
  supersedes: z.array(id),
  actions: z.array(action),
});

const example = z.strictObject({
  name: z.string().min(1),
  zone: z.string(),
  now: instant,
  affected: affected.optional(),
  submitted: z.array(id).optional(),
  'completed-at': instant.optional(),
  expect: z.array(z.strictObject({ id, due: instant.nullable(), state: z.string() })).min(1),
  absent: z.array(id).optional(),
});

/** The form of a directive pack: required actions, deadlines, reports, amendments, and what the clock must say of them. */
export const DIRECTIVE_SCHEMA = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  title: z.string().min(1),
  short: z.string().min(1),
  issuer: z.string().min(1),
  issued: date,
  /** The month in which the issuer closed it, `YYYY-MM`; null while it is in force. */
  closed: z
    .string()
    .regex(/^\d{4}-\d{2}$/)
    .nullable(),
  source: z.url(),
  contacts: z.record(z.string(), z.string()),
  notes: z.array(z.string()),
  actions: z.array(action).min(1),
  reports: z.array(report),
  amendments: z.array(amendment),
  examples: z.array(example).min(1),
});

export type DirectivePack = z.infer<typeof DIRECTIVE_SCHEMA>;
export type RequiredAction = z.infer<typeof action>;
export type RequiredReport = z.infer<typeof report>;
export type WallTime = z.infer<typeof wallTime>;
export type Measure = z.infer<typeof measure>;
export type Affected = z.infer<typeof affected>;
