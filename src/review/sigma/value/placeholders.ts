import { invalidSigma, unsupportedSigma } from '../rule/sigma-fault.ts';

/** The values that stand for `%name%`, by name in lower case; Sigma texts, so wildcards count. */
export type Placeholders = ReadonlyMap<string, readonly string[]>;

const MAX_VALUES = 5000;

/**
 * Every text a value with placeholders stands for. `\%` is a percent sign.
 * @throws ReviewError sigma-unsupported for a placeholder that nobody gave values for.
 */
export function expandPlaceholders(value: string, placeholders: Placeholders, where: string): readonly string[] {
  const pieces = value.split(/(\\%|%[^%\\\s]{1,100}%)/);
  if (!pieces.some(isPlaceholder)) {
    throw invalidSigma(where, 'expand without a placeholder', 'Write it as %name%, or leave expand out.');
  }
  return pieces.reduce<readonly string[]>(
    (texts, piece) => {
      const values = valuesOf(piece, placeholders, where);
      if (texts.length * values.length > MAX_VALUES) {
        throw unsupportedSigma(where, `more than ${MAX_VALUES} values`, 'Give the placeholders fewer values.');
      }
      return texts.flatMap((text) => values.map((one) => text + one));
    },
    [''],
  );
}

function valuesOf(piece: string, placeholders: Placeholders, where: string): readonly string[] {
  if (piece === '\\%') return ['%'];
  if (!isPlaceholder(piece)) return [piece];
  const values = placeholders.get(piece.slice(1, -1).toLowerCase());
  if (values !== undefined && values.length > 0) return values;
  throw unsupportedSigma(where, `nobody gave values for ${piece}`, 'Give them in a pack: docs/sigma.md says how.');
}

function isPlaceholder(piece: string): boolean {
  return piece.length > 2 && piece.startsWith('%') && piece.endsWith('%');
}
