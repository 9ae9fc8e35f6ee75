import type { EventSet } from '../alias/event-set.ts';
import type { FieldTest, ValueTest } from '../value/field-test.ts';
import { plainText } from '../value/text-pattern.ts';
import { type BoundValue, boundValues, valueText } from './bound-value.ts';
import { textListSql } from './text-sql.ts';
import { bothOf, eitherOf, never, notOf, sql, type Truth } from './truth.ts';
import { absentSql, pairSql, valueTruth } from './value-sql.ts';

/** The values of a field of these events; none where nothing of them is called so. */
export function valuesOf(set: EventSet, field: string | null): readonly BoundValue[] {
  const bindings = field === null ? set.keywords : (set.fieldOf(field) ?? []);
  return bindings.flatMap(boundValues);
}

/** A line of a selection in SQL. A field that may have several values fulfils a test when one of them does. */
export function fieldTruth(test: FieldTest, set: EventSet): Truth {
  const name = test.field ?? 'keyword';
  const values = valuesOf(set, test.field);
  const [listed, others] = listedTexts(test);
  const truths = [
    ...(listed.length === 0 ? [] : [anyListed(values, listed, name)]),
    ...others.map((one) => oneTruth(one, values, name, set)),
  ];
  const truth = test.quantifier === 'all' ? bothOf(truths) : eitherOf(truths);
  return test.negated ? notOf(truth) : truth;
}

interface ListedText {
  readonly test: ValueTest;
  readonly text: string;
}

/** Plain texts of which one is enough: looked for together where a value may be anything. */
function listedTexts(test: FieldTest): readonly [readonly ListedText[], readonly ValueTest[]] {
  if (test.quantifier === 'all' || test.tests.length < 2) return [[], test.tests];
  const listed = test.tests.flatMap((one) => {
    const text = one.kind === 'text' && !one.cased ? plainText(one.pattern) : null;
    return text === null ? [] : [{ test: one, text }];
  });
  const texts = new Set(listed.map((one) => one.test));
  return [listed, test.tests.filter((one) => !texts.has(one))];
}

function anyListed(values: readonly BoundValue[], listed: readonly ListedText[], name: string): Truth {
  return eitherOf(
    values.map((value) => {
      if (value.kind !== 'open' || value.form !== null)
        return eitherOf(listed.map(({ test }) => valueTruth(value, test, name)));
      return sql(
        textListSql(
          value.text,
          listed.map(({ text }) => text),
          false,
        ),
      );
    }),
  );
}

function oneTruth(test: ValueTest, values: readonly BoundValue[], name: string, set: EventSet): Truth {
  switch (test.kind) {
    case 'null':
      return bothOf(values.map(absentSql));
    case 'empty':
      return bothOf(values.map(emptySql));
    case 'exists':
      return test.present ? notOf(bothOf(values.map(absentSql))) : bothOf(values.map(absentSql));
    case 'field':
      return pairTruth(test, values, set);
    default:
      return eitherOf(values.map((value) => valueTruth(value, test, name)));
  }
}

function emptySql(value: BoundValue): Truth {
  return value.kind === 'open' ? eitherOf([absentSql(value), sql(`${value.text} = ''`)]) : absentSql(value);
}

function pairTruth(test: ValueTest & { readonly kind: 'field' }, values: readonly BoundValue[], set: EventSet): Truth {
  const others = valuesOf(set, test.other).flatMap((value) => valueText(value) ?? []);
  const pairs = values.flatMap((value) => {
    const text = valueText(value);
    return text === null ? [] : others.map((other) => sql(pairSql(text, other, test)));
  });
  return pairs.length === 0 ? never('these fields cannot be compared') : eitherOf(pairs);
}
