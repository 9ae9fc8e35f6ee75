import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { GO, RUST } from '../../../src/secrets/given/regex/dialect.ts';
import { translatePattern } from '../../../src/secrets/given/regex/translate.ts';
import { boundsOf } from '../../../src/secrets/pack/pattern-bounds.ts';

function translated(source: string, dialect = GO) {
  const translation = translatePattern(source, dialect);
  if (translation.type === 'refused') throw new Error(`${source}: ${translation.because}`);
  return translation.pattern;
}

/** The first match of a pattern in a text; null where there is none. */
function found(source: string, text: string, dialect = GO): string | null {
  const { pattern, ignoreCase } = translated(source, dialect);
  return new RegExp(pattern, ignoreCase ? 'im' : 'm').exec(text)?.[0] ?? null;
}

describe('what other dialects write means the same', () => {
  test.each([
    ['(?i)acme', 'xACMEx', 'ACME'],
    ['a(?i)b(?-i)c', 'aBc', 'aBc'],
    ['a(?i:b)c', 'aBc', 'aBc'],
    ['(?i)a|b', 'B', 'B'],
    ['(?:(?i)a)b', 'Ab', 'Ab'],
    ['(?s)a.b', 'a\nb', 'a\nb'],
    ['(?m)^b$', 'a\nb\nc', 'b'],
    ['b$', 'a\nb', 'b'],
    ['\\Aab\\z', 'ab', 'ab'],
    ['(?x) a b # a comment\n c', 'abc', 'abc'],
    ['(?x)a\\ b[ ]c', 'a b c', 'a b c'],
    ['(?P<one>a)(?<two>b)', 'ab', 'ab'],
    ['[[:alpha:]]{2}[[:^digit:]]', 'ab-', 'ab-'],
    ['\\Qa.b*\\E+', 'a.b**', 'a.b**'],
    ['\\x{41}\\x42\\101', 'ABA', 'ABA'],
    ['\\pL+', '1Größe2', 'Größe'],
    ['\\p{Greek}+', 'abγδ', 'γδ'],
    ['[^\\P{Lu}]+', 'abÄÖc', 'ÄÖ'],
    ['(?U)a+', 'aaa', 'a'],
    ['(?U)a+?', 'aaa', 'aaa'],
    ['a{2,}', 'aaaa', 'aaaa'],
    ['a{,2}', 'a{,2}', 'a{,2}'],
    ['[]a]+', 'a]', 'a]'],
    ['[a-]+', 'a-', 'a-'],
    ['x*+y', 'xxxy', 'xxxy'],
    ['a(?#said)b', 'ab', 'ab'],
    ['😀+', 'a😀😀', '😀😀'],
    ['.\\z', 'a\u2028', '\u2028'],
  ])('%s in %j', (source, text, expected) => {
    expect(found(source, text)).toBe(expected);
  });

  test.each([
    ['acme', 'ACME'],
    ['a(?i)b(?-i)c', 'abC'],
    ['(?:(?i)a)b', 'AB'],
    ['a.b', 'a\nb'],
    ['^b', 'a\nb'],
    ['a$', 'a\n'],
    ['\\d', '\u0663'],
    ['\\w', 'é'],
    ['x{2}+x', 'xx'],
    ['x*+x', 'xxx'],
    ['(?i)k', '\u212a'],
    ['(?i)[^a]', 'A'],
  ])('%s not in %j', (source, text) => {
    expect(found(source, text)).toBeNull();
  });

  test('classes in classes are Rust’s alone', () => {
    expect(found('[a-z&&[^b]]+', 'bacb', RUST)).toBe('ac');
    expect(found('[a-d--b]+', 'bacb', RUST)).toBe('ac');
    expect(found('[a-c~~b-d]+', 'badb', RUST)).toBe('ad');
    expect(found('[[a]+', 'a[', GO)).toBe('a[');
  });
});

describe('what cannot be bounded is refused with its reason', () => {
  test.each([
    ['(a)\\1', /back-reference/],
    ['(?P<q>a)(?P=q)', /counterpart|bounded/],
    ['(?>a+)b', /counterpart|bounded/],
    ['(?:ab)*+c', /possessive/],
    ['(a+)+$', /separator|ways/],
    ['(?:a|aa)+$', /separator|ways/],
    ['(?:a?){30}b', /separator/],
    ['[ab]{0,300}a[ab]{0,300}b[ab]{0,300}a[ab]{0,300}b', /ways/],
    ['a{40001}', /40000|32768/],
    ['(?:a{1000}){1000}', /40000|long/],
    ['a)', /too many/],
    ['(a', /missing/],
    ['[a', /missing/],
    ['*a', /repeat of nothing/],
    ['a{3,2}', /less than/],
    ['[z-a]', /ends before/],
    ['\\p{Nonsense}', /no Unicode property/],
    ['(?R)', /flag|counterpart/],
    [`${'('.repeat(200)}a${')'.repeat(200)}`, /deep/],
    ['a'.repeat(20_001), /longer/],
  ])('%#', (source, because) => {
    expect(translatePattern(source, GO)).toEqual({ type: 'refused', because: expect.stringMatching(because) });
  });
});

test('a repeat without a most is held to one, which is told', () => {
  expect(translated('key=[a-z]+').cap).toBe(4096);
  expect(translated('key=[a-z]{1,9}').cap).toBeNull();
  const key = `-----BEGIN-----${'A'.repeat(4000)}-----END-----`;
  expect(found('-----BEGIN-----[^-]{64,}-----END-----', key)).toBe(key);
});

test('literals are told that every match holds', () => {
  expect(translated('(?i)\\b(acme|zenith)_[a-z0-9]{20}').literals).toEqual(['acme_', 'zenith_']);
  expect(translated('[a-z]{3}tok(?:en)?=').literals).toEqual(['tok=', 'token=']);
  expect(translated('[a-f0-9]{32}').literals).toBeNull();
  expect(translated('(?:abcd)?[0-9]').literals).toBeNull();
});

/** A pattern as generated: what it is in Go's writing, and which ends a match from a place may have. */
interface Made {
  readonly go: string;
  readonly ends: (text: string, at: number) => readonly number[];
}

const ALPHABET = ['a', 'B', 'b', '1', '_', ' ', '\n', '-'];

const sets: readonly (readonly [string, RegExp])[] = [
  ['a', /a/],
  ['(?i:b)', /[bB]/],
  ['\\n', /\n/],
  ['.', /[^\n]/],
  ['(?s:.)', /[\s\S]/],
  ['\\w', /[A-Za-z0-9_]/],
  ['\\S', /[^\t\n\v\f\r ]/],
  ['[[:upper:]-]', /[A-Z-]/],
  ['[^a\\s]', /[^a\s]/],
  ['(?i)[^B]', /[^bB]/],
  ['\\Q-\\E', /-/],
  ['\\x31', /1/],
];

const atom: fc.Arbitrary<Made> = fc.constantFrom(...sets).map(([go, shape]) => ({
  go: go.startsWith('(?i)') ? `(?:${go})` : go,
  ends: (text, at) => (at < text.length && shape.test(text.charAt(at)) ? [at + 1] : []),
}));
const edge: fc.Arbitrary<Made> = fc.constantFrom(
  { go: '\\A', ends: (_: string, at: number) => (at === 0 ? [at] : []) },
  { go: '\\z', ends: (text: string, at: number) => (at === text.length ? [at] : []) },
  { go: '(?m:$)', ends: (text: string, at: number) => (at === text.length || text[at] === '\n' ? [at] : []) },
  { go: '(?m:^)', ends: (text: string, at: number) => (at === 0 || text[at - 1] === '\n' ? [at] : []) },
);
const unique = (places: readonly number[]) => [...new Set(places)];
const sequence = (parts: readonly Made[]): Made => ({
  go: parts.map(({ go }) => go).join(''),
  ends: (text, at) =>
    parts.reduce<readonly number[]>((from, part) => unique(from.flatMap((place) => part.ends(text, place))), [at]),
});
const choice = (options: readonly Made[]): Made => ({
  go: `(?:${options.map(({ go }) => go).join('|')})`,
  ends: (text, at) => unique(options.flatMap((option) => option.ends(text, at))),
});
function repeat(body: Made, min: number, more: number | null, lazy: boolean): Made {
  const counts = more === null ? `{${min},}` : `{${min},${min + more}}`;
  return {
    go: `(?:${body.go})${counts}${lazy ? '?' : ''}`,
    ends: (text, at) => {
      let from: readonly number[] = [at];
      const ends: number[] = min === 0 ? [at] : [];
      for (let times = 1; times <= (more === null ? text.length + min : min + more); times += 1) {
        from = unique(from.flatMap((place) => body.ends(text, place)));
        if (times >= min) ends.push(...from);
      }
      return unique(ends);
    },
  };
}
const { made } = fc.letrec<{ made: Made }>((tie) => ({
  made: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'regex' },
    atom,
    edge,
    fc.array(tie('made'), { minLength: 1, maxLength: 3 }).map(sequence),
    fc.array(tie('made'), { minLength: 1, maxLength: 3 }).map(choice),
    fc
      .tuple(atom, fc.nat(2), fc.option(fc.nat(2)), fc.boolean())
      .map(([body, min, more, lazy]) => repeat(body, min, more, lazy)),
    fc.tuple(tie('made'), fc.boolean()).map(([body, lazy]) => repeat(body, 0, 1, lazy)),
  ),
}));
const text = fc.array(fc.constantFrom(...ALPHABET), { maxLength: 8 }).map((chars) => chars.join(''));

describe('properties', () => {
  test('a translated pattern matches the whole of just those texts that its parts allow', () => {
    let translations = 0;
    fc.assert(
      fc.property(made, text, ({ go, ends }, sample) => {
        const translation = translatePattern(`(?:${go})`, GO);
        if (translation.type === 'refused') return;
        translations += 1;
        const { pattern, ignoreCase } = translation.pattern;
        const shape = new RegExp(`(?<![^])(?:${pattern})(?![^])`, ignoreCase ? 'im' : 'm');
        expect(shape.test(sample), `${go} as ${pattern}`).toBe(ends(sample, 0).includes(sample.length));
      }),
      { numRuns: 3000 },
    );
    expect(translations).toBeGreaterThan(2000);
  });

  test('every match holds one of the literals that are told', () => {
    fc.assert(
      fc.property(made, text, fc.constantFrom('', 'abc', 'b1_'), ({ go }, sample, middle) => {
        const translation = translatePattern(`(?:${go})${middle}`, GO);
        if (translation.type === 'refused' || translation.pattern.literals === null) return;
        const { pattern, ignoreCase, literals } = translation.pattern;
        for (const [match] of (sample + middle).matchAll(new RegExp(pattern, ignoreCase ? 'gim' : 'gm')))
          expect(literals.some((literal) => match.toLowerCase().includes(literal))).toBe(true);
      }),
    );
  });

  test('whatever is written, the answer is a bounded pattern or a reason', () => {
    const signs = fc.constantFrom(...'ab1.*+?{},()[]|\\^$:=!<>-#iPQEpxdw& \n');
    fc.assert(
      fc.property(fc.array(signs, { maxLength: 24 }), fc.constantFrom(GO, RUST), (chars, dialect) => {
        const translation = translatePattern(chars.join(''), dialect);
        if (translation.type === 'refused') expect(translation.because).not.toBe('');
        else expect(boundsOf(translation.pattern.pattern)).not.toHaveProperty('refused');
      }),
      { numRuns: 3000 },
    );
  });
});
