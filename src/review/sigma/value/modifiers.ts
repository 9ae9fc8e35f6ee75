import { invalidSigma } from '../rule/sigma-fault.ts';
import { ENCODERS, type Encoder } from './encode-text.ts';
import { type Comparison, type Position, TIME_PARTS, type TimePart } from './field-test.ts';

/** What the modifiers after a field's name ask, put together. */
export interface Modifiers {
  readonly all: boolean;
  readonly cased: boolean;
  readonly negated: boolean;
  readonly expand: boolean;
  /** In the order given; applied before the position. */
  readonly encoders: readonly (Encoder | 'windash')[];
  readonly position: Position;
  readonly reading: Reading;
}

/** How the values are read. */
export type Reading =
  | { readonly kind: 'text' }
  | { readonly kind: 'expression'; readonly flags: string }
  | { readonly kind: 'network' }
  | { readonly kind: 'exists' }
  | { readonly kind: 'field' }
  | { readonly kind: 'compare'; readonly operator: Comparison }
  | { readonly kind: 'time'; readonly part: TimePart; readonly operator: Comparison };

const COMPARISONS: Readonly<Record<string, Comparison>> = { lt: '<', lte: '<=', gt: '>', gte: '>=' };
const POSITIONS: readonly string[] = ['contains', 'startswith', 'endswith'] satisfies readonly Position[];
const READINGS: Readonly<Record<string, Reading>> = {
  re: { kind: 'expression', flags: '' },
  cidr: { kind: 'network' },
  exists: { kind: 'exists' },
  fieldref: { kind: 'field' },
};
const FLAGS: Readonly<Record<string, string>> = {
  i: 'i',
  ignorecase: 'i',
  m: 'm',
  multiline: 'm',
  s: 's',
  dotall: 's',
};

const PLAIN: Modifiers = {
  all: false,
  cased: false,
  negated: false,
  expand: false,
  encoders: [],
  position: 'equal',
  reading: { kind: 'text' },
};

/**
 * Puts the modifiers of a field together, in the order given.
 * @param where the field with its modifiers, for what is said of a fault.
 * @throws ReviewError sigma-invalid for an unknown modifier, or two that exclude each other.
 */
export function readModifiers(names: readonly string[], where: string): Modifiers {
  const read = names.reduce((so, name) => withModifier(so, name.trim().toLowerCase(), where), PLAIN);
  const { reading } = read;
  const moved = read.position !== 'equal' && reading.kind !== 'text' && reading.kind !== 'field';
  if (moved || (reading.kind !== 'text' && read.encoders.length > 0) || (reading.kind === 'exists' && read.all)) {
    throw exclude(where);
  }
  return read;
}

function withModifier(so: Modifiers, name: string, where: string): Modifiers {
  if (name === 'all') return { ...so, all: true };
  if (name === 'cased') return { ...so, cased: true };
  if (name === 'neq') return { ...so, negated: true };
  if (name === 'expand') return { ...so, expand: true };
  if (POSITIONS.includes(name)) return withPosition(so, name, where);
  const encoder = [...ENCODERS, 'windash' as const].find((one) => one === name);
  if (encoder === undefined) return { ...so, reading: withReading(so.reading, name, where) };
  if (so.position !== 'equal') throw exclude(where);
  return { ...so, encoders: [...so.encoders, encoder] };
}

function withPosition(so: Modifiers, name: string, where: string): Modifiers {
  const position = (['contains', 'startswith', 'endswith'] as const).find((one) => one === name);
  if (position === undefined || so.position !== 'equal') throw exclude(where);
  return { ...so, position };
}

function withReading(so: Reading, name: string, where: string): Reading {
  const flag = FLAGS[name];
  if (flag !== undefined && so.kind === 'expression') return { ...so, flags: so.flags + flag };
  const operator = COMPARISONS[name];
  const part = TIME_PARTS.find((one) => one === name);
  if (operator !== undefined && so.kind === 'time') return { ...so, operator };
  if (part !== undefined && so.kind === 'compare') return { kind: 'time', part, operator: so.operator };
  const reading =
    operator !== undefined
      ? ({ kind: 'compare', operator } as const)
      : part !== undefined
        ? ({ kind: 'time', part, operator: '=' } as const)
        : Object.hasOwn(READINGS, name)
          ? READINGS[name]
          : undefined;
  if (reading === undefined) {
    throw invalidSigma(
      where,
      `there is no modifier "${name}"`,
      'Use a modifier of Sigma 2.1; docs/sigma.md has the list.',
    );
  }
  if (so.kind !== 'text') throw exclude(where);
  return reading;
}

function exclude(where: string): Error {
  return invalidSigma(where, 'these modifiers exclude each other', 'Split it into two selections.');
}
