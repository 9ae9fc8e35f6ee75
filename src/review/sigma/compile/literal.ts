import { textLiteral } from '../../detection/bind-sql.ts';

/**
 * A text of a rule as an SQL literal. Rules are untrusted: no text of theirs may be taken for a parameter of the query (`{{name}}`), nor for
 * a JSON path.
 */
export function ruleLiteral(text: string): string {
  const pieces = text.split(/(?<=\{)(?=\{)|(?<=^\$)(?=[.[])/);
  const literals = pieces.map(textLiteral);
  return literals.length === 1 ? (literals[0] ?? "''") : `CONCAT(${literals.join(', ')})`;
}

/** A text that is compared with texts in lower case. Letters beyond ASCII are left to the engine, which knows its own small forms. */
export function lowerLiteral(text: string): string {
  return /^[\x00-\x7f]*$/.test(text) ? ruleLiteral(text.toLowerCase()) : `LOWER(${ruleLiteral(text)})`;
}

const ESCAPE = '~';

/** A piece of text inside a LIKE pattern whose escape is `~`. */
export function likeText(text: string): string {
  return text.replace(/[~%_]/g, (one) => `${ESCAPE}${one}`);
}

/** ` ESCAPE '~'` where the pattern needs it: without it engines search faster. */
export function escapeClause(pattern: string): string {
  return pattern.includes(ESCAPE) ? ` ESCAPE '${ESCAPE}'` : '';
}
