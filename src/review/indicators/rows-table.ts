import { textLiteral } from '../detection/bind-sql.ts';
import type { Comparison } from './indicator.ts';

/** A comparison of an indicator's alternative, with a number of its own. */
export interface NumberedComparison extends Comparison {
  readonly number: number;
}

/**
 * Rows as a table expression; a column called `value` or `host` is text, any other a whole number. They are given as one JSON text: a
 * hundred thousand literals would cost the engine's parser seconds and a gigabyte.
 */
export function rowsTable(columns: readonly string[], rows: readonly (readonly (number | string)[])[]): string {
  const texts = rows.map((row) => row.map((cell) => String(cell).toWellFormed()));
  const cells = columns.map((name, index) =>
    TEXTS.has(name) ? `r[${index + 1}] AS ${name}` : `CAST(r[${index + 1}] AS INTEGER) AS ${name}`,
  );
  const json = textLiteral(JSON.stringify(texts));
  return `(SELECT ${cells.join(', ')} FROM (SELECT unnest(from_json(${json}, '[["VARCHAR"]]')) AS r))`;
}

const TEXTS: ReadonlySet<string> = new Set(['value', 'host']);

/** Comparisons as a table of their numbers and values. */
export function valuesTable(comparisons: readonly NumberedComparison[]): string {
  return rowsTable(
    ['comparison', 'value'],
    comparisons.map(({ number, value }) => [number, value]),
  );
}
