import { z } from 'zod';
import { TablePack } from '../tables/table-pack.ts';
import { KINDS, Rule } from './rule.ts';

const PublishedExample = z.strictObject({
  /** The credential as a rule gives it. */
  value: z.string().min(6),
  source: z.url(),
});

const ProseKind = z.strictObject({
  id: z.string().regex(/^(?:prose(?:-[a-z0-9]+){0,4}|mailed-key)$/),
  name: z.string().min(3),
  kind: z.enum(KINDS),
  exposure: z.string().min(10),
});

/** What a reader is told of credentials stated in prose, and of those that opened something locked. */
export type ProseKind = z.infer<typeof ProseKind>;

/** The content of one file of `packs/secrets/`; docs/rules.md says what goes where. */
export const PackFile = z.strictObject({
  rules: z.array(Rule).min(1).optional(),
  /** Credentials that documentation prints for everybody to read. */
  publishedExamples: z.array(PublishedExample).min(1).optional(),
  /** Words by which a writer says that a value is an illustration or a warning, lower case. */
  advice: z.array(z.string().min(1).max(40)).min(1).optional(),
  proseKinds: z.array(ProseKind).min(1).optional(),
  tables: TablePack.optional(),
});

export type PackFile = z.infer<typeof PackFile>;
