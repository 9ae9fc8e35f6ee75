import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commonWordTeller } from '../../../src/secrets/prose/common-words.ts';

const lists = [
  ['the', 'of', 'and', 'is', 'to', 'in'],
  ['der', 'und', 'ist', 'zu', 'in'],
  ['le', 'et', 'est', 'de', 'à'],
] as const;
const tell = commonWordTeller(lists);
const text = (of: readonly string[], count: number) =>
  Array.from({ length: count }, (_, at) => of[at % of.length]).join(' ');

describe('which language a text is written in', () => {
  test('the one whose common words stand in it, with the others left out', () => {
    expect(tell(text(lists[0], 40))).toEqual([0]);
    expect(tell(text(lists[1], 40))).toEqual([1]);
  });
  test('a few words tell nothing: every language may speak', () => {
    expect(tell('passwd: Lupin-Gravel4')).toEqual([0, 1, 2]);
    expect(tell('')).toEqual([0, 1, 2]);
  });
  test('a reply in another language above a long quotation is heard', () => {
    const quoted = text(lists[0], 4000);
    expect(tell(`${'le chat et le chien est de '.repeat(10)}\n${quoted}`)).toEqual([0, 2]);
    expect(tell(`le chat\n${quoted}`)).toEqual([0]);
  });
  test('words are told by whole words alone', () => {
    expect(tell('undo derive zuni '.repeat(20))).toEqual([0, 1, 2]);
  });
  test('any text gives lists that are there, ascending', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 400 }), (any) => {
        const told = tell(any);
        expect(told.toSorted((a, b) => a - b)).toEqual(told);
        expect(told.every((list) => list >= 0 && list < lists.length)).toBe(true);
      }),
    );
  });
});
