import type { StatedRow } from './compile-here.ts';

/** A selection of a random rule: one field, its modifiers, its values. */
export interface PlainSelection {
  readonly field: 'Operation' | 'Name' | 'SiteUrl';
  readonly position: '' | 'contains' | 'startswith' | 'endswith';
  readonly all: boolean;
  readonly cased: boolean;
  readonly negated: boolean;
  readonly values: readonly (string | null)[];
}

export type PlainCondition =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'not'; readonly of: PlainCondition }
  | { readonly kind: 'and' | 'or'; readonly left: PlainCondition; readonly right: PlainCondition };

/** What Sigma says a selection means, event by event, as plainly as it can be written. */
export function selects(selection: PlainSelection, row: StatedRow): boolean {
  const value = fieldOf(selection.field, row);
  const holds = selection.values.map((one) => valueHolds(one, value, selection));
  if (selection.negated) return !holds.some(Boolean);
  return selection.all ? holds.every(Boolean) : holds.some(Boolean);
}

export function conditionHolds(
  condition: PlainCondition,
  selections: ReadonlyMap<string, PlainSelection>,
  row: StatedRow,
): boolean {
  if (condition.kind === 'name') {
    const selection = selections.get(condition.name);
    return selection !== undefined && selects(selection, row);
  }
  if (condition.kind === 'not') return !conditionHolds(condition.of, selections, row);
  const [left, right] = [condition.left, condition.right].map((one) => conditionHolds(one, selections, row));
  return condition.kind === 'and' ? left === true && right === true : left === true || right === true;
}

export function conditionText(condition: PlainCondition): string {
  if (condition.kind === 'name') return condition.name;
  if (condition.kind === 'not') return `not (${conditionText(condition.of)})`;
  return `(${conditionText(condition.left)}) ${condition.kind} (${conditionText(condition.right)})`;
}

function fieldOf(field: PlainSelection['field'], row: StatedRow): string | null {
  const details = (row.details ?? {}) as Readonly<Record<string, string>>;
  return field === 'Operation' ? String(row.operation) : (details[field] ?? null);
}

function valueHolds(asked: string | null, value: string | null, { position, cased }: PlainSelection): boolean {
  if (asked === null) return value === null;
  if (asked === '' && position === '') return value === null || value === '';
  if (value === null) return false;
  const pattern = [
    ...(position === 'contains' || position === 'endswith' ? '*' : ''),
    ...tokens(asked),
    ...(position === 'contains' || position === 'startswith' ? '*' : ''),
  ];
  const fold = (text: string) => (cased ? text : text.toLowerCase());
  return fits(
    pattern.map((one) => (one.length > 1 || '*?'.includes(one) ? one : fold(one))),
    [...fold(value)],
  );
}

/** `*`, `?`, a character, or an escaped one as `\x`. */
function tokens(text: string): readonly string[] {
  return text.match(/\\[*?\\]|./gsu) ?? [];
}

/** Tries everything: the texts are a few letters long. */
function fits(pattern: readonly string[], text: readonly string[]): boolean {
  const [first, ...rest] = pattern;
  if (first === undefined) return text.length === 0;
  if (first === '*') return text.some((_, at) => fits(rest, text.slice(at))) || fits(rest, []);
  const [letter, ...others] = text;
  const plain = first.length === 2 ? first.slice(1) : first;
  return letter !== undefined && (first === '?' || letter === plain) && fits(rest, others);
}
