import type { Correlation } from '../rule/correlation.ts';
import { unsupportedSigma } from '../rule/sigma-fault.ts';
import { type Holding, measuredHolding } from './measure.ts';
import type { QueryParts } from './query-parts.ts';
import { orderedHolding, temporalHolding } from './temporal.ts';
import type { Grouping } from './window.ts';

/** The events of a correlation: what they are named, and their columns. */
export interface Members {
  readonly relation: string;
  readonly grouping: Grouping;
  /** Columns of the values that count. */
  readonly values: readonly string[];
}

/** Which members belong to a time span that holds. @throws ReviewError sigma-unsupported. */
export function correlationHolding(parts: QueryParts, correlation: Correlation, members: Members): Holding {
  const { type, condition, rules } = correlation;
  const { relation, grouping, values } = members;
  if (type === 'temporal') return temporalHolding(parts, relation, grouping, rules, condition);
  if (type === 'temporal_ordered') {
    if (isWholeSequence(correlation)) return orderedHolding(parts, relation, grouping, rules);
    const remedy = 'List the rules of the sequence, and leave the condition out.';
    throw unsupportedSigma('correlation.condition', 'a sequence of some of the rules', remedy);
  }
  if (condition.kind === 'rules') throw unsupportedSigma('correlation.condition', 'it joins rules', 'Write a bound.');
  const [value = 'event_id', ...more] = values;
  if (more.length === 0) return measuredHolding(parts, relation, grouping, { type, ...condition, value });
  const together = `CONCAT(${values.join(", '\u001f', ")})`;
  const whole = parts.add(`SELECT *, ${together} AS together FROM ${relation}`);
  return measuredHolding(parts, whole, grouping, { type, ...condition, value: 'together' });
}

/** Whether every rule must match: no condition, or one that says so. */
function isWholeSequence({ condition, rules }: Correlation): boolean {
  if (condition.kind === 'bounds') {
    return condition.bounds.every(
      ({ operator, value }) => (operator === 'gte' || operator === 'eq') && value === rules.length,
    );
  }
  const { formula } = condition;
  if (formula.kind === 'rule') return rules.length === 1;
  return formula.kind === 'and' && formula.of.every((one) => one.kind === 'rule') && formula.of.length === rules.length;
}
