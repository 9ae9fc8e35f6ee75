import { textLiteral } from '../../detection/bind-sql.ts';
import type { AliasLayer, EventSet } from '../alias/event-set.ts';
import type { EventRule } from '../rule/sigma-rule.ts';
import { type Formula, fieldTests } from '../value/formula.ts';
import { fieldTruth, valuesOf } from './field-sql.ts';
import { bothOf, eitherOf, notOf, type Truth } from './truth.ts';

/** A rule's condition for one set of events. */
export interface SetCondition {
  readonly set: EventSet;
  /** Which events the set has. */
  readonly where: string;
  readonly truth: Truth;
  /** What single lines of the rule ask that no event of the set can have. */
  readonly impossible: readonly string[];
}

/** Where a rule can be asked, or why nowhere. */
export type RuleConditions =
  | { readonly kind: 'bound'; readonly conditions: readonly SetCondition[] }
  | { readonly kind: 'no-logsource' }
  /** Fields that nothing is called by, in the set that lacks the fewest. */
  | { readonly kind: 'no-field'; readonly fields: readonly string[] };

/**
 * A rule's condition for each set of events that its log source may mean and that has every field it asks for.
 * @param fields further fields that must be there.
 */
export function ruleConditions(
  rule: EventRule,
  formula: Formula,
  layer: AliasLayer,
  fields: readonly string[] = [],
): RuleConditions {
  const sets = layer.setsFor(rule.logsource);
  if (sets.length === 0) return { kind: 'no-logsource' };
  const asked = [...new Set([...askedFields(formula), ...fields])];
  const lacking = sets.map((set) => ({ set, fields: asked.filter((field) => valuesOf(set, field).length === 0) }));
  const usable = lacking.filter((one) => one.fields.length === 0);
  if (usable.length === 0) {
    const fewest = lacking.map((one) => one.fields).reduce((best, one) => (one.length < best.length ? one : best));
    return { kind: 'no-field', fields: fewest };
  }
  return {
    kind: 'bound',
    conditions: usable.map(({ set }) => ({
      set,
      where: setSql(set),
      truth: formulaTruth(formula, set),
      impossible: fieldTests(formula).flatMap((test) => {
        const truth = fieldTruth(test, set);
        return truth.kind === 'never' ? truth.because : [];
      }),
    })),
  };
}

function askedFields(formula: Formula): readonly string[] {
  return fieldTests(formula).flatMap(({ field, tests }) => [
    ...(field === null ? [] : [field]),
    ...tests.flatMap((test) => (test.kind === 'field' ? [test.other] : [])),
  ]);
}

function formulaTruth(formula: Formula, set: EventSet): Truth {
  if (formula.kind === 'field') return fieldTruth(formula.test, set);
  if (formula.kind === 'not') return notOf(formulaTruth(formula.of, set));
  const of = formula.of.map((one) => formulaTruth(one, set));
  return formula.kind === 'and' ? bothOf(of) : eitherOf(of);
}

/** SQL that is true of the events a set has. */
export function setSql(set: EventSet): string {
  const kinds = set.events.map(({ source, category, workload }) =>
    [
      `source = ${textLiteral(source)}`,
      ...(category === undefined ? [] : [`category = ${textLiteral(category)}`]),
      ...(workload === undefined ? [] : [`workload IN (${workload.map(textLiteral).join(', ')})`]),
    ].join(' AND '),
  );
  return kinds.length === 1 ? kinds.join('') : `(${kinds.map((one) => `(${one})`).join(' OR ')})`;
}
