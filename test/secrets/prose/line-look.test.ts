import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hasLook } from '../../../src/secrets/prose/characters.ts';
import {
  CAPITAL_INSIDE,
  type LineLook,
  lookAlong,
  MADE_UP,
  NUMBER,
  SLASHED,
} from '../../../src/secrets/prose/line-look.ts';
import { readProse } from '../../../src/secrets/prose/reading.ts';
import { shapeOf } from '../../../src/secrets/prose/value-shape.ts';
import { slotAt } from '../../../src/secrets/prose/value-slot.ts';
import { wordSet } from '../../../src/secrets/prose/word-set.ts';

const look = (text: string): LineLook => lookAlong(text, 0);
const looksIn = (text: string) => look(text).words.map(({ start, looks }) => [start, looks]);

describe('the look of a line', () => {
  test.each<[string, string, readonly (readonly number[])[]]>([
    ['plain words, their stops and apostrophes', "Don't wait (it’s late), really! See below: ok?", []],
    ['a capital that begins a word, or capitals alone', 'Anna met Bo in the U S A', []],
    ['letters with digits', 'take mill7 now', [[5, MADE_UP]]],
    ['letters with signs', 'take mi$l now', [[5, MADE_UP]]],
    ['a shout inside a word', 'so!now', [[0, MADE_UP]]],
    [
      'a capital inside',
      'an iPod for Jean-Luc',
      [
        [3, CAPITAL_INSIDE],
        [12, CAPITAL_INSIDE],
      ],
    ],
    ['digits alone', 'room 4417.', [[5, NUMBER]]],
    [
      'one slash, and what stands behind one',
      'ask root/toor or root / toor',
      [
        [4, SLASHED],
        [22, SLASHED],
        [24, SLASHED],
      ],
    ],
  ])('%s', (_, text, words) => {
    expect(look(text).isPlain || text.includes('(')).toBe(true);
    expect(looksIn(text)).toEqual(words);
  });
  test('a line with a sign that may open a value is not plain, nor one with a stop of East Asian writing', () => {
    for (const text of ['say "so"', '(so)', '「so」', 'so。now', `x${'y'.repeat(160)}`])
      expect(look(text).isPlain).toBe(false);
    for (const text of ["don't say", 'so.', 'a "'.slice(0, 1)]) expect(look(text).isPlain).toBe(true);
  });
  test('counts words', () => {
    for (const [text, count] of [
      ['', 0],
      ['  ', 0],
      [' - one', 2],
      ['one two three', 3],
    ] as const)
      expect(look(text).count).toBe(count);
  });
});

describe('no value is overlooked', () => {
  const piece = fc.constantFrom(
    'a',
    'word',
    'Word',
    'WORD',
    'I',
    '7',
    '2024',
    '/',
    ':',
    '-',
    '_',
    '.',
    ',',
    "'",
    '’',
    '!',
    '!!!!!',
    '?',
    '*',
    '@',
    '#',
    ';x=',
    '&y=',
    '(',
    ')',
    '[',
    '"',
    '“',
    '密',
    '한',
    'ש',
    'é',
    '。',
    ' ',
    ' ',
    '\t',
  );
  const line = fc.array(piece, { maxLength: 14 }).map((pieces) => pieces.join(''));
  const stems = wordSet(['word'], false);

  test('the bare values of a plain line are its words, and those of weight have a look', () => {
    fc.assert(
      fc.property(line, (text) => {
        const reading = readProse(text, 0, text.length);
        const [{ isPlain, words } = look('')] = reading.lines.map((one) => one.look);
        fc.pre(isPlain);
        for (let at = 0; at < reading.text.length; ) {
          const slot = slotAt(reading, at, reading.text.length);
          if (!slot) break;
          const value = reading.text.slice(slot.start, slot.end);
          const weight = shapeOf(value, stems)?.weight ?? -1;
          const told = words.findLast((word) => word.start <= slot.start && word.start >= at)?.looks ?? 0;
          const look = hasLook(reading.text, slot.start, slot.end);
          if (weight >= 2) expect(told & MADE_UP, value).toBe(MADE_UP);
          if (weight > 0.5) expect(told & (MADE_UP | CAPITAL_INSIDE), value).not.toBe(0);
          if (weight >= 0.3 && look) expect(told & (MADE_UP | CAPITAL_INSIDE | NUMBER), value).not.toBe(0);
          at = Math.max(slot.after, at + 1);
        }
      }),
      { numRuns: 500 },
    );
  });
});
