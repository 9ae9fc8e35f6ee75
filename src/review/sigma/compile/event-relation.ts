import { valueText } from './bound-value.ts';
import { valuesOf } from './field-sql.ts';
import { EVENT_PARTS } from './query-parts.ts';
import type { SetCondition } from './rule-sql.ts';
import { truthSql } from './truth.ts';

/** A field that goes on with the events under a name of its own. */
export interface CarriedField {
  readonly column: string;
  readonly field: string;
  readonly as: 'text' | 'number';
}

/** The events that fulfil a rule (one that several sets hold is one event), with the parts that answers are made of and the fields asked for. */
export function eventRelation(conditions: readonly SetCondition[], carried: readonly CarriedField[]): string {
  const selects = conditions.map((condition) => {
    const fields = carried.map((one) => `${carriedSql(condition, one)} AS ${one.column}`);
    return `SELECT ${[...EVENT_PARTS, ...fields].join(', ')} FROM events WHERE ${condition.where} AND ${truthSql(condition.truth)}`;
  });
  return selects.join(' UNION ');
}

/** Texts are the same whatever their case. */
function carriedSql({ set }: SetCondition, { field, as }: CarriedField): string {
  const texts = valuesOf(set, field).flatMap((value) => valueText(value) ?? []);
  const [first = 'CAST(NULL AS VARCHAR)'] = texts;
  const text = texts.length < 2 ? first : `COALESCE(${texts.join(', ')})`;
  return as === 'number' ? `TRY_CAST(${text} AS DOUBLE)` : `LOWER(${text})`;
}
