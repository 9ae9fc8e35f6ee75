import type { TextPattern } from './text-pattern.ts';

export type Comparison = '=' | '<' | '<=' | '>' | '>=';
export const TIME_PARTS = ['minute', 'hour', 'day', 'week', 'month', 'year'] as const;
export type TimePart = (typeof TIME_PARTS)[number];
export type Position = 'equal' | 'contains' | 'startswith' | 'endswith';

/** What one value of a field is asked. */
export type ValueTest =
  | { readonly kind: 'text'; readonly pattern: TextPattern; readonly cased: boolean }
  /** The field holds an empty text, or nothing: the event table keeps no empty texts. */
  | { readonly kind: 'empty' }
  | { readonly kind: 'null' }
  | { readonly kind: 'exists'; readonly present: boolean }
  /** A regular expression found anywhere, in the syntax of linear engines. */
  | { readonly kind: 'expression'; readonly source: string }
  | { readonly kind: 'compare'; readonly operator: Comparison; readonly number: number }
  | { readonly kind: 'time'; readonly part: TimePart; readonly operator: Comparison; readonly number: number }
  | { readonly kind: 'field'; readonly other: string; readonly position: Position; readonly cased: boolean };

/** One line of a selection: a field, and what its value must be. */
export interface FieldTest {
  /** Null means the whole event: keywords. */
  readonly field: string | null;
  /** Whether one of the tests is enough, or all must hold. */
  readonly quantifier: 'any' | 'all';
  /** True where the tests must not hold (`neq`). */
  readonly negated: boolean;
  readonly tests: readonly ValueTest[];
}
