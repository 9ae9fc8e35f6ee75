import {
  BOUND_OPERATORS,
  type Bound,
  type BoundOperator,
  CORRELATION_TYPES,
  type Correlation,
  type CorrelationCondition,
  type CorrelationType,
  type RuleFormula,
} from './correlation.ts';
import { type ConditionNames, parseCondition } from './parse-condition.ts';
import { isMap, mapAt, optionalTexts, type RuleMap, textAt, textsAt } from './rule-value.ts';
import { invalidSigma } from './sigma-fault.ts';

const WHERE = 'correlation';

/** The correlation section of a rule. @throws ReviewError sigma-invalid. */
export function parseCorrelation(value: unknown, generate: unknown): Correlation {
  const section = mapAt(value, WHERE);
  const type = CORRELATION_TYPES.find((one) => one === section.type);
  if (type === undefined) {
    throw invalidSigma(`${WHERE}.type`, 'it is no type of correlation', `Use one of: ${CORRELATION_TYPES.join(', ')}.`);
  }
  const rules = textsAt(section.rules, `${WHERE}.rules`);
  if (rules.length > 50) throw invalidSigma(`${WHERE}.rules`, 'more than 50 rules', 'Split it.');
  return {
    type,
    rules,
    groupBy: optionalTexts(section['group-by']),
    timespan: timespanOf(section.timespan),
    condition: conditionOf(section.condition, type, rules),
    aliases: aliasesOf(section.aliases),
    generate: (section.generate ?? generate) === true,
  };
}

const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 };

function timespanOf(value: unknown): number {
  const [, number, unit = ''] = /^(\d{1,6})\s?([smhdw])$/.exec(textAt(value, `${WHERE}.timespan`)) ?? [];
  const seconds = Number(number) * (SECONDS[unit] ?? Number.NaN);
  if (seconds > 0 && seconds <= 366 * 86_400) return seconds;
  throw invalidSigma(`${WHERE}.timespan`, 'it is no time span of up to a year', 'Write it like 30s, 15m, 2h or 7d.');
}

const isTemporal = (type: CorrelationType) => type === 'temporal' || type === 'temporal_ordered';

function conditionOf(value: unknown, type: CorrelationType, rules: readonly string[]): CorrelationCondition {
  const where = `${WHERE}.condition`;
  if (value === undefined && isTemporal(type)) {
    return { kind: 'rules', formula: { kind: 'and', of: rules.map((rule) => ({ kind: 'rule', rule })) } };
  }
  if (typeof value !== 'string') return boundsOf(mapAt(value, where), type);
  if (!isTemporal(type))
    throw invalidSigma(where, 'only temporal correlations join rules', 'Write a bound such as gte: 10.');
  const names: ConditionNames<RuleFormula> = { where, names: rules, meaningOf: (rule) => ({ kind: 'rule', rule }) };
  return { kind: 'rules', formula: parseCondition(value, names) };
}

function boundsOf(map: RuleMap, type: CorrelationType): CorrelationCondition {
  const where = `${WHERE}.condition`;
  const fields = optionalTexts(map.field);
  const bounds = Object.entries(map).flatMap(([name, value]) => {
    if (name === 'field' || name === 'percentile') return [];
    return [boundOf(name, value, where)];
  });
  if (bounds.length === 0) throw invalidSigma(where, 'it has no bound', 'Write one such as gte: 10.');
  if (type.startsWith('value_') && fields.length === 0) {
    throw invalidSigma(`${where}.field`, 'it is missing', 'Name the field whose values count.');
  }
  if (fields.length > 1 && type !== 'value_count') throw invalidSigma(`${where}.field`, 'one field only', 'Name one.');
  return { kind: 'bounds', bounds, fields, percentile: percentileOf(map.percentile, `${where}.percentile`) };
}

function boundOf(name: string, value: unknown, where: string): Bound {
  const operator = (Object.keys(BOUND_OPERATORS) as BoundOperator[]).find((one) => one === name);
  const number = typeof value === 'number' || typeof value === 'string' ? Number(value) : Number.NaN;
  if (operator !== undefined && Number.isFinite(number) && Math.abs(number) < 1e12) return { operator, value: number };
  throw invalidSigma(
    `${where}.${name}`,
    'it is no bound',
    `Use one of ${Object.keys(BOUND_OPERATORS).join(', ')} with a number.`,
  );
}

function percentileOf(value: unknown, where: string): number | null {
  if (value === undefined || value === null) return null;
  const number = typeof value === 'number' ? value : Number.NaN;
  if (number > 0 && number <= 100) return number;
  throw invalidSigma(where, 'it is no percentile', 'Write a number above 0, up to 100.');
}

function aliasesOf(value: unknown): Correlation['aliases'] {
  if (value === undefined || value === null) return new Map();
  const where = `${WHERE}.aliases`;
  return new Map(
    Object.entries(mapAt(value, where)).map(([alias, fields]) => {
      if (!isMap(fields)) throw invalidSigma(`${where}.${alias}`, 'it names no fields', 'Write a field for each rule.');
      return [
        alias,
        new Map(Object.entries(fields).map(([rule, field]) => [rule, textAt(field, `${where}.${alias}.${rule}`)])),
      ];
    }),
  );
}
