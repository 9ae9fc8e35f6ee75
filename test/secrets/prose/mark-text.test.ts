import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Lexicon } from '../../../src/secrets/prose/lexicon.ts';
import { markText } from '../../../src/secrets/prose/mark-text.ts';
import type { Term } from '../../../src/secrets/prose/term.ts';
import { buildTrie } from '../../../src/secrets/prose/term-trie.ts';

const term = (text: string, open = false): Term => ({ text, open, lane: 'cue', role: { is: 'policy' } });
const lexiconOf = (...terms: readonly Term[]): Lexicon => {
  const trie = buildTrie(terms);
  return { trie, prefixes: [] };
};
const marked = (fold: string, ...terms: readonly Term[]) =>
  markText(fold, lexiconOf(...terms)).map(({ start, end }) => fold.slice(start, end));

describe('marking terms', () => {
  test('whole words, the longest first, none inside another', () => {
    expect(marked('pass pass word password', term('pass'), term('pass word'))).toEqual(['pass', 'pass word']);
  });
  test('an open term takes the letters that follow', () => {
    expect(marked('şifresi şifre', term('şifre', true))).toEqual(['şifresi', 'şifre']);
  });
  test('a word ends where the direction of writing changes, and in Hangul anywhere', () => {
    expect(marked('לpin ה-pin', term('ל'), term('pin'))).toEqual(['ל', 'pin', 'pin']);
    expect(marked('לפין', term('ל'))).toEqual([]);
    expect(marked('암호는 pin을', term('암호'), term('는'), term('pin'))).toEqual(['암호', '는', 'pin']);
  });
  test('a stem within a term', () => {
    expect(marked('hasła do: haseł do, hasło od', term('has* do'), term('hasło'))).toEqual([
      'hasła do',
      'haseł do',
      'hasło',
    ]);
  });
  test('a stem and a whole word: the longest wins whichever way it is reached', () => {
    expect(marked('ab cd ef', term('a* cd ef'), term('ab cd'))).toEqual(['ab cd ef']);
    expect(marked('ab cd ef', term('a* cd'), term('ab cd ef'))).toEqual(['ab cd ef']);
  });
  test('a space in a term is any white space up to twenty units', () => {
    expect(marked(`set\n   it${' '.repeat(25)}set${' '.repeat(25)}it`, term('set it'))).toEqual(['set\n   it']);
  });
  test('finds what a plain search for whole words finds', () => {
    const words = ['ab', 'abc', 'b', 'ca', 'cab'];
    const lexicon = lexiconOf(...words.map((word) => term(word)));
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[abc]{1,4}$/), { maxLength: 12 }), (tokens) => {
        const found = markText(tokens.join(' '), lexicon).map(({ start, end }) => tokens.join(' ').slice(start, end));
        expect(found).toEqual(tokens.filter((token) => words.includes(token)));
      }),
    );
  });
});
