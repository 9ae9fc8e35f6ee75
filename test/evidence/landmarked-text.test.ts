import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LandmarkedText } from '../../src/evidence/documents/landmarked-text.ts';
import { landmarkAt } from '../../src/evidence/landmark.ts';

describe('a text with landmarks', () => {
  it('says for each byte where it stands, and nothing before the first landmark', () => {
    const text = new LandmarkedText(1000);
    text.line('Überschrift');
    text.mark('page 1');
    text.line('a');
    text.mark('page 2');
    text.mark('page 3');
    text.line('b');
    const { utf8, landmarks } = text.finish();
    const whole = Buffer.from(utf8).toString('utf8');
    expect(whole).toBe('Überschrift\na\nb\n');
    const at = (needle: string) => landmarkAt(landmarks, Buffer.from(utf8).indexOf(needle));
    expect([at('ber'), at('a\n'), at('b\n')]).toEqual([null, 'page 1', 'page 3']);
  });

  it('keeps what nobody sees apart from what is seen', () => {
    const text = new LandmarkedText(1000);
    text.line('seen');
    text.hiddenLine('unseen');
    const { utf8, hidden } = text.finish();
    expect(hidden.map(([start, end]) => Buffer.from(utf8).toString('utf8', start, end))).toEqual(['unseen']);
  });

  it('stops at its limit between two characters, and says so', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 40 })), fc.nat(200), (pieces, limit) => {
        const text = new LandmarkedText(limit);
        for (const piece of pieces) {
          text.mark('here');
          text.write(piece);
        }
        const { utf8 } = text.finish();
        const all = Buffer.from(pieces.join(''));
        expect(utf8.length).toBeLessThanOrEqual(limit);
        expect(text.isFull).toBe(all.length > limit);
        expect(all.subarray(0, utf8.length).equals(utf8)).toBe(true);
        expect(Buffer.from(utf8).toString('utf8')).not.toContain('\uFFFD');
      }),
    );
  });
});
