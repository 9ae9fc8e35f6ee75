import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compiled, matchedRows, packsOf, ruleOf, type StatedRow } from './compile-here.ts';
import { conditionHolds, conditionText, type PlainCondition, type PlainSelection } from './plain-evaluator.ts';

const letters = fc.constantFrom('a', 'A', 'b', '%', '_', '\\', "'", '"', '*', '?', '~', 'é');
const short = fc.string({ unit: letters, maxLength: 4 });

const rows: fc.Arbitrary<readonly StatedRow[]> = fc.array(
  fc.record({
    operation: fc.string({ unit: letters, minLength: 1, maxLength: 4 }),
    details: fc.option(fc.record({ Name: short, SiteUrl: short }, { requiredKeys: [] })),
  }),
  { minLength: 1, maxLength: 25 },
);

const selection: fc.Arbitrary<PlainSelection> = fc
  .record({
    field: fc.constantFrom('Operation', 'Name', 'SiteUrl'),
    position: fc.constantFrom('', 'contains', 'startswith', 'endswith'),
    all: fc.boolean(),
    cased: fc.boolean(),
    negated: fc.boolean(),
    values: fc.array(fc.oneof({ weight: 9, arbitrary: short }, { weight: 1, arbitrary: fc.constant(null) }), {
      minLength: 1,
      maxLength: 4,
    }),
  })
  .map((one) => (one.position === '' ? one : { ...one, values: one.values.map((value) => value ?? 'a') }));

const { condition } = fc.letrec<{ condition: PlainCondition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3 },
    fc.record({ kind: fc.constant('name' as const), name: fc.constantFrom('one', 'two', 'three') }),
    fc.record({ kind: fc.constant('not' as const), of: tie('condition') }),
    fc.record({
      kind: fc.constantFrom('and' as const, 'or' as const),
      left: tie('condition'),
      right: tie('condition'),
    }),
  ),
}));

function lineOf(one: PlainSelection): object {
  const names = [one.field, one.position, one.all ? 'all' : '', one.cased ? 'cased' : '', one.negated ? 'neq' : ''];
  return { [names.filter((name) => name !== '').join('|')]: one.values };
}

describe('random rules', () => {
  test('select the events that a plain reading of them selects', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.tuple(selection, selection, selection),
        condition,
        rows,
        async ([one, two, three], asked, events) => {
          const selections = new Map(Object.entries({ one, two, three }));
          const detection = {
            one: lineOf(one),
            two: lineOf(two),
            three: lineOf(three),
            condition: conditionText(asked),
          };
          const expected = events.flatMap((row, at) => (conditionHolds(asked, selections, row) ? [at] : []));
          const [outcome] = compiled([ruleOf(detection)]);
          if (outcome?.verdict.kind === 'unbound') expect(expected).toEqual([]);
          else expect(await matchedRows(packsOf(compiled([ruleOf(detection)])), events)).toEqual(expected);
        },
      ),
      { numRuns: 60 },
    );
  }, 60_000);
});

const SPAN = 3;
interface Seen {
  readonly at: number;
  readonly operation: string;
  readonly principal: string;
  readonly ip: string;
}

const seen: fc.Arbitrary<readonly Seen[]> = fc.array(
  fc.record({
    at: fc.nat(12),
    operation: fc.constantFrom('Fail', 'Work', 'Rest'),
    principal: fc.constantFrom('a@x.example', 'b@x.example', 'c@x.example'),
    ip: fc.constantFrom('192.0.2.1', '192.0.2.2'),
  }),
  { minLength: 1, maxLength: 14 },
);

/** Every time span of a group that ends with one of its events, with the events in it. */
function spansOf(group: readonly Seen[]): readonly (readonly Seen[])[] {
  return group.map((last) => group.filter((one) => one.at <= last.at && one.at >= last.at - SPAN));
}

type Judge = (group: readonly Seen[]) => ReadonlySet<Seen>;

const byFullest =
  (numberOf: (span: readonly Seen[]) => number, holds: (number: number) => boolean): Judge =>
  (group) => {
    const spans = spansOf(group);
    return new Set(group.filter((one) => holds(Math.max(...spans.filter((span) => span.includes(one)).map(numberOf)))));
  };
const byAny =
  (holds: (span: readonly Seen[]) => boolean): Judge =>
  (group) =>
    new Set(spansOf(group).filter(holds).flat());

/** Of the sequences that end with an event, the one that began last is its evidence. */
const inOrder: Judge = (group) => {
  const sequences = group.flatMap((first) =>
    group.flatMap((second) =>
      group.flatMap((third) => {
        const names = [first.operation, second.operation, third.operation].join();
        const isOne =
          names === 'Fail,Work,Rest' && first.at <= second.at && second.at <= third.at && third.at - first.at <= SPAN;
        return isOne ? [[first.at, third.at] as const] : [];
      }),
    ),
  );
  const began = Map.groupBy(sequences, ([, until]) => until);
  const tightest = [...began].map(([until, of]) => [Math.max(...of.map(([from]) => from)), until] as const);
  return new Set(group.filter(({ at }) => tightest.some(([from, until]) => at >= from && at <= until)));
};

const kindsOf = (span: readonly Seen[]): number => new Set(span.map((one) => one.operation)).size;
const usersOf = (span: readonly Seen[]): number => new Set(span.map((one) => one.principal)).size;

const CORRELATIONS: readonly (readonly [object, Judge])[] = [
  [
    { type: 'event_count', condition: { gte: 3 } },
    byFullest(
      (span) => span.length,
      (n) => n >= 3,
    ),
  ],
  [
    { type: 'event_count', condition: { gt: 1, lte: 3 } },
    byFullest(
      (span) => span.length,
      (n) => n > 1 && n <= 3,
    ),
  ],
  [{ type: 'value_count', condition: { field: 'UserId', gte: 2 } }, byFullest(usersOf, (n) => n >= 2)],
  [{ type: 'value_count', condition: { field: 'UserId', eq: 2 } }, byFullest(usersOf, (n) => n === 2)],
  [{ type: 'temporal' }, byAny((span) => kindsOf(span) === 3)],
  [{ type: 'temporal', condition: { gte: 2 } }, byAny((span) => kindsOf(span) >= 2)],
  [{ type: 'temporal_ordered' }, inOrder],
];

describe('random events', () => {
  const rules = ['Fail', 'Work', 'Rest'].map((name) => ruleOf({ a: { Operation: name }, condition: 'a' }, { name }));

  test.each(CORRELATIONS.map(([one, judge]) => [JSON.stringify(one), one, judge] as const))(
    '%s',
    async (_name, one, judge) => {
      const correlation = { ...one, rules: ['Fail', 'Work', 'Rest'], 'group-by': ['ClientIP'], timespan: `${SPAN}m` };
      const packs = packsOf(compiled([{ title: 'A correlation of the tests', correlation }, ...rules]));
      await fc.assert(
        fc.asyncProperty(seen, async (events) => {
          const hits = new Set(
            [...Map.groupBy(events, (event) => event.ip).values()].flatMap((group) => [...judge(group)]),
          );
          const stated = events.map((event) => ({
            ...event,
            at: `2024-03-01T12:${String(event.at).padStart(2, '0')}:00Z`,
          }));
          expect(await matchedRows(packs, stated)).toEqual(
            events.flatMap((event, at) => (hits.has(event) ? [at] : [])),
          );
        }),
        { numRuns: 15 },
      );
    },
    60_000,
  );
});
