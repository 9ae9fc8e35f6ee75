import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { packageRoot } from '../../core/index.ts';

const days = z.number().int().min(0).max(3650);

const source = z.strictObject({
  id: z.enum(['ual', 'entra-signin', 'entra-audit', 'graph-activity', 'message-trace', 'azure-activity']),
  title: z.string().min(3),
  answers: z.string().min(10),
  /** Days records are kept, by licence. */
  keeps: z.strictObject({ standard: days, premium: days }),
  /** Kinds of record that are exported apart from each other. */
  kinds: z.array(z.string()).optional(),
  'switch-on': z.string().min(10),
});

const skus = z.array(z.string().regex(/^[a-z0-9_-]+$/)).min(1);

const pack = z.strictObject({
  sources: z.array(source).min(1),
  'mailbox-actions': z.string().min(10),
  licences: z.strictObject({ premium: skus, standard: skus }),
});

/** Which logs answer what, how long they are kept, and by which licence: packs/readiness/sources.yaml. */
export type ReadinessPack = z.infer<typeof pack>;

/** What the user's licences give of auditing; unknown where none of them is known. */
export type AuditLicence = 'premium' | 'standard' | 'unknown';

/** Reads the pack this installation ships. */
export function readinessPack(): ReadinessPack {
  return pack.parse(parse(readFileSync(join(packageRoot(), 'packs', 'readiness', 'sources.yaml'), 'utf8')));
}

/** The best auditing that any of a user's licences gives. `licences`: SKU ids or part numbers, in any case. */
export function auditLicence({ licences }: ReadinessPack, held: readonly string[]): AuditLicence {
  const names = new Set(held.map((name) => name.toLowerCase()));
  const has = (skus: readonly string[]) => skus.some((sku) => names.has(sku));
  if (has(licences.premium)) return 'premium';
  return has(licences.standard) ? 'standard' : 'unknown';
}
