import { type CodeUnits, inverted } from './code-units.ts';
import { PERL, propertyUnits } from './named-classes.ts';
import type { PatternCursor } from './pattern-cursor.ts';

/** What a backslash and what follows stand for: one code point, or a class. */
export type Escaped =
  | { readonly type: 'point'; readonly point: number }
  | { readonly type: 'class'; readonly set: CodeUnits };

const CONTROL: ReadonlyMap<string, number> = new Map([
  ['a', 7],
  ['e', 27],
  ['f', 12],
  ['n', 10],
  ['r', 13],
  ['t', 9],
  ['v', 11],
]);
const HEX =
  /x(?:\{([0-9A-Fa-f]{1,6})\}|([0-9A-Fa-f]{1,2}))|u(?:\{([0-9A-Fa-f]{1,6})\}|([0-9A-Fa-f]{4}))|U([0-9A-Fa-f]{8})/y;
const OCTAL = /0[0-7]{0,2}|[1-3][0-7]{2}/y;
const PROPERTY = /[pP](?:\{(\^?)([^}]{1,60})\}|([A-Z]))/y;
const LAST_POINT = 0x10ffff;

/**
 * Reads what follows a backslash, in or out of a class.
 * @throws SyntaxError for what has no meaning here: back-references, `\K`, `\G`, `\R`, `\X`
 */
export function readEscape(cursor: PatternCursor): Escaped {
  const property = cursor.match(PROPERTY);
  if (property !== null) return { type: 'class', set: propertySet(property) };
  const hex = cursor.match(HEX);
  if (hex !== null) return point(Number.parseInt(hex.slice(1).find((digits) => digits !== undefined) ?? '', 16));
  const octal = cursor.match(OCTAL);
  if (octal !== null) return point(Number.parseInt(octal[0], 8));
  const letter = String.fromCodePoint(cursor.take());
  const set = PERL.get(letter);
  if (set !== undefined) return { type: 'class', set };
  const control = CONTROL.get(letter);
  if (control !== undefined) return point(control);
  if (/[1-9]/.test(letter) || letter === 'k' || letter === 'g')
    throw new SyntaxError('a back-reference cannot be bounded');
  if (/[A-Za-z]/.test(letter)) throw new SyntaxError(`\\${letter} has no counterpart`);
  return point(letter.codePointAt(0) ?? 0);
}

function point(value: number): Escaped {
  if (value > LAST_POINT) throw new SyntaxError('a character beyond Unicode');
  return { type: 'point', point: value };
}

function propertySet([text, caret, long, short]: RegExpExecArray): CodeUnits {
  const set = propertyUnits(long ?? short ?? '');
  const isNegated = text.startsWith('P') !== (caret === '^');
  return isNegated ? inverted(set) : set;
}
