import type { Formula } from '../value/formula.ts';
import type { Placeholders } from '../value/placeholders.ts';
import { parseCondition } from './parse-condition.ts';
import { parseCorrelation } from './parse-correlation.ts';
import { parseSearch } from './parse-detection.ts';
import type { RuleDocument } from './read-documents.ts';
import { mapAt, optionalText, optionalTexts, type RuleMap, textAt, textsAt } from './rule-value.ts';
import { invalidSigma } from './sigma-fault.ts';
import type { FilterRule, LogSource, RuleHead, SigmaLevel, SigmaRule } from './sigma-rule.ts';

/**
 * Reads a document as a rule, a correlation or a filter.
 * @throws ReviewError sigma-invalid or sigma-unsupported.
 */
export function parseRule(document: RuleDocument, placeholders: Placeholders): SigmaRule {
  const map = mapAt(document.value, 'rule');
  const head = headOf(map, document);
  if (map.correlation !== undefined) {
    return { kind: 'correlation', head, correlation: parseCorrelation(map.correlation, map.generate) };
  }
  if (map.filter !== undefined) return filterOf(map, head, placeholders);
  if (map.detection === undefined) {
    throw invalidSigma('rule', 'it has neither detection, correlation nor filter', 'Write one of them.');
  }
  const formula = formulaOf(mapAt(map.detection, 'detection'), [], 'detection', placeholders);
  return { kind: 'events', head, logsource: logSourceOf(map.logsource), formula };
}

const LEVELS: readonly SigmaLevel[] = ['informational', 'low', 'medium', 'high', 'critical'];

function headOf(map: RuleMap, { file, document }: RuleDocument): RuleHead {
  const title = textAt(map.title, 'title');
  if (title.length > 1000) throw invalidSigma('title', 'it is longer than a thousand characters', 'Shorten it.');
  const tags = optionalTexts(map.tags);
  return {
    file,
    document,
    id: optionalText(map.id),
    name: optionalText(map.name),
    title,
    description: optionalText(map.description),
    level: LEVELS.find((one) => one === map.level) ?? 'medium',
    attack: tags.flatMap((tag) => /^attack\.(t\d{4}(?:\.\d{3})?)$/i.exec(tag)?.[1]?.toUpperCase() ?? []),
    falsePositives: optionalTexts(map.falsepositives),
  };
}

/** Which logs a rule is about. @throws ReviewError sigma-invalid. */
export function logSourceOf(value: unknown): LogSource {
  const map = mapAt(value, 'logsource');
  const part = (name: string) => optionalText(map[name])?.toLowerCase() ?? null;
  const source = { category: part('category'), product: part('product'), service: part('service') };
  if (source.category ?? source.product ?? source.service) return source;
  throw invalidSigma('logsource', 'it names no category, product or service', 'Name one.');
}

function filterOf(map: RuleMap, head: RuleHead, placeholders: Placeholders): FilterRule {
  const section = mapAt(map.filter, 'filter');
  const rules = textsAt(section.rules, 'filter.rules');
  const formula = formulaOf(section, ['rules'], 'filter', placeholders);
  return {
    kind: 'filter',
    head,
    logsource: logSourceOf(map.logsource),
    rules: rules.length === 1 && rules[0] === 'any' ? 'any' : rules,
    formula: statesWhatRemains(formula) ? formula : { kind: 'not', of: formula },
  };
}

/**
 * The specification's example of a filter selects what is to be suppressed (`condition: selection`); the tools around it select what remains
 * (`condition: not selection`). Both are in use, and the negation tells them apart.
 */
function statesWhatRemains(formula: Formula): boolean {
  return formula.kind === 'not' || (formula.kind === 'and' && formula.of.every(statesWhatRemains));
}

/** The condition with its search identifiers put in; several conditions are joined by or. */
function formulaOf(section: RuleMap, reserved: readonly string[], where: string, placeholders: Placeholders): Formula {
  const names = Object.keys(section).filter((name) => !['condition', 'timeframe', ...reserved].includes(name));
  const searches = new Map<string, Formula>();
  const meaningOf = (name: string): Formula => {
    const known = searches.get(name) ?? parseSearch(section[name], placeholders, `${where}.${name}`);
    searches.set(name, known);
    return known;
  };
  for (const name of names) meaningOf(name);
  const conditions = textsAt(section.condition, `${where}.condition`);
  const of = conditions.map((one): Formula => parseCondition(one, { where: `${where}.condition`, names, meaningOf }));
  const [first] = of;
  return of.length === 1 && first !== undefined ? first : { kind: 'or', of };
}
