import type { Confidence, SecretKind } from '../finding.ts';
import type { Rule } from '../pack/rule.ts';
import { rulePack } from '../pack/rule-pack.ts';
import type { GivenRule, GivenRules } from './given-rule.ts';

/** Everything that is told of one rule. */
export interface RuleCard {
  readonly id: string;
  readonly name: string;
  readonly kind: SecretKind;
  readonly form: 'format' | 'vendor' | 'generic' | 'table' | 'prose';
  readonly confidence: Confidence | 'by context';
  /** The file it was given in; null for a rule of the installation. */
  readonly file: string | null;
  readonly source: string;
  readonly exposure: string;
  /** Words of which one must stand in the match, the text or the heading. */
  readonly keywords: readonly string[];
  /** Where it is tried, in a sentence. */
  readonly tried: string;
  /** As it was written; null where no pattern tells it. */
  readonly pattern: string | null;
  readonly examples: number;
  readonly counterExamples: number;
}

const MOST_LITERALS = 8;

/** All rules, of the installation and given beside it, sorted by id. */
export function ruleCards(given: GivenRules): readonly RuleCard[] {
  const { rules, tables, proseKinds } = rulePack();
  const cards = [
    ...rules.map(({ rule }) => cardOf(rule, null)),
    ...given.own.map(({ rule, file }) => cardOf(rule, file)),
    ...given.rules.map(givenCard),
    ...tables.secrets.map((table) => ({
      ...unwritten('table', 'in cells under its headings'),
      ...table,
      keywords: table.columns,
    })),
    ...proseKinds.map((kind) => ({
      ...unwritten('prose', 'in sentences'),
      ...kind,
      source: 'stated in prose',
      keywords: [],
    })),
  ];
  return cards.map(onCard).sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** What stands on a card, in its order; what else a rule has is no part of it. */
const ON_CARD = [
  'id',
  'name',
  'kind',
  'form',
  'confidence',
  'file',
  'source',
  'exposure',
  'keywords',
  'tried',
  'pattern',
  'examples',
  'counterExamples',
] as const satisfies readonly (keyof RuleCard)[];

const onCard = (card: RuleCard): RuleCard =>
  Object.fromEntries(ON_CARD.map((field) => [field, card[field]])) as unknown as RuleCard;

function cardOf(rule: Rule, file: string | null): RuleCard {
  return {
    ...rule,
    confidence: rule.identifier ? 'low' : rule.confidence,
    file,
    tried: 'around its keywords',
    examples: rule.examples.length,
    counterExamples: rule.counterExamples.length,
  };
}

function givenCard(rule: GivenRule): RuleCard {
  const { literals, cap } = rule.pattern;
  const capped = cap === null ? '' : `; repeats without a most are held to ${cap} characters`;
  return {
    ...rule,
    pattern: rule.written,
    tried: `${triedAt(literals, rule.keywords)}${capped}`,
    examples: rule.examples.length,
    counterExamples: rule.counterExamples.length,
  };
}

function triedAt(literals: readonly string[] | null, keywords: readonly string[]): string {
  const gate = keywords.length === 0 ? '' : ' of texts that hold a keyword';
  if (literals === null)
    return `at every place${gate === '' ? ' of every text: its pattern holds no literal, so it costs most' : gate}`;
  const shown = literals.slice(0, MOST_LITERALS).join(', ');
  return `around what its matches hold (${shown}${literals.length > MOST_LITERALS ? ', …' : ''})${gate}`;
}

function unwritten(form: 'table' | 'prose', tried: string) {
  return { form, tried, confidence: 'by context', file: null, pattern: null, examples: 0, counterExamples: 0 } as const;
}
