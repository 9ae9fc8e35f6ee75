import { z } from 'zod';
import { EVENT_CATEGORIES, EVENT_SOURCES } from '../../logs/index.ts';
import { textLiteral } from './bind-sql.ts';

/** Logs a detection can work from; where a category is named, only if it is logged. */
export const need = z.strictObject({ source: z.enum(EVENT_SOURCES), category: z.enum(EVENT_CATEGORIES).optional() });

/** An operation as recorded, lower case, without a final full stop; `*` at the end stands for any rest. */
const operation = z.string().regex(/^[^*A-Z]{3,120}\*?$/, 'lower case, at least three characters, * only at the end');

/** Events a detection looks at: those that are all that is stated. */
export const selector = z
  .strictObject({
    source: z.enum(EVENT_SOURCES).optional(),
    category: z.enum(EVENT_CATEGORIES).optional(),
    operations: z.array(operation).min(1).max(200).optional(),
    /** The query looks at none of the {@link WIDE_COLUMNS} of these events. */
    wide: z.literal(false).optional(),
  })
  .refine(({ wide: _, ...stated }) => Object.keys(stated).length > 0, 'names neither source, category nor operations');

export type EventSelector = z.infer<typeof selector>;

/** Columns that are as wide as all others together. */
export const WIDE_COLUMNS = ['details', 'message_ids', 'folders', 'recipients'];

export function isWide(column: string): boolean {
  return WIDE_COLUMNS.includes(column);
}

/** Lower case without the full stop that some logs end operations with. */
export const NORMAL_OPERATION = `CASE WHEN operation LIKE '%.' THEN lower(substring(operation, 1, length(operation) - 1)) ELSE lower(operation) END`;

/**
 * SQL that is true of the events that one of the selectors means; of none where there is no selector. Operations of several selectors become one list: it is read once a row.
 * @param normal the operation as {@link NORMAL_OPERATION} writes it, where a column has it.
 */
export function selectorSql(selectors: readonly EventSelector[], normal = NORMAL_OPERATION): string {
  if (selectors.length === 0) return 'FALSE';
  const byPlace = new Map<string, string[] | null>();
  for (const { source, category, operations } of selectors) {
    const place = [columnIs('source', source), columnIs('category', category)].filter((one) => one !== null);
    const key = place.join(' AND ');
    const known = byPlace.get(key);
    if (operations === undefined || known === null) byPlace.set(key, null);
    else byPlace.set(key, [...(known ?? []), ...operations]);
  }
  return [...byPlace]
    .map(([place, operations]) => {
      const named = operations === null ? [] : [operationSql([...new Set(operations)].sort(), normal)];
      return `(${[place, ...named].filter((one) => one !== '').join(' AND ')})`;
    })
    .join(' OR ');
}

/** SQL that is true where the operation is one of the names. */
export function operationSql(names: readonly string[], normal = NORMAL_OPERATION): string {
  const whole = names.filter((name) => !name.endsWith('*'));
  const starts = names.filter((name) => name.endsWith('*')).map((name) => name.slice(0, -1));
  const tests = [
    ...(whole.length > 0 ? [`${normal} IN (${whole.map(textLiteral).join(', ')})`] : []),
    ...starts.map((start) => `substring(${normal}, 1, ${start.length}) = ${textLiteral(start)}`),
  ];
  return `(${tests.join(' OR ')})`;
}

function columnIs(column: string, value: string | undefined): string | null {
  return value === undefined ? null : `${column} = ${textLiteral(value)}`;
}
