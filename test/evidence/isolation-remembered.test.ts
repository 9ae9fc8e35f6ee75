import { describe, expect, it } from 'vitest';
import type { Parsers, Piece, ReadOrder } from '../../src/evidence/documents/document-reader.ts';
import { BROUGHT_DOWN } from '../../src/evidence/documents/readers.ts';
import { RememberingParsers } from '../../src/evidence/isolation/remembered-pieces.ts';
import { LIMITS } from './isolated.ts';

const ORDER: ReadOrder = {
  reader: 'image',
  bytes: Buffer.from('a picture'),
  mediaType: 'image/png',
  fileName: 'logo.png',
  limits: LIMITS,
  passwords: [],
  ocr: false,
};

describe('what a small part came to', () => {
  it('is remembered, byte for byte', async () => {
    const { parsers, counted } = counting([text('one'), member('two'), unread('damaged')]);
    const first = await Array.fromAsync(parsers.read(ORDER));
    expect(await Array.fromAsync(parsers.read({ ...ORDER, bytes: Buffer.from('a picture') }))).toEqual(first);
    expect(counted()).toBe(1);
  });

  it.each<[string, Partial<ReadOrder>]>([
    ['other bytes', { bytes: Buffer.from('A picture') }],
    ['another reader', { reader: 'pdf' }],
    ['another name', { fileName: null }],
    ['another type', { mediaType: 'image/gif' }],
    ['letters looked for', { ocr: true }],
    ['other ratios', { limits: { ...LIMITS, expansionRatio: 3 } }],
    ['limits near by', { limits: { ...LIMITS, members: 1 } }],
    ['few bytes left', { limits: { ...LIMITS, memberBytes: 100 } }],
    ['passwords', { passwords: ['p'] }],
  ])('is not taken for what is read with %s', async (_what, other) => {
    const { parsers, counted } = counting([text('one')]);
    await Array.fromAsync(parsers.read(ORDER));
    await Array.fromAsync(parsers.read({ ...ORDER, ...other }));
    expect(counted()).toBe(2);
  });

  it.each<[string, Piece]>([
    ['locked', unread('encrypted')],
    ['over a limit', unread('over-budget')],
    ['the end of its reader', { type: 'unread', name: null, shortfall: BROUGHT_DOWN }],
    ['large', text('x'.repeat(300_000))],
  ])('is not remembered where it is %s', async (_what, piece) => {
    const { parsers, counted } = counting([text('one'), piece]);
    await Array.fromAsync(parsers.read(ORDER));
    await Array.fromAsync(parsers.read(ORDER));
    expect(counted()).toBe(2);
  });

  it('is not remembered where nobody wanted all of it', async () => {
    const { parsers, counted } = counting([text('one'), member('two')]);
    for await (const piece of parsers.read(ORDER)) if (piece.type === 'text') break;
    expect(await Array.fromAsync(parsers.read(ORDER))).toHaveLength(2);
    expect(counted()).toBe(2);
  });

  it('is forgotten, oldest first, where there is too much', async () => {
    const { parsers, counted } = counting([text('x'.repeat(200_000))]);
    const read = (index: number) => Array.fromAsync(parsers.read({ ...ORDER, bytes: Buffer.from(`${index}`) }));
    for (let index = 0; index < 100; index += 1) await read(index);
    await read(99);
    expect(counted()).toBe(100);
    await read(0);
    expect(counted()).toBe(101);
  });
});

function counting(pieces: readonly Piece[]) {
  let count = 0;
  const inner: Parsers = {
    async *read() {
      count += 1;
      yield* pieces;
    },
  };
  return { parsers: new RememberingParsers(inner), counted: () => count };
}

function text(words: string): Piece {
  const marks = { hidden: [[0, 1]], landmarks: [{ at: 0, name: 'page 1' }] } as const;
  return { type: 'text', name: null, text: { utf8: Buffer.from(words), ...marks }, password: null };
}

function member(name: string): Piece {
  return { type: 'member', name, mediaType: null, bytes: Buffer.from(name), shortfall: null, password: null };
}

function unread(reason: 'damaged' | 'encrypted' | 'over-budget'): Piece {
  return { type: 'unread', name: 'a member', shortfall: { reason, detail: 'no' } };
}
