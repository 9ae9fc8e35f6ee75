import { z } from 'zod';
import { ANSWERS } from './answer.ts';

/** The logs a fixture may state raw records of. */
export const RECORD_LOGS = [
  'ual',
  'entra-signin',
  'entra-audit',
  'graph-activity',
  'azure-activity',
  'message-trace',
  'defender',
] as const;

const sentence = z.string().min(10);

/** The row or record again, `every` hours apart, `times` times in all; what `vary` names (`Name.Name`) differs each time. */
const repeat = z.strictObject({
  times: z.number().int().min(2).max(1000),
  every: z.number().min(0),
  vary: z.array(z.string().max(100)).max(10).default([]),
});

const fixtureEvent = z.looseObject({ at: z.string(), repeat: repeat.optional() });

const fixtureRecord = z.strictObject({
  log: z.enum(RECORD_LOGS),
  /** The record as the log's own API has it; an id of its own is made where it states none. */
  record: z.record(z.string(), z.unknown()),
  repeat: repeat.optional(),
});

const expected = z.looseObject({ answer: z.enum(ANSWERS).default('raised') });

const common = {
  name: sentence,
  kind: z.enum(['positive', 'negative', 'near-miss']),
  scope: z.strictObject({ from: z.string().optional(), until: z.string().optional() }).optional(),
  /** Each finding's columns and summary fields, as far as stated; the number of findings must be equal. */
  expect: z.array(expected),
};

/** Rows of the event table. */
const eventFixture = z.strictObject({ ...common, events: z.array(fixtureEvent).min(1) });

/** Raw records, which every export of their log must answer alike. */
const recordFixture = z.strictObject({
  ...common,
  records: z.array(fixtureRecord).min(1),
  /** Exports that lose what this detection needs. */
  'not-from': z.array(z.string()).max(10).default([]),
});

export const detectionFixture = z.union([recordFixture, eventFixture]);
export type DetectionFixture = z.infer<typeof detectionFixture>;
export type FixtureRecord = z.infer<typeof fixtureRecord>;
