import type { Formula } from '../value/formula.ts';
import { readModifiers } from '../value/modifiers.ts';
import type { Placeholders } from '../value/placeholders.ts';
import { readValue, type Scalar } from '../value/read-values.ts';
import { isMap, type RuleMap } from './rule-value.ts';
import { invalidSigma } from './sigma-fault.ts';

const MAX_VALUES = 20_000;
const MAX_DEPTH = 8;

/**
 * What a search identifier means: a map is all of its lines, a list any of its elements, a bare value a keyword.
 * @param where path of the identifier in the rule.
 * @throws ReviewError sigma-invalid or sigma-unsupported.
 */
export function parseSearch(value: unknown, placeholders: Placeholders, where: string, depth = 0): Formula {
  if (depth > MAX_DEPTH) throw invalidSigma(where, 'lists and maps are nested too deep', 'Write a flat selection.');
  if (Array.isArray(value)) return parseList(value, placeholders, where, depth);
  if (isMap(value)) return parseMap(value, placeholders, where, depth);
  return fieldFormula('', [scalarAt(value, where)], placeholders, where);
}

function parseList(list: readonly unknown[], placeholders: Placeholders, where: string, depth: number): Formula {
  const scalars = list.filter((one) => !isMap(one) && !Array.isArray(one));
  const others = list.filter((one) => isMap(one) || Array.isArray(one));
  if (list.length === 0) throw invalidSigma(where, 'the list is empty', 'Give it a value.');
  const words =
    scalars.length === 0
      ? []
      : [
          fieldFormula(
            '',
            scalars.map((one) => scalarAt(one, where)),
            placeholders,
            where,
          ),
        ];
  const of = [...words, ...others.map((one, at) => parseSearch(one, placeholders, `${where}[${at}]`, depth + 1))];
  return only(of) ?? { kind: 'or', of };
}

function parseMap(map: RuleMap, placeholders: Placeholders, where: string, depth: number): Formula {
  const of = Object.entries(map).map(([key, value]) => parseLine(key, value, placeholders, `${where}.${key}`, depth));
  if (of.length === 0) throw invalidSigma(where, 'the selection is empty', 'Give it a field and a value.');
  return only(of) ?? { kind: 'and', of };
}

function parseLine(key: string, value: unknown, placeholders: Placeholders, where: string, depth: number): Formula {
  if (isMap(value)) return parseSearch(prefixed(key, value), placeholders, where, depth + 1);
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (values.length === 0) throw invalidSigma(where, 'the list of values is empty', 'Give it a value.');
  if (values.length > MAX_VALUES) throw invalidSigma(where, `more than ${MAX_VALUES} values`, 'Split the rule.');
  return fieldFormula(
    key,
    values.map((one) => scalarAt(one, where)),
    placeholders,
    where,
  );
}

/** `Outer: {Inner: value}` is the field `Outer.Inner`. */
function prefixed(key: string, map: RuleMap): RuleMap {
  return Object.fromEntries(Object.entries(map).map(([name, value]) => [`${key}.${name}`, value]));
}

function fieldFormula(key: string, values: readonly Scalar[], placeholders: Placeholders, where: string): Formula {
  const [name = '', ...names] = key.split('|');
  const modifiers = readModifiers(names, where);
  const field = name.trim() === '' ? null : name.trim();
  const read =
    modifiers.position === 'equal' && field === null && modifiers.reading.kind === 'text'
      ? ({ ...modifiers, position: 'contains' } as const)
      : modifiers;
  const tests = values.map((value) => readValue(value, read, placeholders, where));
  const test = (quantifier: 'any' | 'all', of: typeof tests): Formula => ({
    kind: 'field',
    test: { field, quantifier, negated: modifiers.negated, tests: of.flat() },
  });
  if (!modifiers.all) return test('any', tests);
  const each = tests.map((one) => test('any', [one]));
  return only(each) ?? { kind: 'and', of: each };
}

function scalarAt(value: unknown, where: string): Scalar {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  throw invalidSigma(where, 'a value that is no text, number, truth or null', 'Write single values.');
}

function only<T>(list: readonly T[]): T | null {
  return list.length === 1 ? (list[0] ?? null) : null;
}
