import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decompressRtf } from '../../src/evidence/mapi/compressed-rtf.ts';

const LIMIT = 1024 * 1024;

/** [MS-OXRTFCP] §3.1 and §3.2. */
const EXAMPLES = [
  {
    name: 'simple',
    compressed:
      '2d0000002b0000004c5a4675f1c5c7a703000a0072637067313235423' + '20af32068656c090020627705b06c647d0a800fa0',
    rtf: '{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n',
  },
  {
    name: 'reading from where it writes',
    compressed: '1a0000001c0000004c5a4675e2d44b51410004205758595a0d6e7d010eb0',
    rtf: '{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}',
  },
];

/** Literals alone, with runs of one character as references to themselves, and the end mark: enough to test reading. */
function compress(raw: Buffer): Buffer {
  const content: number[] = [];
  let written = 207;
  let tokens: (readonly number[])[] = [];
  let flags = 0;
  const flush = () => {
    content.push(flags, ...tokens.flat());
    tokens = [];
    flags = 0;
  };
  const put = (token: readonly number[], length: number) => {
    if (token.length === 2) flags |= 1 << tokens.length;
    tokens.push(token);
    written += length;
    if (tokens.length === 8) flush();
  };
  for (let at = 0; at < raw.length; ) {
    let run = 0;
    while (run < 17 && at > 0 && at + run < raw.length && raw[at + run] === raw[at - 1]) run++;
    if (run >= 2) put(reference((written - 1) & 0xfff, run), run);
    else put([raw[at] as number], 1);
    at += Math.max(1, run >= 2 ? run : 1);
  }
  put(reference(written & 0xfff, 2), 0);
  if (tokens.length > 0) flush();
  const header = Buffer.alloc(16);
  header.writeUInt32LE(content.length + 12, 0);
  header.writeUInt32LE(raw.length, 4);
  header.write('LZFu', 8, 'latin1');
  header.writeUInt32LE((crc32(Buffer.from(content), 0xffffffff) ^ 0xffffffff) >>> 0, 12);
  return Buffer.concat([header, Buffer.from(content)]);
}

const reference = (offset: number, length: number): readonly number[] => [
  offset >> 4,
  ((offset & 0x0f) << 4) | (length - 2),
];

describe('compressed RTF', () => {
  it.each(EXAMPLES)('reads the example of the specification: $name', ({ compressed, rtf }) => {
    const { bytes, isSound } = decompressRtf(Buffer.from(compressed, 'hex'), LIMIT);
    expect(Buffer.from(bytes).toString('latin1')).toBe(rtf);
    expect(isSound).toBe(true);
  });

  it.each(EXAMPLES)('reads it with a wrong checksum too, and says so: $name', ({ compressed, rtf }) => {
    const bytes = Buffer.from(compressed, 'hex');
    bytes.writeUInt32LE(1, 12);
    const read = decompressRtf(bytes, LIMIT);
    expect(Buffer.from(read.bytes).toString('latin1')).toBe(rtf);
    expect(read.isSound).toBe(false);
  });

  it('reads what is stored uncompressed', () => {
    const raw = Buffer.from('{\\rtf1 plain}');
    const header = Buffer.alloc(16);
    header.writeUInt32LE(raw.length + 12, 0);
    header.writeUInt32LE(raw.length, 4);
    header.write('MELA', 8, 'latin1');
    const { bytes, isSound } = decompressRtf(Buffer.concat([header, raw, Buffer.from('padding')]), LIMIT);
    expect([Buffer.from(bytes).toString(), isSound]).toEqual(['{\\rtf1 plain}', true]);
  });

  it('reads what is cut short up to the cut, and says so', () => {
    const whole = compress(Buffer.from('{\\rtf1 a text without repetitions}'));
    const { bytes, isSound } = decompressRtf(whole.subarray(0, whole.length - 12), LIMIT);
    expect(Buffer.from(bytes).toString()).toMatch(/^\{\\rtf1 a text without/);
    expect(isSound).toBe(false);
  });

  it('comes to no more than its limit', () => {
    const { bytes } = decompressRtf(compress(Buffer.alloc(100_000, 'x')), 5000);
    expect(bytes.length).toBe(5000);
  });

  it('undoes any compression', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 255 }), fc.integer({ min: 1, max: 40 }))), (runs) => {
        const raw = Buffer.concat(runs.map(([byte, length]) => Buffer.alloc(length, byte)));
        const { bytes, isSound } = decompressRtf(compress(raw), LIMIT);
        expect(Buffer.from(bytes).equals(raw)).toBe(true);
        expect(isSound).toBe(true);
      }),
    );
  });

  it('never throws, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.boolean(), (noise, isMarked) => {
        const bytes = Buffer.from(noise);
        if (isMarked && bytes.length >= 16) bytes.write('LZFu', 8, 'latin1');
        expect(decompressRtf(bytes, 2000).bytes.length).toBeLessThanOrEqual(2000);
      }),
    );
  });
});
