import { z } from 'zod';
import { SHORTEST_LITERAL } from '../kernel/index.ts';
import { SHAPES } from './bytes/shape.ts';
import { CHECK_NAMES } from './checks/index.ts';

/** What kinds of disclosures there are, as a reader of an impact analysis sorts them. */
export const CATEGORIES = [
  'host',
  'address',
  'tenant',
  'diagram',
  'configuration',
  'vulnerability',
  'support',
  'personal',
  'marking',
] as const;

const Check = z.enum(CHECK_NAMES);
const Word = z
  .string()
  .max(60)
  .refine((word) => Buffer.byteLength(word) >= SHORTEST_LITERAL, 'a word needs three bytes');

/** A number's form: `9` is a digit, `A` a capital letter, everything else stands for itself. */
const Form = z
  .string()
  .max(40)
  .regex(/^[9A][9A ./()+-]*$/);

/** Words of which one must stand near the value, or none may; lower case. */
const Beside = z.array(z.string().min(2).max(40)).min(1);

const Find = z.discriminatedUnion('by', [
  z.strictObject({
    by: z.literal('number'),
    /** Forms that stand for themselves. */
    forms: z.array(Form).default([]),
    /** Forms that count only near one of `words`. */
    formsBeside: z.array(Form).default([]),
    words: Beside.optional(),
    checks: z.array(Check).default([]),
    /** Where one of these stands shortly before, it is another number. */
    notAfter: Beside.optional(),
  }),
  z.strictObject({
    by: z.literal('shape'),
    shape: z.enum(SHAPES),
    notAfter: Beside.optional(),
  }),
  z.strictObject({
    by: z.literal('words'),
    /** Literals, one of which begins the value, its label or (with `from`) stands in it. */
    words: z.array(Word).min(1),
    exactCase: z.boolean().default(false),
    /** Where the pattern begins: at the word itself, which must begin a word; or as far left as a host name or URL goes. */
    from: z.enum(['word', 'host', 'url']).default('word'),
    /** What must stand there; the group `value`, or else all of it, is the value. Left out, the word is. */
    pattern: z.string().optional(),
    checks: z.array(Check).default([]),
    beside: Beside.optional(),
    notAfter: Beside.optional(),
  }),
  z.strictObject({
    by: z.literal('file'),
    /** Of files, with `*` for any characters, lower case. */
    names: z.array(z.string().min(3)).default([]),
    /** Texts: all literals of one list stand in it. */
    texts: z.array(z.array(Word).min(1).max(4)).default([]),
  }),
]);

/** A text in which exactly these values are found; or a file of that name. */
const Example = z.union([
  z.strictObject({ text: z.string(), values: z.array(z.string()).min(1) }),
  z.strictObject({ file: z.string() }),
]);

export const DisclosureKind = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+){0,5}$/),
  name: z.string().min(3),
  category: z.enum(CATEGORIES),
  /** MITRE ATT&CK reconnaissance technique that it saves an attacker. */
  technique: z
    .string()
    .regex(/^T\d{4}(?:\.\d{3})?$/)
    .nullable(),
  /** Whether the value is written as it stands, or only a masked preview of it. */
  shown: z.enum(['clear', 'masked']),
  /** What an attacker does with it, or what follows from it. */
  use: z.string().min(10),
  source: z.url(),
  find: Find,
  examples: z.array(Example).min(2),
  counterExamples: z.array(z.union([z.string(), z.strictObject({ file: z.string() })])).min(1),
});

/** The content of one file of `packs/disclosures/`; docs/disclosures.md says what goes where. */
export const DisclosureFile = z.strictObject({ kinds: z.array(DisclosureKind).min(1) });

export type DisclosureKind = z.infer<typeof DisclosureKind>;
export type DisclosureCategory = (typeof CATEGORIES)[number];
export type FindBy<By extends DisclosureKind['find']['by']> = Extract<DisclosureKind['find'], { by: By }>;
