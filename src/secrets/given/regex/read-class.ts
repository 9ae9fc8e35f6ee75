import {
  type CodeUnits,
  foldedUnits,
  inverted,
  joinedSets,
  NO_UNIT,
  sharedUnits,
  unitsOfCodePoints,
} from './code-units.ts';
import type { Dialect } from './dialect.ts';
import { POSIX } from './named-classes.ts';
import type { PatternCursor } from './pattern-cursor.ts';
import { type Escaped, readEscape } from './read-escape.ts';

/** How a class is to be read. */
export interface ClassReading {
  readonly dialect: Dialect;
  readonly ignoreCase: boolean;
  /** White space and comments are left out (Rust's `x` holds in classes too). */
  readonly spaced: boolean;
}

const NAMED = /\[:(\^?)([a-z]{1,8}):\]/y;
const SPACE_OR_COMMENT = /(?:[ \t\r\n\f\v]|#[^\n]*\n)+/y;
const DEEPEST = 20;

/**
 * Reads a class after its opening bracket.
 * @throws SyntaxError where it is malformed
 */
export function readClass(cursor: PatternCursor, reading: ClassReading, depth = 0): CodeUnits {
  if (depth > DEEPEST) throw new SyntaxError(`classes in classes, more than ${DEEPEST} deep`);
  const negated = cursor.eat('^');
  let set = readTerms(cursor, reading, depth);
  for (let operator = setOperator(cursor, reading); operator !== null; operator = setOperator(cursor, reading)) {
    set = combined(operator, set, readTerms(cursor, reading, depth));
  }
  if (!cursor.eat(']')) throw new SyntaxError('missing "]"');
  const folded = reading.ignoreCase ? foldedUnits(set) : set;
  return negated ? inverted(folded) : folded;
}

function readTerms(cursor: PatternCursor, reading: ClassReading, depth: number): CodeUnits {
  const items: CodeUnits[] = [];
  // A bracket that comes first is a plain one.
  let isFirst = true;
  for (;;) {
    if (reading.spaced) cursor.match(SPACE_OR_COMMENT);
    if (cursor.done) throw new SyntaxError('missing "]"');
    if (cursor.peek(']') && !isFirst) break;
    if (reading.dialect.nestedClasses && /^(?:&&|--|~~)/.test(cursor.source.slice(cursor.at, cursor.at + 2))) break;
    items.push(readItem(cursor, reading, depth));
    isFirst = false;
  }
  return items.reduce(joinedSets, NO_UNIT);
}

function setOperator(cursor: PatternCursor, { dialect }: ClassReading): string | null {
  if (!dialect.nestedClasses) return null;
  return ['&&', '--', '~~'].find((operator) => cursor.eat(operator)) ?? null;
}

function combined(operator: string, a: CodeUnits, b: CodeUnits): CodeUnits {
  if (operator === '&&') return sharedUnits(a, b);
  if (operator === '--') return sharedUnits(a, inverted(b));
  return sharedUnits(joinedSets(a, b), inverted(sharedUnits(a, b)));
}

function readItem(cursor: PatternCursor, reading: ClassReading, depth: number): CodeUnits {
  const named = cursor.match(NAMED);
  if (named !== null) {
    const set = POSIX.get(named[2] ?? '');
    if (set === undefined) throw new SyntaxError(`there is no class [:${named[2]}:]`);
    return named[1] === '^' ? inverted(set) : set;
  }
  if (reading.dialect.nestedClasses && cursor.eat('[')) return readClass(cursor, reading, depth + 1);
  if (cursor.eat('\\Q')) return quotedUnits(cursor.until('\\E'));
  const first = readAtom(cursor);
  if (first.type === 'class') return first.set;
  const isRange = cursor.peek('-') && !cursor.peek('-]') && !(reading.dialect.nestedClasses && cursor.peek('--'));
  if (!isRange) return unitsOfCodePoints(first.point, first.point);
  cursor.eat('-');
  const last = readAtom(cursor);
  if (last.type === 'class' || last.point < first.point)
    throw new SyntaxError('a range of characters that ends before it begins');
  return unitsOfCodePoints(first.point, last.point);
}

function readAtom(cursor: PatternCursor): Escaped {
  if (!cursor.eat('\\')) return { type: 'point', point: cursor.take() };
  // In a class this is the control character.
  if (cursor.eat('b')) return { type: 'point', point: 8 };
  return readEscape(cursor);
}

function quotedUnits(text: string): CodeUnits {
  return [...text]
    .map((char) => unitsOfCodePoints(char.codePointAt(0) ?? 0, char.codePointAt(0) ?? 0))
    .reduce(joinedSets, NO_UNIT);
}
