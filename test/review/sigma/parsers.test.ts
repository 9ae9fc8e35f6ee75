import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ReviewError } from '../../../src/review/index.ts';
import { ruleLiteral } from '../../../src/review/sigma/compile/literal.ts';
import { readDocuments } from '../../../src/review/sigma/rule/read-documents.ts';
import { networkExpression } from '../../../src/review/sigma/value/address-range.ts';
import { linearExpression } from '../../../src/review/sigma/value/regular-expression.ts';
import { withEvents } from '../memory-events.ts';
import { compiled, ruleOf } from './compile-here.ts';

/** The result, or that our own error was thrown; any other error is a fault. */
function orRefused<T>(work: () => T): T | null {
  try {
    return work();
  } catch (error) {
    expect(error).toBeInstanceOf(ReviewError);
    return null;
  }
}

describe('whatever a rule holds, it is compiled or refused', () => {
  test('texts that are hardly YAML', () => {
    const unit = fc.constantFrom(
      'a',
      ':',
      ' ',
      '\n',
      '-',
      '[',
      ']',
      '{',
      '}',
      '&',
      '*',
      '!',
      '|',
      '"',
      "'",
      '%',
      '#',
      '?',
      '\t',
      '\u0000',
    );
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 60 }), (text) => {
        orRefused(() => readDocuments(text, 'rule.yml'));
      }),
      { numRuns: 300 },
    );
  });

  test('any value as any part of a rule', () => {
    const part = fc.constantFrom('title', 'logsource', 'detection', 'correlation', 'filter', 'level', 'tags', 'id');
    const anything = fc.anything({
      maxDepth: 3,
      withNullPrototype: false,
      values: [fc.string(), fc.integer(), fc.boolean(), fc.constant(null)],
    });
    fc.assert(
      fc.property(fc.dictionary(part, anything), (map) => {
        expect(compiled([{ title: 'A rule of the tests', ...map }])).toHaveLength(1);
      }),
      { numRuns: 150 },
    );
  });

  test('any words as a field with its modifiers, and as a condition', () => {
    const word = fc.constantFrom(
      'a',
      'Operation',
      'contains',
      'all',
      're',
      'cidr',
      'i',
      'base64',
      'lt',
      'hour',
      'expand',
      'neq',
      'windash',
      'exists',
      'fieldref',
      '',
    );
    const token = fc.constantFrom('a', 'b', 'and', 'or', 'not', '(', ')', '1 of', 'all of', 'them', 'a*', '|');
    const value = fc.oneof(fc.string({ maxLength: 8 }), fc.integer(), fc.boolean(), fc.constant(null));
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 1, maxLength: 4 }),
        fc.array(token, { maxLength: 9 }),
        value,
        (words, tokens, one) => {
          const detection = { a: { [words.join('|')]: one }, b: { Operation: 'x' }, condition: tokens.join(' ') };
          expect(compiled([ruleOf(detection)])).toHaveLength(1);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('regular expressions', () => {
  const unit = fc.constantFrom(
    'a',
    'b',
    '.',
    '*',
    '+',
    '?',
    '|',
    '(',
    ')',
    '(?:',
    '(?i)',
    '[',
    ']',
    '[^',
    '-',
    '^',
    '$',
    '{2,3}',
    '{',
    '}',
    '\\d',
    '\\',
    '\\b',
    '\\x41',
    '[:alpha:]',
    'é',
    '_',
    '\\_',
    '&',
  );

  test('what is let through, the engine can run', async () => {
    const sources = fc.sample(fc.string({ unit, maxLength: 8 }), { numRuns: 1500 });
    const let_through = sources.flatMap((source) => orRefused(() => linearExpression(source, '', 'here')) ?? []);
    expect(let_through.length).toBeGreaterThan(200);
    expect(let_through.length).toBeLessThan(sources.length);
    const tests = let_through.map((source) => `COUNT_IF(REGEXP_LIKE(operation, ${ruleLiteral(source)}))`);
    await withEvents([{ at: '2024-03-01T00:00:00Z', operation: 'ab' }], (events) =>
      events.query(`SELECT ${tests.join(', ')} FROM events`),
    );
  });

  test.each([
    ['[a-', null],
    ['a{,3}', 'a\\{,3\\}'],
    ['[\\w.-]+@x\\.example', '[\\w.\\-]+@x\\.example'],
    ['(?<who>a)(?P<what>b)', '(?:a)(?:b)'],
    ['\\u0041\\x{42}', '\\x{41}\\x{42}'],
    ['[]a]', '[\\]a]'],
    ['a\\/b\\_c', 'a\\/b_c'],
  ])('%s', (source, written) => {
    expect(orRefused(() => linearExpression(source, '', 'here'))).toBe(written);
  });
});

describe('networks', () => {
  const isIn = (network: string, address: string): boolean =>
    new RegExp(networkExpression(network, 'here').replace('(?i)', ''), 'i').test(address);
  const same = (a: bigint, b: bigint, size: number, prefix: number): boolean =>
    a >> BigInt(size - prefix) === b >> BigInt(size - prefix);
  const quad = (value: bigint): string => [24n, 16n, 8n, 0n].map((shift) => String((value >> shift) & 255n)).join('.');
  const near = (bits: number) =>
    fc
      .tuple(fc.bigInt({ min: 0n, max: 2n ** BigInt(bits) - 1n }), fc.nat(bits), fc.nat(bits - 1))
      .map(([value, prefix, flipped]) => ({
        value,
        prefix,
        other: value ^ (1n << BigInt(flipped)),
      }));

  test('of version 4 hold what arithmetic says', () => {
    fc.assert(
      fc.property(near(32), ({ value, prefix, other }) => {
        expect(isIn(`${quad(value)}/${prefix}`, quad(other))).toBe(same(value, other, 32, prefix));
        expect(isIn(`${quad(value)}/${prefix}`, quad(value))).toBe(true);
      }),
    );
  });

  const groups = (value: bigint): readonly string[] =>
    Array.from({ length: 8 }, (_, at) => ((value >> BigInt(112 - 16 * at)) & 0xffffn).toString(16));
  /** Every way to write an address: all groups, and each run of zeros left out. */
  const forms = (value: bigint): readonly string[] => {
    const all = groups(value);
    const shortened = all.flatMap((_, from) =>
      all.slice(from).flatMap((__, length) => {
        const until = from + length + 1;
        const isZero = all.slice(from, until).every((group) => group === '0');
        return isZero ? [`${all.slice(0, from).join(':')}::${all.slice(until).join(':')}`] : [];
      }),
    );
    return [all.join(':'), all.map((group) => group.padStart(4, '0')).join(':'), ...shortened];
  };
  /** Addresses with many zeros: each group is kept or not. */
  const sparse = fc
    .tuple(near(128), fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }))
    .map(([{ value, prefix, other }, kept]) => {
      const mask = kept.reduce((sum, one) => (sum << 16n) | (one ? 0xffffn : 0n), 0n);
      return { value: value & mask, prefix, other: (value & mask) ^ (value ^ other) };
    });

  test('of version 6 hold what arithmetic says, however the address is written', () => {
    fc.assert(
      fc.property(sparse, ({ value, prefix, other }) => {
        for (const network of forms(value).slice(-1)) {
          for (const address of forms(other))
            expect([address, isIn(`${network}/${prefix}`, address)]).toEqual([
              address,
              same(value, other, 128, prefix),
            ]);
          for (const address of forms(value))
            expect([address, isIn(`${network}/${prefix}`, address)]).toEqual([address, true]);
        }
      }),
    );
  });
});
