export const CORRELATION_TYPES = [
  'event_count',
  'value_count',
  'temporal',
  'temporal_ordered',
  'value_sum',
  'value_avg',
  'value_min',
  'value_max',
  'value_median',
  'value_percentile',
] as const;
export type CorrelationType = (typeof CORRELATION_TYPES)[number];

export const BOUND_OPERATORS = { gt: '>', gte: '>=', lt: '<', lte: '<=', eq: '=', neq: '<>' } as const;
export type BoundOperator = keyof typeof BOUND_OPERATORS;

/** One comparison of a correlation's condition. */
export interface Bound {
  readonly operator: BoundOperator;
  readonly value: number;
}

/** Which of the rules must match in the time span: a formula over their names. */
export type RuleFormula =
  | { readonly kind: 'rule'; readonly rule: string }
  | { readonly kind: 'and' | 'or'; readonly of: readonly RuleFormula[] }
  | { readonly kind: 'not'; readonly of: RuleFormula };

/** When a correlation holds. */
export type CorrelationCondition =
  /** Every bound holds of the number; `fields` whose values are counted or computed with; `percentile` from 0 to 100. */
  | {
      readonly kind: 'bounds';
      readonly bounds: readonly Bound[];
      readonly fields: readonly string[];
      readonly percentile: number | null;
    }
  | { readonly kind: 'rules'; readonly formula: RuleFormula };

export interface Correlation {
  readonly type: CorrelationType;
  /** Ids or names of the rules. */
  readonly rules: readonly string[];
  readonly groupBy: readonly string[];
  /** Seconds. */
  readonly timespan: number;
  readonly condition: CorrelationCondition;
  /** By alias and rule (id or name): the field. */
  readonly aliases: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** Whether the rules it refers to also stand alone. */
  readonly generate: boolean;
}
