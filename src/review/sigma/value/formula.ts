import type { FieldTest } from './field-test.ts';

/** What an event must fulfil: tests of fields, joined. */
export type Formula =
  | { readonly kind: 'and' | 'or'; readonly of: readonly Formula[] }
  | { readonly kind: 'not'; readonly of: Formula }
  | { readonly kind: 'field'; readonly test: FieldTest };

/** Every test of a formula, from left to right. */
export function fieldTests(formula: Formula): readonly FieldTest[] {
  if (formula.kind === 'field') return [formula.test];
  return formula.kind === 'not' ? fieldTests(formula.of) : formula.of.flatMap(fieldTests);
}
