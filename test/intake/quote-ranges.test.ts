import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { firstQuote, ownText, quoteRanges } from '../../src/intake/index.ts';

interface Case {
  readonly name: string;
  readonly body: string;
  readonly own: string;
  readonly quote: string;
}

const CASES: readonly Case[] = [
  {
    name: 'marked lines between own lines, with the attribution above them',
    body: 'Hello\n\nOn Tue, 3 Jan 2024 at 10:20, Bob <bob@a.example> wrote:\n> first\n> second\n\nBye\n',
    own: 'Hello\n\n\nBye\n',
    quote: 'first\nsecond',
  },
  {
    name: 'an original message below a ruled line',
    body: 'FYI\n\n-----Original Message-----\nFrom: Bob\nSent: Monday\nTo: Al\nSubject: x\n\nThe body\n',
    own: 'FYI\n\n',
    quote: 'The body',
  },
  {
    name: "Outlook's header block in German, under its line",
    body: 'Danke\n\n________________________________\nVon: Bob <a@b.example>\nGesendet: Mo\nAn: Al\nBetreff: y\n\nText\n',
    own: 'Danke\n\n',
    quote: 'Text',
  },
  {
    name: 'a header block with no line above it, in French',
    body: 'Voir dessous\n\nDe : Bob\nEnvoyé : lundi\nÀ : Al\nObjet : z\n\nLe texte\n',
    own: 'Voir dessous\n\n',
    quote: 'Le texte',
  },
  {
    name: 'an attribution that wraps, over a quote without marks',
    body: 'Ja\n\nAm 3. Januar 2024 um 10:20 schrieb Bob\n<bob@a.example>:\n\nOhne Zeichen\n',
    own: 'Ja\n\n',
    quote: 'Ohne Zeichen',
  },
  {
    name: 'a reply in Japanese',
    body: '了解です\n\n2024年1月3日 10:20 bob@a.example さんのメール:\n\n元の文\n',
    own: '了解です\n\n',
    quote: '元の文',
  },
  {
    name: 'nothing quoted',
    body: 'The password is on its way.\nBob\n',
    own: 'The password is on its way.\nBob\n',
    quote: '',
  },
  {
    name: 'words that only look like an attribution',
    body: 'As he wrote:\ndo it now\n',
    own: 'As he wrote:\ndo it now\n',
    quote: '',
  },
  { name: 'one header line in prose', body: 'To: do\nmilk, bread\n', own: 'To: do\nmilk, bread\n', quote: '' },
  {
    name: 'a ruled line above a signature',
    body: 'Hi\n----------\nBob, a@b.example\n',
    own: 'Hi\n----------\nBob, a@b.example\n',
    quote: '',
  },
];

describe('quotes in a body', () => {
  test.each(CASES)('$name', ({ body, own, quote }) => {
    expect(ownText(body)).toBe(own);
    expect(firstQuote(body).trim()).toBe(quote);
  });

  test('are in order, disjoint and inside the text, whatever it is', () => {
    const piece = fc.constantFrom(
      '> a',
      'From: x@y.example',
      'To: z',
      'On 2024 b@c.example wrote:',
      '-----',
      '',
      'words',
      '\r',
      '│ b',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 60 }), (lines) => {
        const text = lines.join('\n');
        let at = 0;
        for (const { start, end } of quoteRanges(text)) {
          expect(start).toBeGreaterThanOrEqual(at);
          expect(end).toBeGreaterThan(start);
          at = end;
        }
        expect(at).toBeLessThanOrEqual(text.length);
      }),
    );
  });

  test('are found in linear time in a megabyte of header lines', () => {
    const text = 'From: a\n'.repeat(60_000) + '>'.repeat(500_000);
    expect(quoteRanges(`x\n${text}`)).toEqual([{ start: 2, end: text.length + 2 }]);
    expect(quoteRanges('word:\n'.repeat(100_000))).toEqual([]);
  });
});
