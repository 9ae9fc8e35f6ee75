import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildLiteralMatcher, type Literal } from '../../src/secrets/engine/literal-matcher.ts';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

/** The obvious way: every literal at every byte. */
function naive(literals: readonly Literal[], utf8: Uint8Array): readonly string[] {
  const fold = (byte: number): number => (byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte);
  return literals
    .flatMap(({ text, exact }, index) => {
      const wanted = encode(text);
      const same = (at: number, i: number): boolean => {
        const [a, b] = [utf8[at + i] ?? -1, wanted[i] ?? -2];
        return exact ? a === b : fold(a) === fold(b);
      };
      return [...utf8.keys()]
        .filter((at) => at + wanted.length <= utf8.length && [...wanted.keys()].every((i) => same(at, i)))
        .map((at) => `${index}@${at}`);
    })
    .sort();
}

function found(literals: readonly Literal[], utf8: Uint8Array): readonly string[] {
  const hits: string[] = [];
  buildLiteralMatcher(literals).scan(utf8, (literal, start) => hits.push(`${literal}@${start}`));
  return hits.sort();
}

const alphabet = fc.constantFrom('a', 'A', 'b', 'k', 'K', '@', '`', '_', '\x7f', 'é', '0', '\n');
const text = (minLength: number, maxLength: number): fc.Arbitrary<string> =>
  fc.array(alphabet, { minLength, maxLength }).map((chars) => chars.join(''));

describe('literal matcher', () => {
  test('tells every occurrence exactly once, as a naive search does', () => {
    const literal = fc.record({ text: text(3, 9), exact: fc.boolean() });
    fc.assert(
      fc.property(fc.array(literal, { minLength: 1, maxLength: 6 }), text(0, 60), (literals, haystack) => {
        const utf8 = encode(haystack);
        expect(found(literals, utf8)).toEqual(naive(literals, utf8));
      }),
      { numRuns: 2000 },
    );
  });

  test('finds a literal planted at every offset and text length', () => {
    for (const wanted of ['key', 'ghp_', 'token', 'password', 'Schlüssel']) {
      for (let before = 0; before < 9; before += 1) {
        for (let after = 0; after < 9; after += 1) {
          const utf8 = encode('-'.repeat(before) + wanted + '-'.repeat(after));
          expect(found([{ text: wanted, exact: true }], utf8)).toEqual([`0@${before}`]);
        }
      }
    }
  });

  test('keeps case where case matters', () => {
    expect(found([{ text: 'AKIA', exact: true }], encode('akia AKIA Akia'))).toEqual(['0@5']);
    expect(found([{ text: 'AKIA', exact: false }], encode('akia AKIA Akia'))).toHaveLength(3);
  });

  test('refuses a literal too short to be told apart', () => {
    expect(() => buildLiteralMatcher([{ text: 'pw', exact: false }])).toThrow(RangeError);
  });
});
