import { z } from 'zod';
import { type LeastCharacters, NO_LEAST } from './given-rule.ts';
import { RUST } from './regex/dialect.ts';
import { firstIssue, nameOf, objectsIn } from './rule-entry.ts';
import { RuleMaker } from './rule-maker.ts';

const texts = z.array(z.string()).nullish();
const count = z.number().int().min(0).default(0);

const Requirements = z.looseObject({
  min_digits: count,
  min_lowercase: count,
  min_uppercase: count,
  min_special_chars: count,
  ignore_if_contains: texts,
});

const YamlRule = z.looseObject({
  id: z.string().min(1),
  name: z.string().default(''),
  pattern: z.string().min(1),
  description: z.string().nullish(),
  confidence: z.enum(['low', 'medium', 'high']).optional().catch(undefined),
  min_entropy: z.number().default(0),
  visible: z.boolean().default(true),
  pattern_requirements: Requirements.optional(),
  examples: texts,
  negative_examples: texts,
  references: texts,
  keywords: texts,
});
type YamlRule = z.infer<typeof YamlRule>;

const READ = new Set([...Object.keys(YamlRule.shape), 'categories']);
/** Keys that only Kingfisher has. */
const KINGFISHER = new Set([
  'min_entropy',
  'pattern_requirements',
  'confidence',
  'validation',
  'visible',
  'depends_on_rule',
]);

/** Reads the rules of Kingfisher, Nosey Parker and Titus, which share a form. */
export function readYamlRules(file: string, entries: readonly unknown[]): RuleMaker {
  const objects = objectsIn(entries);
  const isKingfisher = objects.some((entry) => Object.keys(entry).some((key) => KINGFISHER.has(key)));
  const maker = new RuleMaker(file, isKingfisher ? 'kingfisher' : 'noseyparker', RUST);
  entries.forEach((entry, at) => {
    const rule = YamlRule.safeParse(entry);
    if (!rule.success) maker.refuse(nameOf(entry, at), firstIssue(rule.error));
    else addRule(maker, rule.data, isKingfisher);
  });
  maker.noteUnread(objects, READ);
  const parts = objects.map((entry) => ('pattern_requirements' in entry ? entry.pattern_requirements : null));
  maker.noteUnread(objectsIn(parts), new Set(Object.keys(Requirements.shape)));
  return maker;
}

function addRule(maker: RuleMaker, rule: YamlRule, isKingfisher: boolean): void {
  const { pattern_requirements: needs, visible, confidence } = rule;
  const words = needs?.ignore_if_contains?.map((word) => word.toLowerCase()) ?? [];
  maker.add({
    id: rule.id,
    name: rule.name,
    written: rule.pattern,
    secretGroups: isKingfisher ? tokenGroup : lastGroup,
    // What is not shown by itself is needed to check another rule's finding: a host, an account.
    ...(visible ? {} : { kind: 'identifier' }),
    ...(visible ? (confidence === undefined ? {} : { confidence }) : { confidence: 'low' }),
    references: rule.references ?? [],
    keywords: rule.keywords ?? [],
    entropy: rule.min_entropy,
    least: leastOf(needs),
    exclusions: words.length === 0 ? [] : [{ target: 'secret', needs: 'either', patterns: [], words }],
    companions: [],
    examples: rule.examples ?? [],
    counterExamples: rule.negative_examples ?? [],
  });
}

function leastOf(needs: YamlRule['pattern_requirements']): LeastCharacters {
  if (needs === undefined) return NO_LEAST;
  return {
    digit: needs.min_digits,
    lower: needs.min_lowercase,
    upper: needs.min_uppercase,
    symbol: needs.min_special_chars,
  };
}

/** Kingfisher: the group called TOKEN, else the first. */
function tokenGroup(groups: readonly (string | null)[]): readonly number[] {
  const named = groups.findIndex((name) => name !== null && /^token$/i.test(name));
  if (named >= 0) return [named + 1];
  return groups.length === 0 ? [] : [1];
}

/** Nosey Parker reports all groups; where there are several the names of what the secret belongs to come first. */
function lastGroup(groups: readonly (string | null)[]): readonly number[] {
  return groups.map((_, at) => groups.length - at);
}
