import type { Correlation } from '../rule/correlation.ts';
import { invalidSigma } from '../rule/sigma-fault.ts';
import type { CorrelationRule, EventRule } from '../rule/sigma-rule.ts';
import type { CarriedField } from './event-relation.ts';

/** A field as the rules of a correlation call it: an alias has another name for each. */
export interface NamedField {
  readonly column: string;
  readonly as: CarriedField['as'];
  readonly nameFor: (rule: EventRule | CorrelationRule, reference: string) => string;
}

/** The fields a correlation groups by. `depth` tells its columns from those of the correlation above. */
export function keyFields(correlation: Correlation, depth: number): readonly NamedField[] {
  return correlation.groupBy.map((field, at) => ({
    column: `key_${depth}_${at}`,
    as: 'text',
    nameFor: nameIn(correlation, field),
  }));
}

/** The fields a condition counts or computes with; several count as one value together. */
export function valueFields(correlation: Correlation, depth: number): readonly NamedField[] {
  const { condition, type } = correlation;
  if (condition.kind === 'rules' || type === 'event_count' || type.startsWith('temporal')) return [];
  const isText = type === 'value_count' || (type === 'value_percentile' && condition.percentile === null);
  return condition.fields.map((field, at) => ({
    column: `value_${depth}_${at}`,
    as: isText ? 'text' : 'number',
    nameFor: nameIn(correlation, field),
  }));
}

/** What a field of a correlation is called in a rule: its alias for that rule, by name, id or reference, else its own name. */
export function nameIn({ aliases }: Correlation, field: string): NamedField['nameFor'] {
  const alias = aliases.get(field);
  return (rule, reference) => {
    if (alias === undefined) return field;
    const { name, id } = rule.head;
    const named = [reference, name, id].flatMap((one) => (one === null ? [] : (alias.get(one) ?? [])));
    const [first] = named;
    if (first !== undefined) return first;
    const where = `correlation.aliases.${field}`;
    throw invalidSigma(where, `it says nothing of ${reference}`, 'Name the field for each rule.');
  };
}
