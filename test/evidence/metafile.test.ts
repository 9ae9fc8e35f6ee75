import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openedDocument, textOf, unreadOf } from './opened-document.ts';

const u32 = (...values: readonly number[]) => {
  const bytes = Buffer.alloc(4 * values.length);
  for (const [index, value] of values.entries()) bytes.writeInt32LE(value | 0, 4 * index);
  return bytes;
};
const u16 = (...values: readonly number[]) => {
  const bytes = Buffer.alloc(2 * values.length);
  for (const [index, value] of values.entries()) bytes.writeUInt16LE(value & 0xffff, 2 * index);
  return bytes;
};

const record = (type: number, body: Buffer) => Buffer.concat([u32(type, 8 + body.length), body]);

/** An EMF header record ([MS-EMF] §2.3.4.2), as short as it may be. */
const header = () => {
  const body = Buffer.alloc(80);
  body.write(' EMF', 32, 'latin1');
  return record(1, body);
};

/** A string at a place, each character 10 wide. */
function textOut(text: string, x: number, y: number): Buffer {
  const chars = Buffer.from(text, 'utf16le');
  const padded = Buffer.concat([chars, Buffer.alloc(chars.length % 4)]);
  const widths = u32(...Array.from(text, () => 10));
  const fixed = [u32(0, 0, 9, 9, 1, 0, 0), u32(x, y, text.length, 76, 0, 0, 0, 0, 0, 76 + padded.length)];
  return record(84, Buffer.concat([...fixed, padded, widths]));
}

const END = record(14, u32(0, 16, 20));
const emf = (...records: readonly Buffer[]) => Buffer.concat([header(), ...records, END]);

const BITMAP = Buffer.concat([u32(40, 100, 2), u16(1, 24), u32(0, 600, 0, 0, 0, 0)]);

function stretchDiBits(info: Buffer, bits: Buffer): Buffer {
  const fixed = [u32(0, 0, 9, 9), u32(0, 0, 0, 0, 9, 9), u32(80, info.length, 80 + info.length, bits.length, 0)];
  return record(81, Buffer.concat([...fixed, u32(0, 9, 9), info, bits]));
}

describe('an enhanced metafile', () => {
  it('gives what is written in it, line by line, in whole words', async () => {
    const file = emf(
      textOut('pass', 0, 0),
      textOut('word:', 40, 0),
      textOut('Blau-4711', 100, 0),
      textOut('Пароль', 0, 20),
    );
    const { parts } = await openedDocument(file);
    expect(textOf(parts).trimEnd()).toBe('password: Blau-4711\nПароль');
    expect(unreadOf(parts)).toEqual([]);
  });

  it('gives the bitmaps in it as files, but no icons', async () => {
    const icon = Buffer.from(BITMAP);
    icon.writeInt32LE(32, 4);
    const { parts } = await openedDocument(
      emf(stretchDiBits(BITMAP, Buffer.alloc(600)), stretchDiBits(icon, Buffer.alloc(192))),
    );
    expect(parts.map(({ member }) => member[0])).toContain('bitmap-1.bmp');
    expect(parts.map(({ member }) => member[0])).not.toContain('bitmap-2.bmp');
  });

  it('says where it is cut', async () => {
    const file = emf(textOut('first', 0, 0), textOut('second', 0, 20));
    const { parts } = await openedDocument(file.subarray(0, file.length - 60));
    expect(textOf(parts)).toContain('first');
    expect(unreadOf(parts)).toEqual(['(rest): truncated']);
  });
});

describe('a Windows metafile', () => {
  const words = (body: Buffer, type: number) => Buffer.concat([u32((6 + body.length) / 2), u16(type), body]);
  const head = Buffer.concat([u16(1, 9, 0x300), u32(0), u16(0), u32(0), u16(0)]);
  const file = Buffer.concat([
    head,
    words(Buffer.concat([u16(4), Buffer.from('pin:'), u16(5, 3)]), 0x0521),
    words(Buffer.concat([u16(5, 90, 4, 0), Buffer.from('4711')]), 0x0a32),
    words(Buffer.concat([u16(25, 0, 6, 2), Buffer.alloc(8), Buffer.from('Stra\xdfe', 'latin1')]), 0x0a32),
    words(Buffer.alloc(0), 0),
  ]);

  it('gives what is written in it', async () => {
    const { parts } = await openedDocument(file);
    expect(textOf(parts).trimEnd()).toBe('pin: 4711\nStraße');
    expect(unreadOf(parts)).toEqual([]);
  });

  it('is known with a placeable header too', async () => {
    const placeable = Buffer.concat([Buffer.from('d7cdc69a', 'hex'), Buffer.alloc(18), file]);
    expect(textOf((await openedDocument(placeable)).parts)).toContain('4711');
  });
});

describe('a changed metafile', () => {
  const whole = emf(textOut('password', 0, 0), stretchDiBits(BITMAP, Buffer.alloc(600)), textOut('Blau', 0, 20));

  it('never brings its reader down', async () => {
    const change = fc.tuple(fc.integer({ min: 88, max: whole.length - 1 }), fc.nat(255));
    await fc.assert(
      fc.asyncProperty(fc.array(change, { maxLength: 20 }), async (changes) => {
        const bytes = Buffer.from(whole);
        for (const [at, byte] of changes) bytes[at] = byte;
        const { parts } = await openedDocument(bytes);
        expect(parts[0]?.content.state).toBe('text');
      }),
    );
  });
});
