import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cellAfter, ROOT } from '../../../src/secrets/prose/cells.ts';
import type { Term } from '../../../src/secrets/prose/term.ts';
import { buildTrie } from '../../../src/secrets/prose/term-trie.ts';

const term = (text: string): Term => ({ text, open: false, lane: 'cue', role: { is: 'policy' } });

test('steps lead to the terms given, and to no others', () => {
  const word = fc.stringMatching(/^[a-dä ]{1,6}$/);
  fc.assert(
    fc.property(fc.array(word, { maxLength: 30 }), fc.array(word, { maxLength: 10 }), (words, others) => {
      const { columns, cells, ends, endAt } = buildTrie(words.map(term));
      const found = (text: string) => {
        let cell = ROOT;
        for (const unit of text) cell = cell === 0 ? 0 : cellAfter(cells, cell, columns[unit.charCodeAt(0)] ?? 0);
        return (ends[endAt[cell] ?? 0] ?? []).map((one) => one.text);
      };
      for (const text of [...words, ...others]) expect(found(text)).toEqual(words.filter((one) => one === text));
    }),
  );
});
