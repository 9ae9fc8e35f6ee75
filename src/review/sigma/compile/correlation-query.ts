import type { Correlation } from '../rule/correlation.ts';
import { invalidSigma, unsupportedSigma } from '../rule/sigma-fault.ts';
import type { CorrelationRule, EventRule } from '../rule/sigma-rule.ts';
import { type CarriedField, eventRelation } from './event-relation.ts';
import { type Holding, measuredHolding } from './measure.ts';
import { EVENT_PARTS, type QueryParts } from './query-parts.ts';
import type { SetCondition } from './rule-sql.ts';
import { orderedHolding, temporalHolding } from './temporal.ts';
import type { Grouping } from './window.ts';

/** What a correlation needs of the rules it refers to. */
export interface RuleSource {
  /** @throws ReviewError sigma-invalid where no rule is called so. */
  readonly ruleOf: (reference: string) => EventRule | CorrelationRule;
  /** @throws a reason why the rule cannot be asked of these events. */
  readonly conditionsOf: (rule: EventRule, fields: readonly string[]) => readonly SetCondition[];
}

/** A field as the rules of a correlation call it: an alias has another name for each. */
interface NamedField {
  readonly column: string;
  readonly as: CarriedField['as'];
  readonly nameFor: (rule: EventRule | CorrelationRule, reference: string) => string;
}

/** A correlation in SQL, and the columns of its groups. */
export interface CorrelationQuery extends Holding {
  readonly grouping: Grouping;
}

const MAX_DEPTH = 5;

/**
 * The events of a correlation, each with `hit` and `completes`.
 * @param carried fields that the correlation above wants of these events.
 */
export function correlationQuery(
  parts: QueryParts,
  rule: CorrelationRule,
  source: RuleSource,
  carried: readonly NamedField[] = [],
  depth = 0,
): CorrelationQuery {
  const { correlation } = rule;
  if (depth > MAX_DEPTH)
    throw invalidSigma('correlation.rules', 'correlations refer to each other too deep', 'Break the circle.');
  const keys = correlation.groupBy.map(
    (field, at): NamedField => ({ column: `key_${depth}_${at}`, as: 'text', nameFor: nameIn(correlation, field) }),
  );
  const values = valueFields(correlation, depth);
  const grouping = { keys: keys.map((key) => key.column), timespan: correlation.timespan };
  const fields = [...keys, ...values, ...carried];
  const relations = correlation.rules.map((reference) => memberRelation(parts, reference, source, fields, depth));
  const required = [...keys, ...values].map((one) => `${one.column} IS NOT NULL`);
  const columns = [...EVENT_PARTS, ...fields.map((one) => one.column)];
  const members = parts.add(membersSql(relations, columns, required, correlation));
  return { ...holdingOf(parts, members, grouping, correlation, values, depth), grouping };
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

function memberRelation(
  parts: QueryParts,
  reference: string,
  source: RuleSource,
  fields: readonly NamedField[],
  depth: number,
): string {
  const rule = source.ruleOf(reference);
  if (rule.kind === 'events') {
    const carried = fields.map(({ column, as, nameFor }) => ({ column, as, field: nameFor(rule, reference) }));
    return parts.add(
      eventRelation(
        source.conditionsOf(
          rule,
          carried.map((one) => one.field),
        ),
        carried,
      ),
    );
  }
  const below = fields.map(
    (field): NamedField => ({ ...field, nameFor: nameIn(rule.correlation, field.nameFor(rule, reference)) }),
  );
  const { relation } = correlationQuery(parts, rule, source, below, depth + 1);
  return parts.add(`SELECT * FROM ${relation} WHERE completes`);
}

/** What a field of a correlation is called in a rule: its alias for that rule, by name, id or reference, else its own name. */
function nameIn({ aliases }: Correlation, field: string): NamedField['nameFor'] {
  const alias = aliases.get(field);
  return (rule, reference) => {
    if (alias === undefined) return field;
    const { name, id } = rule.head;
    const named = [reference, name, id].flatMap((one) => (one === null ? [] : (alias.get(one) ?? [])));
    const [first] = named;
    if (first !== undefined) return first;
    throw invalidSigma(
      `correlation.aliases.${field}`,
      `it says nothing of ${reference}`,
      'Name the field for each rule.',
    );
  };
}

/** The fields a condition counts or computes with; several count as one value together. */
function valueFields(correlation: Correlation, depth: number): readonly NamedField[] {
  const { condition, type } = correlation;
  if (condition.kind === 'rules' || type === 'event_count' || type.startsWith('temporal')) return [];
  const isText = type === 'value_count' || (type === 'value_percentile' && condition.percentile === null);
  return condition.fields.map((field, at) => ({
    column: `value_${depth}_${at}`,
    as: isText ? 'text' : 'number',
    nameFor: nameIn(correlation, field),
  }));
}

function holdingOf(
  parts: QueryParts,
  members: string,
  grouping: Grouping,
  correlation: Correlation,
  values: readonly NamedField[],
  depth: number,
): Holding {
  const { type, condition, rules } = correlation;
  if (type === 'temporal') return temporalHolding(parts, members, grouping, rules, condition);
  if (type === 'temporal_ordered') {
    if (isWholeSequence(correlation)) return orderedHolding(parts, members, grouping, rules);
    throw unsupportedSigma(
      'correlation.condition',
      'a sequence of some of the rules',
      'List the rules of the sequence, and leave the condition out.',
    );
  }
  if (condition.kind === 'rules') throw unsupportedSigma('correlation.condition', 'it joins rules', 'Write a bound.');
  const [only] = values;
  if (values.length <= 1 || only === undefined) {
    return measuredHolding(parts, members, grouping, { type, ...condition, value: only?.column ?? 'event_id' });
  }
  const together = `value_${depth}`;
  const joined = values.map((one) => one.column).join(", '\u001f', ");
  const whole = parts.add(`SELECT *, CONCAT(${joined}) AS ${together} FROM ${members}`);
  return measuredHolding(parts, whole, grouping, { type, ...condition, value: together });
}

/** Whether every rule must match: no condition, or one that says so. */
function isWholeSequence({ condition, rules }: Correlation): boolean {
  if (condition.kind === 'bounds')
    return condition.bounds.every(
      ({ operator, value }) => (operator === 'gte' || operator === 'eq') && value === rules.length,
    );
  const { formula } = condition;
  if (formula.kind === 'rule') return rules.length === 1;
  return formula.kind === 'and' && formula.of.every((one) => one.kind === 'rule') && formula.of.length === rules.length;
}
