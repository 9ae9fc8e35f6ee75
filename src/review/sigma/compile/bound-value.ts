import { EVENT_COLUMNS } from '../../../logs/index.ts';
import { textLiteral } from '../../detection/bind-sql.ts';
import type { AliasBinding } from '../alias/alias-pack.ts';

/** What all values of a column look like, and that in words. */
interface ValueForm {
  readonly matches: RegExp;
  readonly is: string;
}

/** What a field of a rule is in the event table, in SQL. */
export type BoundValue =
  /** Any text. `form`: what all its values look like. */
  | { readonly kind: 'open'; readonly text: string; readonly form: ValueForm | null }
  /** A moment. */
  | { readonly kind: 'moment'; readonly column: string; readonly text: string }
  /** One of few values of a column, each called by several words. */
  | { readonly kind: 'closed'; readonly column: string; readonly words: ReadonlyMap<string, readonly string[]> }
  | { readonly kind: 'constant'; readonly text: string }
  /** JSON text as a whole. */
  | { readonly kind: 'document'; readonly text: string }
  /** The names of a JSON object. */
  | { readonly kind: 'names'; readonly text: string };

const TYPE_OF = new Map(EVENT_COLUMNS.map((one) => [one.name, one.type]));
const QUOTED = new Set(['at']);

/** The values a binding means; several where a record may have several. */
export function boundValues(binding: AliasBinding): readonly BoundValue[] {
  if (typeof binding === 'string') return [columnValue(binding, null)];
  if ('constant' in binding) return [{ kind: 'constant', text: binding.constant }];
  if ('document' in binding)
    return [{ kind: 'document', text: (binding.without ?? []).reduce(withoutDetail, binding.document) }];
  if ('names-in' in binding) return [{ kind: 'names', text: binding['names-in'] }];
  if ('detail' in binding) return detailValues(binding);
  if (binding.values !== undefined) {
    return [{ kind: 'closed', column: columnName(binding.column), words: new Map(Object.entries(binding.values)) }];
  }
  const value = columnValue(binding.column, formOf(binding.form));
  const final = binding['without-final'];
  if (final === undefined || value.kind !== 'open') return [value];
  const { text } = value;
  const cut = `CASE WHEN ${text} LIKE ${textLiteral(`%${final}`)} THEN SUBSTRING(${text}, 1, LENGTH(${text}) - 1) ELSE ${text} END`;
  return [{ ...value, text: cut }];
}

function formOf(form: { readonly matches: string; readonly is: string } | undefined): ValueForm | null {
  return form === undefined ? null : { matches: new RegExp(form.matches, 'i'), is: form.is };
}

/** The value as text, for comparing fields and grouping; null where it has none. */
export function valueText(value: BoundValue): string | null {
  if (value.kind === 'open' || value.kind === 'moment') return value.text;
  if (value.kind === 'constant') return textLiteral(value.text);
  return value.kind === 'closed' ? value.column : null;
}

function columnName(name: string): string {
  return QUOTED.has(name) ? `"${name}"` : name;
}

function columnValue(name: string, form: ValueForm | null): BoundValue {
  const column = columnName(name);
  const type = TYPE_OF.get(name);
  if (type === 'TIMESTAMP') return { kind: 'moment', column, text: `CAST(${column} AS VARCHAR)` };
  return { kind: 'open', text: type === 'VARCHAR' ? column : `CAST(${column} AS VARCHAR)`, form };
}

function detailValues(binding: Extract<AliasBinding, { readonly detail: string }>): readonly BoundValue[] {
  const names = Array.from({ length: binding.repeats ?? 1 }, (_, at) =>
    at === 0 ? binding.detail : `${binding.detail}#${at + 1}`,
  );
  return names.map((name, at) => {
    const plain = detailText(name);
    const bare = binding.quoted === true ? `REPLACE(${plain}, '"', '')` : plain;
    const text = binding.absent !== undefined && at === 0 ? `COALESCE(${bare}, ${textLiteral(binding.absent)})` : bare;
    return { kind: 'open', text, form: null };
  });
}

/**
 * The value of a name in `details`. Looking for the name is a tenth of the work of reading the JSON, and most events have it not. A name that
 * is no plain word is written differently in each engine's JSON paths, so it is renamed on the way.
 */
function detailText(name: string): string {
  const key = textLiteral(`${JSON.stringify(name)}:`);
  const isPlain = /^[A-Za-z0-9_]+$/.test(name);
  const value = isPlain
    ? `JSON_EXTRACT_SCALAR(details, '$.${name}')`
    : `JSON_EXTRACT_SCALAR(REPLACE(details, ${key}, '"sigma_field":'), '$.sigma_field')`;
  return `CASE WHEN STRPOS(details, ${key}) > 0 THEN ${value} END`;
}

/** The document without a name and its text. */
function withoutDetail(document: string, name: string): string {
  const pieces = [textLiteral(`${JSON.stringify(name)}:"`), `COALESCE(${detailText(name)}, '')`, `'"'`];
  return `REPLACE(${document}, CONCAT(${pieces.join(', ')}), '')`;
}
