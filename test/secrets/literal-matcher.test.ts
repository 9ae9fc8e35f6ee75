import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildLiteralMatcher, type Literal } from '../../src/secrets/kernel/index.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

const isWord = (byte: number | undefined): boolean =>
  byte !== undefined && /[A-Za-z0-9]/.test(String.fromCharCode(byte));
const isLead = (byte: number | undefined): boolean => byte !== undefined && byte >= 0xc3 && byte <= 0xd3;
const isRest = (byte: number | undefined): boolean => byte !== undefined && byte >= 0x80 && byte < 0xc0;

/** Whether a literal that stands at `[start, end)` stands there as it is asked to. */
function standsAs(as: Literal['as'], utf8: Uint8Array, start: number, end: number): boolean {
  if (as === undefined) return true;
  if (isWord(utf8[start - 1]) || (isRest(utf8[start - 1]) && isLead(utf8[start - 2]))) return false;
  return as === 'word-start' || !(isWord(utf8[end]) || isLead(utf8[end]));
}

/** The obvious way: every literal at every byte. */
function naive(literals: readonly Literal[], utf8: Uint8Array): readonly string[] {
  const fold = (byte: number): number => (byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte);
  const blank = (byte: number): number => ([0x09, 0x0a, 0x0d].includes(byte) ? 0x20 : byte);
  return literals
    .flatMap(({ text, exact, as }, index) => {
      const wanted = encode(text);
      const same = (at: number, i: number): boolean => {
        const [a, b] = [utf8[at + i] ?? -1, wanted[i] ?? -2];
        const [c, d] = as === undefined ? [a, b] : [blank(a), b];
        return exact ? c === d : fold(c) === fold(d);
      };
      return [...utf8.keys()]
        .filter((at) => at + wanted.length <= utf8.length && [...wanted.keys()].every((i) => same(at, i)))
        .filter((at) => standsAs(as, utf8, at, at + wanted.length))
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
      { numRuns: 1000 },
    );
  });

  test('tells words exactly once, as a naive search does', () => {
    const words = (maxLength: number): fc.Arbitrary<string> =>
      fc
        .array(fc.constantFrom('a', 'B', '7', ' ', '\t', '-', 'é', '”'), { minLength: 3, maxLength })
        .map((chars) => chars.join(''));
    const literal = fc
      .record({ text: words(7), exact: fc.constant(false), as: fc.constantFrom('word', 'word-start') })
      .map((made) => ({ ...made, text: made.text.replaceAll('\t', ' ') }) as Literal);
    fc.assert(
      fc.property(fc.array(literal, { minLength: 1, maxLength: 6 }), words(60), (literals, haystack) => {
        const utf8 = encode(haystack);
        expect(found(literals, utf8)).toEqual(naive(literals, utf8));
      }),
      { numRuns: 1000 },
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

  test.each([
    ['pass', 'word', 'pass bypass passing pass: pässe 2pass', ['0@0', '0@20']],
    ['pass', 'word-start', 'pass bypass passing _pass', ['0@0', '0@12', '0@21']],
    ['key', 'word', 'key keyed monkey\nkey', ['0@0', '0@17']],
    ['key', 'word-start', 'monkey keyed', ['0@7']],
    ['pass word', 'word', 'pass word, pass\nword, pass\tword, passxword', ['0@0', '0@11', '0@22']],
    ['парол', 'word-start', 'мой пароль', ['0@7']],
  ] as const)('finds %s as a %s', (wanted, as, haystack, places) => {
    expect(found([{ text: wanted, exact: false, as }], encode(haystack))).toEqual(places.toSorted());
  });

  test('finds what stands across the edges of the pieces in which a long text is read', () => {
    const literals = ['key', 'pass', 'password', 'a rather long literal of many words'].map((wanted) => ({
      text: wanted,
      exact: true,
    }));
    for (const edge of [32_768, 65_536]) {
      for (let shift = -40; shift < 8; shift += 1) {
        for (const [index, { text: wanted }] of literals.entries()) {
          if (index === 1) continue;
          const utf8 = encode('.'.repeat(edge + shift) + wanted + '.'.repeat(500));
          expect(found(literals, utf8)).toContain(`${index}@${edge + shift}`);
          expect(new Set(found(literals, utf8)).size).toBe(found(literals, utf8).length);
        }
      }
    }
  });

  test('tells all of more hits than it has room for', () => {
    const literals = [
      { text: 'aaa', exact: true },
      { text: 'aaaa', exact: false },
    ];
    expect(found(literals, encode('a'.repeat(100_000)))).toHaveLength(99_998 + 99_997);
  });

  test('the kernel is what its source compiles to', () => {
    const folder = mkdtempSync(join(tmpdir(), 'kernel-'));
    const written = 'src/secrets/kernel/literal-scan.wasm';
    const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
      readonly scripts: { readonly kernel: string };
    };
    const [, ...args] = scripts.kernel.replace(written, join(folder, 'kernel.wasm')).split(' ');
    execFileSync(process.execPath, args.slice(1), { cwd: ROOT });
    expect(readFileSync(join(folder, 'kernel.wasm')).equals(readFileSync(join(ROOT, written)))).toBe(true);
    rmSync(folder, { recursive: true });
  });

  test('refuses a literal too short to be told apart', () => {
    expect(() => buildLiteralMatcher([{ text: 'pw', exact: false }])).toThrow(RangeError);
  });
});
