import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { WindowedText } from '../../src/secrets/engine/text-window.ts';

const bytes = fc.oneof(
  fc.uint8Array({ maxLength: 80 }),
  fc.string({ unit: 'binary', maxLength: 40 }).map((text) => new TextEncoder().encode(text)),
  fc
    .array(fc.constantFrom(0x61, 0x80, 0xbf, 0xc3, 0xa9, 0xe2, 0x82, 0xac, 0xf0, 0x9f, 0x98, 0xed, 0xa0, 0xff), {
      maxLength: 60,
    })
    .map((list) => Uint8Array.from(list)),
);

describe('windows of a text', () => {
  test('decode as the standard decoder does, malformed bytes included', () => {
    fc.assert(
      fc.property(bytes, (utf8) => {
        const window = new WindowedText(utf8).window([0, utf8.length]);
        expect(window.text).toBe(new TextDecoder('utf-8', { ignoreBOM: true }).decode(utf8));
      }),
      { numRuns: 3000 },
    );
  });

  test('map each code unit to the byte it came from', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (raw) => {
        const text = raw.toWellFormed();
        const utf8 = new TextEncoder().encode(text);
        const window = new WindowedText(utf8).window([0, utf8.length]);
        for (let index = 0; index <= text.length; index += 1) {
          const code = text.charCodeAt(index);
          if (code >= 0xdc00 && code <= 0xdfff) continue;
          const byte = new TextEncoder().encode(text.slice(0, index)).length;
          expect(window.byteAt(index)).toBe(byte);
          expect(window.indexAt(byte)).toBe(index);
        }
      }),
    );
  });

  test('a window around any place reads what the whole text reads there', () => {
    fc.assert(
      fc.property(bytes, fc.nat(80), fc.nat(20), (utf8, place, reach) => {
        const at = Math.min(place, utf8.length);
        const text = new WindowedText(utf8);
        const whole = text.window([0, utf8.length]);
        const span = text.around(at, at, reach);
        const window = text.window(span);
        expect(window.text).toBe(whole.text.slice(whole.indexAt(span[0]), whole.indexAt(span[1])));
      }),
      { numRuns: 3000 },
    );
  });
});
