import { z } from 'zod';
import { VALIDATOR_NAMES } from '../validators/index.ts';

export const KINDS = [
  'password',
  'passphrase',
  'pin',
  'token',
  'api-key',
  'client-secret',
  'private-key',
  'certificate',
  'connection-string',
  'url',
  'cookie',
  'header',
  'mfa-seed',
  'recovery-code',
  'hash',
  'identifier',
] as const;

/** Signs (ASCII) beside a keyword, within so many bytes, with no white space or one of `stops` between. */
const SignsNearby = z.strictObject({
  signs: z.string().regex(/^[\x21-\x7e]{1,8}$/),
  stops: z.string().regex(/^[\x21-\x7e]{0,20}$/),
  within: z.number().int().min(1).max(4096),
});

const Example = z.union([
  z.string().min(1),
  z.strictObject({
    text: z.string().min(1),
    /** What the finding's secret must equal. */
    secret: z.string().min(1).optional(),
    principal: z.string().optional(),
    host: z.string().optional(),
  }),
]);

/** One rule as written in `packs/secrets/*.yaml`; docs/rules.md explains each field for an author. */
export const Rule = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+){0,12}$/),
  name: z.string().min(3),
  kind: z.enum(KINDS),
  form: z.enum(['format', 'vendor', 'generic']),
  keywords: z.array(z.string().min(3)).min(1),
  exactCase: z.boolean().default(false),
  /** Characters from a match's start to a keyword of it, at most. */
  lead: z.number().int().min(0).max(64).optional(),
  /** Signs after the keyword, in this order. */
  ahead: SignsNearby.optional(),
  /** Signs before the keyword, in one piece. */
  behind: SignsNearby.optional(),
  pattern: z.string().min(4),
  ignoreCase: z.boolean().default(false),
  wraps: z.boolean().default(false),
  entropy: z.number().min(0).max(6).default(0),
  mustHave: z.array(z.enum(['digit', 'letter', 'lower', 'upper', 'symbol'])).default([]),
  validators: z.array(z.enum(VALIDATOR_NAMES)).default([]),
  confidence: z.enum(['low', 'medium', 'high']),
  identifier: z.boolean().default(false),
  source: z.string().min(8),
  exposure: z.string().min(10),
  examples: z.array(Example).min(2),
  counterExamples: z.array(z.string().min(1)).min(1),
});

export type Rule = z.infer<typeof Rule>;
