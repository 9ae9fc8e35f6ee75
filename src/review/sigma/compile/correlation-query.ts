import type { Correlation } from '../rule/correlation.ts';
import { invalidSigma } from '../rule/sigma-fault.ts';
import type { CorrelationRule, EventRule } from '../rule/sigma-rule.ts';
import { keyFields, type NamedField, nameIn, valueFields } from './correlation-field.ts';
import { correlationHolding } from './correlation-holding.ts';
import { eventRelation } from './event-relation.ts';
import type { Holding } from './measure.ts';
import { EVENT_PARTS, type QueryParts } from './query-parts.ts';
import type { SetCondition } from './rule-sql.ts';
import type { Grouping } from './window.ts';

/** What a correlation needs of the rules it refers to. */
export interface RuleSource {
  /** @throws ReviewError sigma-invalid where no rule is called so. */
  readonly ruleOf: (reference: string) => EventRule | CorrelationRule;
  /** @throws a reason why the rule cannot be asked of these events. */
  readonly conditionsOf: (rule: EventRule, fields: readonly string[]) => readonly SetCondition[];
}

/** A correlation in SQL, and the columns of its groups. */
export interface CorrelationQuery extends Holding {
  readonly grouping: Grouping;
}

/** Where in a correlation of correlations the compiling is. */
interface Level {
  readonly parts: QueryParts;
  readonly source: RuleSource;
  readonly depth: number;
}

const MAX_DEPTH = 5;
const MAX_PARTS = 300;

/** The events of a correlation, each with `hit` and `completes`. */
export function correlationQuery(parts: QueryParts, rule: CorrelationRule, source: RuleSource): CorrelationQuery {
  return levelQuery({ parts, source, depth: 0 }, rule, []);
}

/** @param carried fields that the correlation above wants of these events. */
function levelQuery(level: Level, { correlation }: CorrelationRule, carried: readonly NamedField[]): CorrelationQuery {
  const { parts, depth } = level;
  if (depth > MAX_DEPTH || parts.size > MAX_PARTS) {
    throw invalidSigma('correlation.rules', 'correlations refer to each other too deep', 'Break the circle.');
  }
  const keys = keyFields(correlation, depth);
  const values = valueFields(correlation, depth);
  const fields = [...keys, ...values, ...carried];
  const rules = correlation.rules.map((reference) => memberRelation(level, reference, fields));
  const byLog = countsByLog(correlation, rules);
  const required = [...keys, ...values].map((one) => `${one.column} IS NOT NULL`);
  const columns = [...EVENT_PARTS, ...fields.map((one) => one.column)];
  const groups = [...keys.map((key) => key.column), ...(byLog ? [LOG] : [])];
  const grouping = { keys: groups, timespan: correlation.timespan };
  const relations = rules.map((one) => one.relation);
  const shown = byLog ? [...columns, `source AS ${LOG}`] : columns;
  const relation = parts.add(membersSql(relations, shown, required, correlation));
  const members = { relation, grouping, values: values.map((one) => one.column) };
  return { ...correlationHolding(parts, correlation, members), grouping };
}

/** Column that tells the logs of a correlation apart. */
const LOG = 'log_source';

/**
 * One thing may stand in several logs, and each rule binds to all that have it: what is counted or summed is counted in each log by itself. Where
 * the rules are not of the same logs, all are counted together.
 */
function countsByLog({ type }: Correlation, rules: readonly MemberRelation[]): boolean {
  const [first = ''] = rules.map((one) => one.sets.join());
  const several = rules.every((one) => one.sets.length > 1 && one.sets.join() === first);
  return several && (type === 'event_count' || type === 'value_sum');
}

/** Counting, an event that several rules match is one event; in time, each match is of its rule. */
function membersSql(
  relations: readonly string[],
  columns: readonly string[],
  required: readonly string[],
  { type }: Correlation,
): string {
  const temporal = type.startsWith('temporal');
  const where = required.length === 0 ? '' : ` WHERE ${required.join(' AND ')}`;
  const selects = relations.map(
    (relation, place) => `SELECT ${columns.join(', ')}${temporal ? `, ${place} AS rule` : ''} FROM ${relation}${where}`,
  );
  return selects.join(temporal ? ' UNION ALL ' : ' UNION ');
}

interface MemberRelation {
  readonly relation: string;
  /** Ids of the sets of events it is of; none for a correlation. */
  readonly sets: readonly string[];
}

/** The events of one of the rules; of a correlation, those that complete it. */
function memberRelation(level: Level, reference: string, fields: readonly NamedField[]): MemberRelation {
  const { parts, source, depth } = level;
  const rule = source.ruleOf(reference);
  if (rule.kind === 'events') {
    const carried = fields.map(({ column, as, nameFor }) => ({ column, as, field: nameFor(rule, reference) }));
    const names = carried.map((one) => one.field);
    const conditions = source.conditionsOf(rule, names);
    return { relation: parts.add(eventRelation(conditions, carried)), sets: conditions.map(({ set }) => set.id) };
  }
  const below = fields.map(
    (field): NamedField => ({ ...field, nameFor: nameIn(rule.correlation, field.nameFor(rule, reference)) }),
  );
  const { relation } = levelQuery({ ...level, depth: depth + 1 }, rule, below);
  return { relation: parts.add(`SELECT * FROM ${relation} WHERE completes`), sets: [] };
}
