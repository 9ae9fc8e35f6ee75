import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Piece } from '../../src/evidence/documents/document-reader.ts';
import { readPdf } from '../../src/evidence/documents/pdf/read-pdf.ts';
import { ParserPool } from '../../src/evidence/isolation/parser-pool.ts';
import { mutatedBytes } from './mutated-bytes.ts';
import { openedDocument, textOf, unreadOf } from './opened-document.ts';
import { PdfBuilder, pdfOf, shown } from './pdf-builder.ts';

const LIMITS = { pieceBytes: 1 << 24, memberBytes: 1 << 24, members: 1000, expansionRatio: 1000 };

const ORDER = { reader: 'pdf', mediaType: 'application/pdf', fileName: null, passwords: [], ocr: false } as const;

async function piecesOf(bytes: Uint8Array, limits = LIMITS): Promise<readonly Piece[]> {
  return Array.fromAsync(readPdf({ ...ORDER, bytes, limits }));
}

const ONE_PAGE = pdfOf([shown('first page', 72, 700)]);

describe('damage', () => {
  test('a file without its end is read, and a row', async () => {
    const many = pdfOf(Array.from({ length: 30 }, (_, at) => shown(`page number ${at}`, 72, 700)));
    const { parts } = await openedDocument(many.subarray(0, many.length * 0.5));
    expect(unreadOf(parts)).toEqual(['(index): damaged', '(end): truncated']);
    const text = textOf(parts);
    expect([text.includes('page number 0\n'), text.includes('page number 10\n')]).toEqual([true, true]);
    expect(unreadOf((await openedDocument(many)).parts)).toEqual([]);
  });

  test('a locked file without its end gives no garbage', async () => {
    const locked = readFileSync(new URL('fixtures/pdf/locked-rc4-128.pdf', import.meta.url));
    const { parts } = await openedDocument(locked.subarray(0, locked.indexOf('xref')), { passwords: ['letme1n'] });
    expect(unreadOf(parts)).toEqual([': damaged']);
  });

  test('a file whose index points nowhere is read all the same', async () => {
    const text = ONE_PAGE.toString('latin1').replace(/startxref\n\d+/, 'startxref\n99');
    expect(textOf((await openedDocument(Buffer.from(text, 'latin1'))).parts)).toContain('first page');
  });

  test('damaged data of a page is a row', async () => {
    const pdf = pdfOf([
      shown('first page', 72, 700),
      Array.from({ length: 300 }, (_, at) => shown(`line ${at * 7919}`, 72, at)).join(''),
    ]);
    const broken = Buffer.from(pdf);
    broken.fill(
      0xff,
      pdf.lastIndexOf('stream\n', pdf.lastIndexOf('endstream') - 1) + 300,
      pdf.lastIndexOf('endstream') - 100,
    );
    const { parts } = await openedDocument(broken);
    expect(unreadOf(parts)).toEqual(['(damaged data): damaged']);
    expect(textOf(parts)).toContain('first page');
  });

  test('nothing but the first bytes of a PDF is damaged', async () => {
    expect(unreadOf((await openedDocument(Buffer.from('%PDF-1.7\nnothing else'))).parts)).toEqual([': damaged']);
  });

  test('pages that the index promises and nobody finds are a row', async () => {
    const text = ONE_PAGE.toString('latin1').replace('/Count 1', '/Count 7');
    const pieces = await piecesOf(Buffer.from(text, 'latin1'));
    expect(pieces.some((piece) => piece.type === 'text')).toBe(true);
  });
});

describe('loops and bombs', () => {
  const ends = async (pdf: Uint8Array) => {
    const pieces = await piecesOf(pdf);
    expect(pieces.length).toBeGreaterThan(0);
    return pieces;
  };

  test('a tree of pages that holds itself', async () => {
    const builder = new PdfBuilder();
    builder.add('<</Type/Catalog/Pages 2 0 R>>');
    builder.add('<</Type/Pages/Kids[2 0 R 2 0 R 3 0 R]/Count 100000000>>');
    builder.add('<</Type/Pages/Kids[2 0 R]/Count 1>>');
    await ends(builder.finish());
  });

  test('a drawing that draws itself, and two that draw each other', async () => {
    const pdf = pdfOf([`/X0 Do /X1 Do ${shown('beside the loop', 72, 700)}`], (builder) => {
      const [own, one, other] = [builder.add(''), builder.add(''), builder.add('')];
      const form = (inner: number) =>
        `<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X0 ${inner} 0 R>>>>/Length 6>>stream\n/X0 Do\nendstream`;
      builder.set(own, form(own));
      builder.set(one, form(other));
      builder.set(other, form(one));
      return { resources: `/XObject<</X0 ${own} 0 R/X1 ${one} 0 R>>` };
    });
    expect(textOf((await openedDocument(pdf)).parts)).toContain('beside the loop');
  });

  test('an object stream that is in itself, an index that follows itself, bookmarks in a circle', async () => {
    const builder = new PdfBuilder();
    builder.add('<</Type/Catalog/Pages 2 0 R/Outlines 3 0 R>>');
    builder.add('<</Type/Pages/Kids[]/Count 0>>');
    builder.add('<</First 4 0 R/Last 4 0 R>>');
    builder.add('<</Title(round)/Next 4 0 R/First 4 0 R>>');
    builder.stream('5 0 <</Type/ObjStm>>', '/Type/ObjStm/N 1/First 4/Extends 5 0 R');
    const pdf = builder.finish('/Prev 9');
    await ends(Buffer.from(pdf.toString('latin1').replace('/Prev 9', `/Prev ${pdf.lastIndexOf('xref\n0')}`), 'latin1'));
  });

  test('arrays and dictionaries a hundred thousand deep', async () => {
    for (const [open, close] of [
      ['[', ']'],
      ['<</A ', '>>'],
    ] as const) {
      const deep = open.repeat(100_000) + close.repeat(100_000);
      await ends(
        pdfOf([`${deep} Tj ${shown('after', 72, 700)}`], (builder) => ({
          catalogue: `/Deep ${builder.add(deep)} 0 R`,
        })),
      );
    }
  });

  test('a million operators on one page', { timeout: 60_000 }, async () => {
    const pdf = pdfOf(['q Q '.repeat(500_000) + shown('at the end', 72, 700)]);
    expect(textOf((await openedDocument(pdf)).parts)).toContain('at the end');
  });

  test('text beyond the limit is cut, and a row; so are files', async () => {
    const page = Array.from({ length: 200 }, (_, at) => shown(`line number ${at}`, 72, 700 - at)).join('');
    const pdf = pdfOf([page, page], (builder) => {
      const held = builder.stream('x'.repeat(5000), '/Type/EmbeddedFile');
      const file = builder.add(`<</Type/Filespec/F(large.txt)/EF<</F ${held} 0 R>>>>`);
      return { catalogue: `/Names<</EmbeddedFiles<</Names[(large.txt) ${file} 0 R]>>>>` };
    });
    const pieces = await piecesOf(pdf, { ...LIMITS, pieceBytes: 1000 });
    const text = pieces.find((piece) => piece.type === 'text');
    expect(text?.type === 'text' && text.text.utf8.length).toBeLessThanOrEqual(1000);
    expect(
      pieces.flatMap((piece) => (piece.type === 'unread' ? [`${piece.name}: ${piece.shortfall.reason}`] : [])),
    ).toEqual(['(rest): over-budget', 'large.txt: over-budget']);
  });
});

test('mutated PDFs end in text or in a reason', { timeout: 120_000 }, async () => {
  const locked = readFileSync(new URL('fixtures/pdf/locked-aes-128.pdf', import.meta.url));
  const seeds = [ONE_PAGE, locked, pdfOf([shown('a', 72, 700), shown('b', 72, 600)])];
  const pool = new ParserPool();
  await fc.assert(
    fc.asyncProperty(mutatedBytes(seeds, 60), async (bytes) => {
      const pieces = await Array.fromAsync(pool.read({ ...ORDER, bytes, limits: LIMITS }));
      expect(pieces.length).toBeGreaterThan(0);
      for (const piece of pieces) if (piece.type === 'unread') expect(piece.shortfall.detail).toMatch(/^[A-Z0-9].*\.$/);
      for (const piece of pieces)
        if (piece.type === 'unread') expect(piece.shortfall.detail).not.toContain('brought its reader down');
    }),
    { numRuns: 150 },
  );
});
