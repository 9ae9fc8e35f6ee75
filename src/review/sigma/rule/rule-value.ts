import { invalidSigma } from './sigma-fault.ts';

/** A map of a rule, as YAML has it. */
export type RuleMap = Readonly<Record<string, unknown>>;

export function isMap(value: unknown): value is RuleMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function mapAt(value: unknown, where: string): RuleMap {
  if (isMap(value)) return value;
  throw invalidSigma(where, 'it is no map', 'Write names with values below it.');
}

/** A text that must be there. */
export function textAt(value: unknown, where: string): string {
  if (typeof value === 'string' && value.trim() !== '') return value.trim();
  if (typeof value === 'number') return String(value);
  throw invalidSigma(where, 'it is missing, or no text', 'Give it a text.');
}

/** A text, or null where there is none. */
export function optionalText(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

/** A text or a list of texts, as a list. */
export function textsAt(value: unknown, where: string): readonly string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.map((one) => textAt(one, where));
}

/** A list of texts, as far as there is one. */
export function optionalTexts(value: unknown): readonly string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.flatMap((one) => optionalText(one) ?? []);
}
