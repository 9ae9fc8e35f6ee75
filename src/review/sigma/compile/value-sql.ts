import type { ValueTest } from '../value/field-test.ts';
import { plainText } from '../value/text-pattern.ts';
import type { BoundValue } from './bound-value.ts';
import { ruleLiteral } from './literal.ts';
import { matchesWord } from './matches-word.ts';
import { momentOfText, timePartSql } from './moment-sql.ts';
import { inJson, textSql } from './text-sql.ts';
import { ALWAYS, never, sql, type Truth } from './truth.ts';

/**
 * Whether one value of an event fulfils a test.
 * @param field as the rule names it, for what is said of a test that nothing can fulfil.
 */
export function valueTruth(value: BoundValue, test: ValueTest, field: string): Truth {
  switch (value.kind) {
    case 'constant':
      return matchesWord(test, value.text) === true ? ALWAYS : neverIs(field, test, `always "${value.text}"`);
    case 'closed':
      return closedTruth(value, test, field);
    case 'document':
      return documentTruth(value.text, test, field);
    case 'names':
      return namesTruth(value.text, test, field);
    case 'moment':
    case 'open':
      return openTruth(value, test, field);
  }
}

/** A column with few values: those whose words fit. */
function closedTruth(value: BoundValue & { readonly kind: 'closed' }, test: ValueTest, field: string): Truth {
  if (test.kind === 'expression') {
    const words = [...value.words].flatMap(([ours, theirs]) =>
      theirs.map(
        (word) =>
          `WHEN ${value.column} = ${ruleLiteral(ours)} AND REGEXP_LIKE(${ruleLiteral(word)}, ${ruleLiteral(test.source)}) THEN TRUE`,
      ),
    );
    return sql(`CASE ${words.join(' ')} ELSE FALSE END`);
  }
  const fitting = [...value.words].filter(([, words]) => words.some((word) => matchesWord(test, word) === true));
  if (fitting.length === 0) return neverIs(field, test, `one of ${[...value.words.values()].flat().join(', ')}`);
  const ours = fitting.map(([one]) => ruleLiteral(one));
  return sql(ours.length === 1 ? `${value.column} = ${ours[0]}` : `${value.column} IN (${ours.join(', ')})`);
}

function documentTruth(text: string, test: ValueTest, field: string): Truth {
  if (test.kind === 'text') return sql(textSql(text, { ...test, pattern: inJson(test.pattern) }));
  if (test.kind === 'expression') return sql(`REGEXP_LIKE(${text}, ${ruleLiteral(test.source)})`);
  return neverIs(field, test, 'several values in one text');
}

function namesTruth(text: string, test: ValueTest, field: string): Truth {
  if (test.kind !== 'text') return neverIs(field, test, 'names');
  const name = inJson(test.pattern);
  const around = [{ kind: 'any-run' } as const, { kind: 'literal', text: '"' } as const, ...name];
  return sql(textSql(text, { ...test, pattern: [...around, { kind: 'literal', text: '":' }, { kind: 'any-run' }] }));
}

function openTruth(value: BoundValue & { readonly kind: 'open' | 'moment' }, test: ValueTest, field: string): Truth {
  switch (test.kind) {
    case 'text': {
      const plain = plainText(test.pattern);
      const form = value.kind === 'open' ? value.form : null;
      if (plain !== null && form?.matches.test(plain) === false) return neverIs(field, test, form.is);
      return sql(textSql(value.text, test));
    }
    case 'expression':
      return sql(`REGEXP_LIKE(${value.text}, ${ruleLiteral(test.source)})`);
    case 'compare':
      return sql(`TRY_CAST(${value.text} AS DOUBLE) ${test.operator} ${test.number}`);
    case 'time': {
      const moment = value.kind === 'moment' ? value.column : momentOfText(value.text);
      return sql(`${timePartSql(moment, test.part)} ${test.operator} ${test.number}`);
    }
    default:
      return never();
  }
}

function neverIs(field: string, test: ValueTest, is: string): Truth {
  const asked =
    test.kind === 'text'
      ? `"${test.pattern.map((part) => (part.kind === 'literal' ? part.text : part.kind === 'any-run' ? '*' : '?')).join('')}"`
      : test.kind;
  return never(`${field} is ${is}, never ${asked}`);
}

/** SQL that is true where two texts stand so to each other. */
export function pairSql(
  left: string,
  right: string,
  { position, cased }: ValueTest & { readonly kind: 'field' },
): string {
  const [a, b] = cased ? [left, right] : [`LOWER(${left})`, `LOWER(${right})`];
  if (position === 'equal') return `${a} = ${b}`;
  if (position === 'contains') return `STRPOS(${a}, ${b}) > 0`;
  if (position === 'startswith') return `STRPOS(${a}, ${b}) = 1`;
  return `(LENGTH(${b}) <= LENGTH(${a}) AND SUBSTRING(${a}, LENGTH(${a}) - LENGTH(${b}) + 1) = ${b})`;
}

/** SQL of the texts that stand for nothing at all. */
export function absentSql(value: BoundValue): Truth {
  if (value.kind === 'constant') return never();
  if (value.kind === 'closed') {
    return sql(
      `(${value.column} IS NULL OR ${value.column} NOT IN (${[...value.words.keys()].map(ruleLiteral).join(', ')}))`,
    );
  }
  return sql(`${value.text} IS NULL`);
}
