import { ReviewError } from '../../review-error.ts';
import { logSourceOf, parseRule } from '../rule/parse-rule.ts';
import type { RuleDocument } from '../rule/read-documents.ts';
import { isMap, optionalText } from '../rule/rule-value.ts';
import type { CorrelationRule, EventRule, FilterRule, LogSource, RuleHead, SigmaRule } from '../rule/sigma-rule.ts';
import type { Formula } from '../value/formula.ts';
import type { Placeholders } from '../value/placeholders.ts';

/** A rule that cannot be used, and why. */
export interface RefusedRule {
  readonly head: Pick<RuleHead, 'file' | 'document' | 'id' | 'title'>;
  readonly error: ReviewError;
  /** What it is about, where that much can be read. */
  readonly logsource: LogSource | null;
}

/** All rules that were given, by the names they may be referred to. */
export interface RuleBook {
  readonly rules: readonly (EventRule | CorrelationRule)[];
  readonly filters: readonly FilterRule[];
  readonly refused: readonly RefusedRule[];
  /** @returns null where no rule is called so. */
  readonly named: (reference: string) => EventRule | CorrelationRule | null;
}

/** Parses every document; one that is wrong hinders no other. */
export function ruleBook(documents: readonly RuleDocument[], placeholders: Placeholders): RuleBook {
  const rules: SigmaRule[] = [];
  const refused: RefusedRule[] = [];
  for (const document of documents) {
    try {
      rules.push(parseRule(document, placeholders));
    } catch (error) {
      if (!(error instanceof ReviewError)) throw error;
      refused.push({ head: knownHead(document), error, logsource: knownSource(document) });
    }
  }
  const named = new Map<string, EventRule | CorrelationRule>();
  const kept: (EventRule | CorrelationRule)[] = [];
  for (const rule of rules) {
    if (rule.kind === 'filter') continue;
    const names = [rule.head.id, rule.head.name].flatMap((one) => one?.toLowerCase() ?? []);
    const taken = names.find((name) => named.has(name));
    if (taken !== undefined) refused.push({ head: rule.head, error: twice(taken), logsource: null });
    else kept.push(rule);
    for (const name of names) if (!named.has(name)) named.set(name, rule);
  }
  const filters = rules.flatMap((rule) => (rule.kind === 'filter' ? [rule] : []));
  return { rules: kept, filters, refused, named: (reference) => named.get(reference.toLowerCase()) ?? null };
}

/** A rule's condition with those of the filters that are put on it. */
export function filteredFormula(rule: EventRule, filters: readonly FilterRule[]): Formula {
  const of = [rule.formula, ...filters.filter((filter) => appliesTo(filter, rule)).map((filter) => filter.formula)];
  return of.length === 1 ? rule.formula : { kind: 'and', of };
}

/** A filter is for rules it names, of a log source that is the filter's or narrower. */
export function appliesTo({ rules, logsource }: FilterRule, rule: EventRule): boolean {
  const { id, name, title } = rule.head;
  const names = [id, name, title].map((one) => one?.toLowerCase());
  const isNamed = rules === 'any' || rules.some((reference) => names.includes(reference.toLowerCase()));
  const parts = ['category', 'product', 'service'] as const;
  return isNamed && parts.every((part) => logsource[part] === null || logsource[part] === rule.logsource[part]);
}

function knownHead({ file, document, value }: RuleDocument): RefusedRule['head'] {
  const map = isMap(value) ? value : {};
  return { file, document, id: optionalText(map.id), title: optionalText(map.title) ?? 'without a title' };
}

function knownSource({ value }: RuleDocument): LogSource | null {
  try {
    return isMap(value) ? logSourceOf(value.logsource) : null;
  } catch (error) {
    if (error instanceof ReviewError) return null;
    throw error;
  }
}

function twice(name: string): ReviewError {
  return new ReviewError('sigma-invalid', `Another rule is called ${name.slice(0, 100)} too.`, 'Keep one of them.', 2);
}
