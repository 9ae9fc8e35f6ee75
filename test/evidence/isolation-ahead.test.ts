import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Parsers, Piece, ReadOrder } from '../../src/evidence/documents/document-reader.ts';
import { PreparingParsers } from '../../src/evidence/isolation/prepared-pieces.ts';
import { pulledAhead } from '../../src/evidence/source/pulled-ahead.ts';
import { LIMITS } from './isolated.ts';

const order = (words: string): ReadOrder => ({
  reader: 'pdf',
  bytes: Buffer.from(words),
  mediaType: 'application/pdf',
  fileName: null,
  limits: LIMITS,
  passwords: [],
  ocr: false,
});

describe('parsers that read ahead', () => {
  it('read what was announced once, and give the very same', async () => {
    const { parsers, read } = echoing();
    const announced = order('one');
    parsers.prepare(announced);
    expect(read).toEqual(['one']);
    expect(await Array.fromAsync(parsers.read(announced))).toEqual([text('one')]);
    expect(read).toEqual(['one']);
    expect(await Array.fromAsync(parsers.read(announced))).toEqual([text('one')]);
    expect(read).toEqual(['one', 'one']);
  });

  it.each<[string, Partial<ReadOrder>, boolean]>([
    ['fewer members, but enough', { limits: { ...LIMITS, members: 50 } }, false],
    ['limits near by', { limits: { ...LIMITS, memberBytes: 80 } }, true],
    ['other pieces allowed', { limits: { ...LIMITS, pieceBytes: 7 } }, true],
    ['another ratio', { limits: { ...LIMITS, expansionRatio: 7 } }, true],
    ['passwords', { passwords: ['p'] }, true],
    ['another name', { fileName: 'a.pdf' }, true],
    ['letters looked for', { ocr: true }, true],
    ['other bytes that say the same', { bytes: Buffer.from('one') }, true],
  ])('read anew with %s', async (_what, other, isAnew) => {
    const { parsers, read } = echoing();
    const announced = order('one');
    parsers.prepare(announced);
    expect(await Array.fromAsync(parsers.read({ ...announced, ...other }))).toEqual([text('one')]);
    expect(read).toHaveLength(isAnew ? 2 : 1);
  });

  it('read anew what hit a limit, where the limit is another now', async () => {
    const { parsers, read } = echoing({ reason: 'over-budget', detail: 'much' });
    const [near, same] = [order('one'), order('two')];
    parsers.prepare(near);
    parsers.prepare(same);
    await Array.fromAsync(parsers.read({ ...near, limits: { ...LIMITS, members: 50 } }));
    await Array.fromAsync(parsers.read(same));
    expect(read).toEqual(['one', 'two', 'one']);
  });

  it('hold no more than a little ahead, in number and in bytes', async () => {
    const { parsers, read } = echoing();
    const orders = Array.from({ length: 20 }, (_, at) => order(`${at}`));
    for (const one of orders) parsers.prepare(one);
    expect(read.length).toBeLessThanOrEqual(6);
    for (const one of orders) await Array.fromAsync(parsers.read(one));
    expect(read).toHaveLength(20);
    const large = order('x'.repeat(9_000_000));
    parsers.prepare(large);
    expect(await Array.fromAsync(parsers.read(large))).toHaveLength(1);
    expect(read).toHaveLength(22);
  });
});

describe('items pulled ahead', () => {
  it('come all, in order, each begun on before its turn, and never many at once', async () => {
    const sizes = fc.array(fc.integer({ min: 0, max: 3 << 20 }), { maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(sizes, async (items) => {
        const begun: number[] = [];
        const seen: number[] = [];
        const ahead = { weigh: (size: number) => size, begin: (size: number) => void begun.push(size) };
        for await (const size of pulledAhead(from(items), ahead)) {
          seen.push(size);
          const waiting = begun.slice(seen.length);
          expect(begun.length).toBeGreaterThanOrEqual(seen.length);
          expect(waiting.length).toBeLessThanOrEqual(7);
          expect(waiting.slice(0, -1).reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(4 << 20);
        }
        expect(seen).toEqual(items);
      }),
    );
  });
});

async function* from<Item>(items: readonly Item[]): AsyncGenerator<Item> {
  yield* items;
}

function echoing(shortfall?: Extract<Piece, { type: 'unread' }>['shortfall']) {
  const read: string[] = [];
  const inner: Parsers = {
    async *read({ bytes }) {
      const words = Buffer.from(bytes).toString();
      yield text(words);
      if (shortfall !== undefined) yield { type: 'unread', name: null, shortfall };
    },
  };
  const counting: Parsers = {
    read(asked) {
      read.push(Buffer.from(asked.bytes).toString());
      return inner.read(asked);
    },
  };
  return { parsers: new PreparingParsers(counting), read };
}

function text(words: string): Piece {
  return { type: 'text', name: null, text: { utf8: Buffer.from(words), hidden: [], landmarks: [] }, password: null };
}
