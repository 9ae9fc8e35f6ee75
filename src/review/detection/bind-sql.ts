import type { Instant } from '../../core/index.ts';
import { ReviewError } from '../review-error.ts';

/** Other values for a detection's parameters, by name; of the same type as the default. */
export type ParameterValues = Readonly<Record<string, number | readonly string[]>>;

/** A query and the parameters it declares. */
export interface ParametrisedQuery {
  readonly id: string;
  readonly parameters: Readonly<Record<string, { readonly default: number | readonly string[] }>>;
  readonly sql: string;
}

/**
 * The query of a pack with `{{name}}` replaced by its values, as literals both engines read: a whole number, or a list of quoted
 * texts, which is the empty text where there is none. `{{scope_from}}` and `{{scope_until}}` are timestamps.
 * @throws ReviewError unknown-parameter for a name the pack does not declare, or a value of another type.
 */
export function bindSql(
  pack: ParametrisedQuery,
  scope: { readonly from: Instant | null; readonly until: Instant | null },
  values: ParameterValues = {},
): string {
  for (const name of Object.keys(values)) {
    if (!Object.hasOwn(pack.parameters, name)) throw unknownParameter(pack, name);
  }
  return pack.sql.replace(/\{\{([^{}]{0,100})\}\}/g, (_match, name: string) => {
    if (name === 'scope_from') return timestampLiteral(scope.from, '0001-01-01 00:00:00');
    if (name === 'scope_until') return timestampLiteral(scope.until, '9999-12-31 23:59:59.999');
    const declared = Object.hasOwn(pack.parameters, name) ? pack.parameters[name] : undefined;
    if (declared === undefined) throw unknownParameter(pack, name);
    const value = Object.hasOwn(values, name) ? values[name] : declared.default;
    const literal = typeof value === typeof declared.default ? literalOf(value) : null;
    if (literal === null) throw unknownParameter(pack, name);
    return literal;
  });
}

/** A text as an SQL literal. NUL ends a text early in some engines, so it is dropped. */
export function textLiteral(text: string): string {
  return `'${text.replaceAll('\0', '').replaceAll("'", "''")}'`;
}

/** An instant as a timestamp literal without zone: all times in the event table are UTC. */
export function timestampLiteral(at: Instant | null, otherwise: string): string {
  return `TIMESTAMP '${at === null ? otherwise : at.slice(0, 23).replace('T', ' ')}'`;
}

function literalOf(value: unknown): string | null {
  if (typeof value === 'number') return Number.isSafeInteger(value) && value >= 0 ? String(value) : null;
  if (!Array.isArray(value)) return null;
  if (!value.every((one) => typeof one === 'string')) return null;
  return value.length === 0 ? "''" : value.map(textLiteral).join(', ');
}

function unknownParameter(pack: ParametrisedQuery, name: string): ReviewError {
  return new ReviewError(
    'unknown-parameter',
    `The detection ${pack.id} has no parameter ${name.slice(0, 50)} of that type.`,
    `Use one of: ${Object.keys(pack.parameters).join(', ') || 'none'}; whole numbers, or lists of texts as its default is.`,
    2,
  );
}
