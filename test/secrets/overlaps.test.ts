import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Candidate, SPECIFICITY, UNKNOWN_VALIDITY } from '../../src/secrets/engine/candidate.ts';
import { resolveOverlaps } from '../../src/secrets/engine/resolve-overlaps.ts';

type Form = Candidate['form'];

function claim(form: Form, start: number, end: number, more: Partial<Candidate> = {}): Candidate {
  const span = [start, end] as const;
  return {
    rule: `${form}-rule`,
    form,
    kind: 'password',
    confidence: 'medium',
    validity: UNKNOWN_VALIDITY,
    secret: 'x'.repeat(end - start),
    span,
    principal: null,
    host: null,
    reasons: [],
    ...more,
  };
}

const won = (...claims: readonly Candidate[]) =>
  resolveOverlaps(claims).map(({ form, span }) => `${form} ${span.join('-')}`);

describe('where claims share bytes', () => {
  test.each<readonly [string, readonly Candidate[], readonly string[]]>([
    ['a form over a longer prose', [claim('format', 4, 8), claim('prose', 4, 20)], ['format 4-8']],
    ['prose that goes on over a generic start', [claim('generic', 4, 8), claim('prose', 4, 20)], ['prose 4-20']],
    ['a generic over prose that starts before it', [claim('generic', 4, 8), claim('prose', 3, 20)], ['generic 4-8']],
    ['a generic over prose of the same span', [claim('generic', 4, 8), claim('prose', 4, 8)], ['generic 4-8']],
    ['a generic over prose that ends sooner', [claim('generic', 4, 8), claim('prose', 4, 7)], ['generic 4-8']],
    ['a vendor over a longer prose', [claim('vendor', 4, 8), claim('prose', 4, 20)], ['vendor 4-8']],
    [
      'a form that beats the prose leaves the generic its own',
      [claim('generic', 4, 8), claim('prose', 4, 20), claim('format', 12, 18)],
      ['generic 4-8', 'format 12-18'],
    ],
    [
      'a longer generic over both',
      [claim('generic', 4, 8), claim('prose', 4, 20), claim('generic', 6, 30)],
      ['generic 6-30'],
    ],
  ])('%s', (_name, claims, expected) => {
    expect(won(...claims)).toEqual(expected);
    expect(won(...claims.toReversed())).toEqual(expected);
  });

  const claims = fc.array(
    fc
      .record({
        form: fc.constantFrom(...(Object.keys(SPECIFICITY) as Form[])),
        start: fc.integer({ min: 0, max: 20 }),
        length: fc.integer({ min: 1, max: 9 }),
        rule: fc.constantFrom('a', 'b'),
        confidence: fc.constantFrom('low' as const, 'medium' as const, 'high' as const),
      })
      .map(({ form, start, length, rule, confidence }) => claim(form, start, start + length, { rule, confidence })),
    { maxLength: 12 },
  );

  test('their order changes nothing, none shares a byte, and each that lost met one that stands', () => {
    fc.assert(
      fc.property(claims, fc.infiniteStream(fc.nat()), (unsorted, keys) => {
        const standing = resolveOverlaps(unsorted);
        const shuffled = unsorted
          .map((each) => [keys.next().value as number, each] as const)
          .sort((a, b) => a[0] - b[0])
          .map(([, each]) => each);
        expect(resolveOverlaps(shuffled)).toEqual(standing);
        standing.forEach((each, at) => {
          expect(each.span[0]).toBeGreaterThanOrEqual(standing[at - 1]?.span[1] ?? 0);
        });
        for (const { span } of unsorted) {
          expect(standing.some((each) => each.span[0] < span[1] && span[0] < each.span[1])).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });
});
