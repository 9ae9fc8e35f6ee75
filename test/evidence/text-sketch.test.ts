import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { resemblance, SKETCH_BANDS, textSketch } from '../../src/evidence/index.ts';

const WORDS = Array.from({ length: 400 }, (_, index) => `word${index * 7919}`);
const sketch = (words: readonly string[], seed = 1) => textSketch(Buffer.from(words.join(' ')), seed) ?? '';

describe('a sketch of a text', () => {
  test('does not see case, punctuation or white space', () => {
    const plain = 'The nightly job stopped at three and nobody saw it until the morning, so we moved it to two.';
    const shouted = `  ${plain.toUpperCase().replaceAll(' ', ' \n\t').replaceAll(',', ' -- ')}!`;
    expect(textSketch(Buffer.from(plain), 1)).toBe(textSketch(Buffer.from(shouted), 1));
  });

  test('is null for a few words', () => {
    expect(textSketch(Buffer.from('See you at nine then'), 1)).toBeNull();
    expect(textSketch(new Uint8Array(0), 1)).toBeNull();
  });

  test('differs by seed', () => {
    expect(resemblance(sketch(WORDS, 1), sketch(WORDS, 2))).toBeLessThan(0.2);
  });

  test('of a text with one word in fifty changed resembles it and shares a band', () => {
    const edited = WORDS.map((word, index) => (index % 50 === 0 ? `other${index}` : word));
    const [a, b] = [sketch(WORDS), sketch(edited)];
    expect(resemblance(a, b)).toBeGreaterThan(0.75);
    expect(SKETCH_BANDS.some(([start, end]) => a.slice(start, end) === b.slice(start, end))).toBe(true);
  });

  test('of another text does not', () => {
    expect(resemblance(sketch(WORDS), sketch(WORDS.map((word) => `${word}x`)))).toBeLessThan(0.2);
  });

  test('estimates the share of runs in common', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 400 }), (shared) => {
        const other = WORDS.map((word, index) => (index < shared ? word : `${word}y`));
        const runs = Math.max(0, shared - 2);
        const truth = runs / (2 * (WORDS.length - 2) - runs);
        expect(Math.abs(resemblance(sketch(WORDS), sketch(other)) - truth)).toBeLessThan(0.35);
      }),
      { seed: 7, numRuns: 60 },
    );
  });

  test('is made of any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), fc.integer(), (bytes, seed) => {
        expect(textSketch(bytes, seed) ?? '0'.repeat(128)).toMatch(/^[0-9a-f]{128}$/);
      }),
    );
  });
});
