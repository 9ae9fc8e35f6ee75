import { bindSql } from '../../detection/bind-sql.ts';
import type { DetectionPack } from '../../detection/detection-pack.ts';
import { portabilityFaults } from '../../detection/portable-sql.ts';
import { ReviewError } from '../../review-error.ts';
import type { AliasLayer } from '../alias/event-set.ts';
import type { RuleDocument } from '../rule/read-documents.ts';
import { invalidSigma } from '../rule/sigma-fault.ts';
import type { CorrelationRule, EventRule, FilterRule, LogSource } from '../rule/sigma-rule.ts';
import { compiledPack } from './compiled-pack.ts';
import { CORRELATION_SUMMARY, correlationAnswer } from './correlation-answer.ts';
import { EVENT_SUMMARY, eventAnswer } from './event-answer.ts';
import { appliesTo, filteredFormula, type RefusedRule, type RuleBook, ruleBook } from './rule-book.ts';
import type { RuleOutcome, RuleVerdict } from './rule-outcome.ts';
import { ruleConditions, type SetCondition } from './rule-sql.ts';
import { Unbound } from './unbound.ts';

/** Compiles every rule of the documents to a detection, or says why not; in the order they are given. */
export function compileRules(documents: readonly RuleDocument[], layer: AliasLayer): readonly RuleOutcome[] {
  const book = ruleBook(documents, layer.placeholders);
  const outcomes = [
    ...book.refused.map((one): RuleOutcome => ({ head: one.head, verdict: refusedVerdict(one, layer) })),
    ...book.filters.map((filter): RuleOutcome => ({ head: filter.head, verdict: filterVerdict(filter, book) })),
    ...ruleOutcomes({ book, layer }),
  ];
  const place = new Map(documents.map((one, at) => [`${one.file}\0${one.document}`, at]));
  const placeOf = ({ head }: RuleOutcome) => place.get(`${head.file}\0${head.document}`) ?? 0;
  return outcomes.sort((a, b) => placeOf(a) - placeOf(b));
}

interface Compiler {
  readonly book: RuleBook;
  readonly layer: AliasLayer;
}

/** Rules that a correlation uses stand alone only where it says so, or cannot be asked itself. */
function ruleOutcomes(compiler: Compiler): readonly RuleOutcome[] {
  const { rules, named } = compiler.book;
  const verdicts = rules.map((rule) => ({ rule, verdict: verdictOf(rule, compiler) }));
  const users = verdicts.flatMap(({ rule, verdict }) =>
    rule.kind === 'correlation' && verdict.kind === 'compiled' && !rule.correlation.generate ? [rule.correlation] : [],
  );
  const used = new Set(users.flatMap((one) => one.rules).flatMap((reference) => named(reference) ?? []));
  return verdicts.map(({ rule, verdict }) => ({
    head: rule.head,
    verdict: verdict.kind === 'compiled' && used.has(rule) ? { ...verdict, standsAlone: false } : verdict,
  }));
}

/** What is missing to a rule (placeholders) is no help to ask for where its log is never read. */
function refusedVerdict({ error, logsource }: RefusedRule, layer: AliasLayer): RuleVerdict {
  const isRead = logsource === null || layer.setsFor(logsource).length > 0;
  if (isRead || error.code !== 'sigma-unsupported') return { kind: 'refused', error };
  return { kind: 'unbound', reason: { kind: 'no-logsource', logsource: sourceText(logsource) } };
}

function filterVerdict(filter: FilterRule, { rules }: RuleBook): RuleVerdict {
  const applied = rules.flatMap((rule) => (rule.kind === 'events' && appliesTo(filter, rule) ? [rule.head.title] : []));
  if (applied.length > 0) return { kind: 'filter', applied };
  const error = invalidSigma(
    'filter.rules',
    'no rule of its log source is called so',
    'Give the rules too, or correct their names.',
  );
  return { kind: 'refused', error };
}

function verdictOf(rule: EventRule | CorrelationRule, compiler: Compiler): RuleVerdict {
  try {
    const used: SetCondition[] = [];
    const conditionsOf = (one: EventRule, fields: readonly string[]) => {
      const conditions = boundConditions(one, compiler, fields);
      used.push(...conditions);
      return conditions;
    };
    const isOfEvents = rule.kind === 'events';
    const sql = isOfEvents
      ? eventAnswer(conditionsOf(rule, []))
      : correlationAnswer(rule, { ruleOf: (reference) => ruleNamed(reference, compiler.book), conditionsOf });
    const sets = [...new Set(used.map(({ set }) => set))];
    const pack = compiledPack(rule.head, sql, sets, isOfEvents ? EVENT_SUMMARY : CORRELATION_SUMMARY, isOfEvents);
    return { kind: 'compiled', pack: portable(pack), sets, standsAlone: true, impossible: inAll(used) };
  } catch (error) {
    if (error instanceof Unbound) return { kind: 'unbound', reason: error.reason };
    if (error instanceof ReviewError) return { kind: 'refused', error };
    throw error;
  }
}

/** What is impossible in each of the conditions. */
function inAll(conditions: readonly SetCondition[]): readonly string[] {
  const [first, ...rest] = conditions.map(({ impossible }) => impossible);
  return [...new Set(first ?? [])].filter((one) => rest.every((other) => other.includes(one)));
}

function ruleNamed(reference: string, { named }: RuleBook): EventRule | CorrelationRule {
  const rule = named(reference);
  if (rule !== null) return rule;
  throw invalidSigma(
    'correlation.rules',
    `no usable rule is called ${reference}`,
    'Give the rule too, or correct its name.',
  );
}

/** @throws Unbound where the rule can be asked of no events, or no event can ever fulfil it. */
function boundConditions(
  rule: EventRule,
  { book, layer }: Compiler,
  fields: readonly string[],
): readonly SetCondition[] {
  const conditions = ruleConditions(rule, filteredFormula(rule, book.filters), layer, fields);
  if (conditions.kind === 'no-logsource')
    throw new Unbound({ kind: 'no-logsource', logsource: sourceText(rule.logsource) });
  if (conditions.kind === 'no-field') throw new Unbound(conditions);
  const possible = conditions.conditions.filter(({ truth }) => truth.kind !== 'never');
  if (possible.length > 0) return possible;
  const because = conditions.conditions.flatMap(({ truth }) => (truth.kind === 'never' ? truth.because : []));
  throw new Unbound({ kind: 'never', because: [...new Set(because)] });
}

function sourceText({ category, product, service }: LogSource): string {
  return [product, service, category].filter((one) => one !== null).join(' ');
}

/** @throws ReviewError pack-not-portable where the compiler made SQL that it should not. */
function portable(pack: DetectionPack): DetectionPack {
  const faults = portabilityFaults(bindSql(pack, { from: null, until: null }));
  if (faults.length === 0) return pack;
  throw new ReviewError(
    'pack-not-portable',
    `The rule's query is not portable: ${faults.join('; ')}.`,
    'This is a fault of ours; please report it.',
    4,
  );
}
