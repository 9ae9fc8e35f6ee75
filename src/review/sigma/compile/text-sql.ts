import { mapLiterals, plainText, type TextPattern } from '../value/text-pattern.ts';
import { escapeClause, likeText, lowerLiteral, ruleLiteral } from './literal.ts';

/** How a text is compared. */
export interface TextComparison {
  readonly pattern: TextPattern;
  readonly cased: boolean;
}

/** SQL that is true where the text of an expression fits a pattern. */
export function textSql(expression: string, { pattern, cased }: TextComparison): string {
  const subject = cased ? expression : `LOWER(${expression})`;
  const literal = cased ? ruleLiteral : lowerLiteral;
  const plain = plainText(pattern);
  if (plain !== null) return `${subject} = ${literal(plain)}`;
  if (pattern.every((part) => part.kind === 'any-run')) return `${expression} IS NOT NULL`;
  const held = heldText(pattern);
  if (held !== null) return `STRPOS(${subject}, ${literal(held)}) > 0`;
  const like = pattern
    .map((part) => (part.kind === 'literal' ? likeText(part.text) : part.kind === 'any-run' ? '%' : '_'))
    .join('');
  return `${subject} LIKE ${literal(like)}${escapeClause(like)}`;
}

/** The patterns that are plain texts, as one list. */
export function textListSql(expression: string, texts: readonly string[], cased: boolean): string {
  const subject = cased ? expression : `LOWER(${expression})`;
  const literals = [...new Set(texts.map(cased ? ruleLiteral : lowerLiteral))];
  return literals.length === 1 ? `${subject} = ${literals[0]}` : `${subject} IN (${literals.join(', ')})`;
}

/** A JSON document holds texts with their quotes and backslashes escaped. */
export function inJson(pattern: TextPattern): TextPattern {
  return mapLiterals(pattern, (text) => JSON.stringify(text).slice(1, -1));
}

function heldText(pattern: TextPattern): string | null {
  const [first, middle, last] = pattern;
  const around = pattern.length === 3 && first?.kind === 'any-run' && last?.kind === 'any-run';
  return around && middle?.kind === 'literal' ? middle.text : null;
}
