import { invalidSigma, unsupportedSigma } from '../rule/sigma-fault.ts';
import { networkExpression } from './address-range.ts';
import { dashForms, encodeBytes } from './encode-text.ts';
import type { Comparison, ValueTest } from './field-test.ts';
import type { Modifiers } from './modifiers.ts';
import { expandPlaceholders, type Placeholders } from './placeholders.ts';
import { linearExpression } from './regular-expression.ts';
import { literalPattern, loosen, parsePattern, plainText, type TextPattern } from './text-pattern.ts';

/** A value as YAML has it. */
export type Scalar = string | number | boolean | null;

/**
 * What one value of a rule asks, after its modifiers; some modifiers make several of one.
 * @throws ReviewError sigma-invalid or sigma-unsupported.
 */
export function readValue(
  value: Scalar,
  modifiers: Modifiers,
  placeholders: Placeholders,
  where: string,
): readonly ValueTest[] {
  const values = modifiers.expand ? expandPlaceholders(textOf(value, where), placeholders, where) : [value];
  return values.flatMap((one) => readOne(one, modifiers, where));
}

function readOne(value: Scalar, modifiers: Modifiers, where: string): readonly ValueTest[] {
  const { reading, cased, position } = modifiers;
  switch (reading.kind) {
    case 'text':
      return readText(value, modifiers, where);
    case 'expression':
      return [{ kind: 'expression', source: linearExpression(textOf(value, where), reading.flags, where) }];
    case 'network':
      return [{ kind: 'expression', source: networkExpression(textOf(value, where), where) }];
    case 'exists':
      return [{ kind: 'exists', present: truthOf(value, where) }];
    case 'field':
      return [{ kind: 'field', other: textOf(value, where), position, cased }];
    case 'compare':
      return [{ kind: 'compare', operator: reading.operator, number: numberOf(value, where) }];
    case 'time':
      return [timeTest(reading, numberOf(value, where))];
  }
}

function timeTest(reading: Modifiers['reading'] & { readonly kind: 'time' }, number: number): ValueTest {
  const operator: Comparison = reading.operator;
  return { kind: 'time', part: reading.part, operator, number };
}

function readText(value: Scalar, modifiers: Modifiers, where: string): readonly ValueTest[] {
  const { cased, position, encoders } = modifiers;
  const bare = position === 'equal' && encoders.length === 0;
  if (value === null) {
    if (bare) return [{ kind: 'null' }];
    throw invalidSigma(where, 'null has no text to look for', 'Use null with the bare field name.');
  }
  const text = String(value);
  if (text === '' && bare) return [{ kind: 'empty' }];
  return encodedPatterns(parsePattern(text), encoders, where).map((pattern) => ({
    kind: 'text',
    pattern: position === 'equal' ? pattern : loosen(pattern, position),
    cased,
  }));
}

function encodedPatterns(pattern: TextPattern, encoders: Modifiers['encoders'], where: string): readonly TextPattern[] {
  if (encoders.length === 0) return [pattern];
  if (encoders.every((one) => one === 'windash')) return dashPatterns(pattern, where);
  const plain = plainText(pattern);
  if (plain === null)
    throw invalidSigma(where, 'a wildcard cannot be encoded', 'Escape it, or put contains after the encoding.');
  let forms: readonly Buffer[] = [Buffer.from(plain)];
  for (const encoder of encoders) {
    if (encoder !== 'windash') forms = forms.flatMap((bytes) => encodeBytes(bytes, encoder));
    else forms = forms.flatMap((bytes) => dashTexts(bytes.toString(), where).map((text) => Buffer.from(text)));
  }
  if (encoders.at(-1)?.startsWith('base64') === true)
    return forms.map((bytes) => literalPattern(bytes.toString('latin1')));
  throw unsupportedSigma(where, 'the event table holds no text in UTF-16', 'Put base64 or base64offset after it.');
}

function dashPatterns(pattern: TextPattern, where: string): readonly TextPattern[] {
  return pattern.reduce<readonly TextPattern[]>(
    (forms, part) =>
      part.kind === 'literal'
        ? bounded(
            forms.flatMap((form) => dashTexts(part.text, where).map((text) => [...form, { ...part, text }])),
            where,
          )
        : forms.map((form) => [...form, part]),
    [[]],
  );
}

function dashTexts(text: string, where: string): readonly string[] {
  const forms = dashForms(text);
  return forms === null
    ? bounded(
        Array.from({ length: 1001 }, () => ''),
        where,
      )
    : forms;
}

function bounded<T>(forms: readonly T[], where: string): readonly T[] {
  if (forms.length <= 1000) return forms;
  throw unsupportedSigma(where, 'more than a thousand forms of one value', 'Split the value.');
}

function textOf(value: Scalar, where: string): string {
  if (value !== null && value !== '') return String(value);
  throw invalidSigma(where, 'a value is missing', 'Give the modifier a text.');
}

function numberOf(value: Scalar, where: string): number {
  const number = typeof value === 'boolean' || value === null || value === '' ? Number.NaN : Number(value);
  if (Number.isFinite(number)) return number;
  throw invalidSigma(where, 'the modifier needs a number', 'Write one, without quotes.');
}

function truthOf(value: Scalar, where: string): boolean {
  if (typeof value === 'boolean') return value;
  if (/^(?:true|yes)$/i.test(String(value))) return true;
  if (/^(?:false|no)$/i.test(String(value))) return false;
  throw invalidSigma(where, 'exists needs true or false', 'Write true or false.');
}
