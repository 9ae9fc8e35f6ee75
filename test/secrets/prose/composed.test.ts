import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { composeText } from '../../../src/secrets/prose/composed.ts';
import { foundIn } from './judge.ts';

describe('text whose letters and marks stand apart', () => {
  test('is composed, and each place found again in the original', () => {
    const text = 'Le mot de passé : été-Hélas'.normalize('NFD');
    const composed = composeText(text);
    expect(composed.text).toBe(text.normalize('NFC'));
    expect(composed.originalIndex(composed.text.indexOf('Hélas'))).toBe(text.indexOf('H'));
  });
  test('what is composed already stays as it is', () => {
    const text = 'été';
    expect(composeText(text).text).toBe(text);
    expect(composeText(text).originalIndex(2)).toBe(2);
  });
  test('each index of a letter is that of the same letter, whatever is composed', () => {
    const piece = fc.constantFrom('a', 'é', 'e\u0301', 'n\u0303', 'o\u0308\u0301', '\u0301', ' ', '🔑', 'q\u0323');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = pieces.join('');
        const composed = composeText(text);
        for (let at = 0; at <= composed.text.length; at++) {
          if (/^\p{M}/u.test(composed.text.slice(at))) continue;
          const index = composed.originalIndex(at);
          expect(text.slice(0, index).normalize('NFC')).toBe(composed.text.slice(0, at).normalize('NFC'));
        }
      }),
    );
  });
  test('a value is found in words whose marks stand apart, and given as it is written', () => {
    const text = 'Le mot de passe a été réinitialisé à Été-Cigale19.'.normalize('NFD');
    expect(foundIn({ subject: '', text })).toEqual([{ value: 'Été-Cigale19'.normalize('NFD'), sure: true }]);
  });
});
