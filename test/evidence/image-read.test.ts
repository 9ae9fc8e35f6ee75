import { existsSync, globSync, readFileSync } from 'node:fs';
import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ReadOrder } from '../../src/evidence/documents/document-reader.ts';
import { confidentLines } from '../../src/evidence/documents/image/letters.ts';
import { orientationOf } from '../../src/evidence/documents/image/orientation.ts';
import { mayHoldText } from '../../src/evidence/documents/image/picture-size.ts';
import { readImage } from '../../src/evidence/documents/image/read-image.ts';
import { ParserPool } from '../../src/evidence/isolation/parser-pool.ts';
import { landmarkAt } from '../../src/evidence/landmark.ts';
import { mutatedBytes } from './mutated-bytes.ts';
import { openedDocument, textOf, unreadOf } from './opened-document.ts';
import { bmpOf, codePng, jpegSegment, jpegShell, pngChunk, pngOf, tiffOf } from './picture-builder.ts';

const OTP = 'otpauth://totp/Agency:svc-build?secret=JBSWY3DPEHPK3PXP&issuer=Agency';

describe('codes', () => {
  test.each([
    ['QRCode', 'QR code 1', OTP],
    ['QRCode', 'QR code 1', 'WIFI:T:WPA;S:guests;P:Pa55-phrase;;'],
    ['MicroQRCode', 'Micro QR code 1', 'Pa55-4711'],
    ['DataMatrix', 'Data Matrix 1', OTP],
    ['Aztec', 'Aztec 1', OTP],
    ['PDF417', 'PDF417 1', OTP],
    ['Code128', 'Code 128 1', 'Pa55-4711'],
  ] as const)('%s is text, at %s: %s', async (format, landmark, contents) => {
    const { parts } = await openedDocument(await codePng(contents, format));
    const content = parts[0]?.content;
    expect(textOf(parts)).toContain(`${contents}\n`);
    expect(content?.state === 'text' && landmarkAt(content.text.landmarks, 0)).toBe(landmark);
    expect(unreadOf(parts)).toEqual(['(rest): unsupported']);
  });

  test('of a code of bytes what can be printed is text', async () => {
    const bytes = Buffer.concat([
      Buffer.from([0, 1, 2, 0xff, 0xfe, 0x80]),
      Buffer.from('key=Qx7-in-bytes'),
      Buffer.from([0, 0xc3]),
    ]);
    expect(textOf((await openedDocument(await codePng(bytes))).parts)).toContain('key=Qx7-in-bytes');
  });

  test('a picture without codes has none', async () => {
    const stripes = bmpOf(400, 200, (x, y) => ((x * 7919 + y * 104729) % 97 < 48 ? 0 : 255));
    expect(textOf((await openedDocument(stripes)).parts)).toBe('');
  });

  test('a parser’s child has what it takes', { timeout: 60_000 }, async () => {
    const { parts } = await openedDocument(await codePng(OTP), { parsers: new ParserPool(), ocr: true });
    expect(textOf(parts)).toContain(OTP);
    expect(unreadOf(parts)).toEqual([]);
  });
});

describe('what a picture’s file says beside its pixels', () => {
  const said = async (bytes: Uint8Array) => textOf((await openedDocument(bytes)).parts);
  const xmp = '<x:xmpmeta><rdf:li>the XMP words</rdf:li></x:xmpmeta>';

  test('PNG: tEXt, zTXt, iTXt, XMP, EXIF', async () => {
    const text = await said(
      pngOf(4, 4, [
        pngChunk('tEXt', 'Comment\0the plain words'),
        pngChunk('zTXt', Buffer.concat([Buffer.from('Note\0\0'), deflateSync('the packed words')])),
        pngChunk('iTXt', Buffer.from('Title\0\0\0de\0Titel\0die Wörter')),
        pngChunk('iTXt', Buffer.concat([Buffer.from('Hint\0\x01\0\0\0'), deflateSync('the packed hint')])),
        pngChunk('iTXt', `XML:com.adobe.xmp\0\0\0\0\0${xmp}`),
        pngChunk('eXIf', tiffOf([[0x010e, 'the EXIF words']], false)),
      ]),
    );
    for (const line of [
      'Comment: the plain words',
      'Note: the packed words',
      'Title: die Wörter',
      'Hint: the packed hint',
    ])
      expect(text).toContain(line);
    expect(text).toContain('rdf:li: the XMP words');
    expect(text).toContain('the EXIF words');
  });

  test('JPEG: comment, EXIF of either byte order, XMP, IPTC', async () => {
    const exif = (isLittle: boolean) =>
      Buffer.concat([
        Buffer.from('Exif\0\0'),
        tiffOf(
          [
            [0x010e, `words ${isLittle}`],
            [0x013b, 'me'],
          ],
          isLittle,
        ),
      ]);
    const iptc = Buffer.concat([
      Buffer.from('Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x10', 'latin1'),
      Buffer.from('\x1c\x02\x78\0\x09the story', 'latin1'),
    ]);
    const text = await said(
      jpegShell([
        jpegSegment(0xfe, 'the comment'),
        jpegSegment(0xe1, exif(true)),
        jpegSegment(0xe1, exif(false)),
        jpegSegment(0xe1, `http://ns.adobe.com/xap/1.0/\0${xmp}`),
        jpegSegment(0xed, iptc),
      ]),
    );
    for (const words of ['the comment', 'words true', 'words false', 'me', 'the XMP words', 'the story'])
      expect(text).toContain(words);
  });

  test('GIF: comments', async () => {
    const head = Buffer.from('GIF89a\x04\0\x04\0\0\0\0', 'latin1');
    const comment = Buffer.from('!\xfe\x0bthe comment\0', 'latin1');
    expect(await said(Buffer.concat([head, comment, Buffer.from(';')]))).toContain('the comment');
  });

  test('packed words without end are cut', async () => {
    const bomb = deflateSync(Buffer.alloc(50_000_000, 0x61));
    const text = await said(pngOf(4, 4, [pngChunk('zTXt', Buffer.concat([Buffer.from('Note\0\0'), bomb]))]));
    expect(text.length).toBeGreaterThan(1000);
    expect(text.length).toBeLessThan(2_000_000);
  });

  test.each([
    ['a long text', pngOf(4, 4, [pngChunk('tEXt', `a\0${'x'.repeat(2_000_000)}`)]), ['(metadata): over-budget']],
    [
      'too many',
      pngOf(
        4,
        4,
        Array.from({ length: 10_001 }, (_, at) => pngChunk('tEXt', `k\0${at}`)),
      ),
      ['(metadata): over-budget'],
    ],
    [
      'as many as may be',
      pngOf(
        4,
        4,
        Array.from({ length: 10_000 }, (_, at) => pngChunk('tEXt', `k\0${at}`)),
      ),
      [],
    ],
  ])('what is left out of them is a row: %s', async (_what, picture, rows) => {
    expect(unreadOf((await openedDocument(picture)).parts)).toEqual(rows);
  });

  test('how a photograph is turned', () => {
    const turned = tiffOf([[0x0112, '']], true);
    turned.writeUInt16LE(3, 12);
    turned.writeUInt32LE(1, 14);
    turned.writeUInt16LE(6, 18);
    const bytes = jpegShell([jpegSegment(0xe1, Buffer.concat([Buffer.from('Exif\0\0'), turned]))]);
    expect([orientationOf(bytes), orientationOf(jpegShell([])), orientationOf(pngOf(4, 4))]).toEqual([6, 1, 1]);
  });
});

describe('size', () => {
  test('in icons, rules and tracking pixels is nothing to read; in the smallest line of text there is', async () => {
    for (const [width, height] of [
      [1, 1],
      [16, 16],
      [600, 2],
      [23, 23],
    ] as const) {
      const { parts } = await openedDocument(pngOf(width, height));
      expect(unreadOf(parts)).toEqual([]);
      expect(parts[0]?.content).toMatchObject({ state: 'text', text: { utf8: Buffer.alloc(0) } });
    }
    for (const [width, height] of [
      [32, 7],
      [24, 24],
      [7, 60],
    ] as const) {
      expect(mayHoldText({ width, height })).toBe(true);
      expect(unreadOf((await openedDocument(pngOf(width, height))).parts)).toEqual([': unsupported']);
    }
  });

  test('a picture that claims 60,000 × 60,000 pixels is not decoded, whatever its format', async () => {
    const gif = Buffer.from('GIF89a\x60\xea\x60\xea\0\0\0;', 'latin1');
    for (const bytes of [pngOf(60_000, 60_000, [], 1), jpegShell([], 60_000, 60_000), bmpOf(1, 1, () => 0), gif]) {
      if (bytes[0] === 0x42) bytes.writeInt32LE(60_000, 18);
      if (bytes[0] === 0x42) bytes.writeInt32LE(60_000, 22);
      const start = performance.now();
      expect(unreadOf((await openedDocument(bytes)).parts)).toEqual([': over-budget']);
      expect(performance.now() - start).toBeLessThan(2000);
    }
  });

  test('its words are read all the same', async () => {
    const { parts } = await openedDocument(pngOf(60_000, 60_000, [pngChunk('tEXt', 'Comment\0the words')], 1));
    expect(textOf(parts)).toContain('the words');
    expect(unreadOf(parts)).toEqual(['(rest): over-budget']);
  });

  test('a picture that is cut short, or damaged, is a row', async () => {
    const code = await codePng(OTP);
    expect(unreadOf((await openedDocument(code.subarray(0, code.length / 2))).parts)).toEqual([': truncated']);
    expect(unreadOf((await openedDocument(code.subarray(0, 20))).parts)).toEqual([': damaged']);
    const broken = Buffer.from(code);
    broken.fill(0, broken.indexOf('IDAT') + 4, broken.indexOf('IEND') - 8);
    expect(unreadOf((await openedDocument(broken)).parts)).toEqual([': damaged']);
  });
});

describe('letters', () => {
  test('are read where that is asked for', { timeout: 60_000 }, async () => {
    const picture = lettering('LOGIN 4711');
    expect(textOf((await openedDocument(picture)).parts)).toBe('');
    const { parts } = await openedDocument(picture, { ocr: true });
    expect(textOf(parts)).toContain('LOGIN 4711');
    expect(unreadOf(parts)).toEqual([]);
  });

  test('a word that is not sure stands beside sure ones, and not alone', () => {
    const word = (line: number, sure: number, text: string) =>
      ['5', 1, 1, 1, line, 1, 0, 0, 9, 9, sure, text].join('\t');
    const table = [
      word(1, 96, 'Password:'),
      word(1, 40, 'xK9#v'),
      word(1, 10, '~'),
      word(2, 40, 'xK9#v'),
      word(3, 96, ' '),
    ];
    expect(confidentLines(table.join('\n'))).toEqual(['Password: xK9#v']);
    expect(confidentLines('')).toEqual([]);
  });
});

test('mutated pictures end in text or in a reason', { timeout: 120_000 }, async () => {
  const seeds = [
    await codePng('x'),
    pngOf(30, 30, [pngChunk('tEXt', 'a\0b')]),
    bmpOf(30, 30, () => 9),
    jpegShell([jpegSegment(0xfe, 'c')], 30, 30),
    tiffOf([[256, 'abcdef']], false),
  ];
  const order: Omit<ReadOrder, 'bytes'> = {
    reader: 'image',
    mediaType: 'image/png',
    fileName: null,
    limits: { pieceBytes: 1 << 24, memberBytes: 1 << 24, members: 9, expansionRatio: 99 },
    passwords: [],
    ocr: false,
  };
  await fc.assert(
    fc.asyncProperty(mutatedBytes(seeds, 60), async (bytes) => {
      const pieces = await Array.fromAsync(readImage({ ...order, bytes }));
      expect(pieces.length).toBeGreaterThan(0);
    }),
    { numRuns: 500 },
  );
});

const CORPORA = '../shared/corpora/mail';

describe.skipIf(!existsSync(CORPORA))('pictures of others (skipped where ../shared is not there)', () => {
  test.each([
    ['testOCR.png', 'This file contains some words.'],
    ['testOCR.jpg', 'Apache Tika\nOCR Testing'],
    ['testOCR_spacing.png', 'The quick brown fox'],
    ['girl.jpg', 'Jeffrey Stedfast'],
    ['image001.jpg', 'Produktion startad'],
  ])('%s says %s', { timeout: 60_000 }, async (name, words) => {
    const file = globSync(`${CORPORA}/**/${name}`).sort()[0] ?? '';
    const { parts } = await openedDocument(readFileSync(file), { ocr: true });
    expect(textOf(parts)).toContain(words);
    expect(unreadOf(parts)).toEqual([]);
  });
});

/** Letters of 5 × 7 dots, drawn large. */
function lettering(text: string): Buffer {
  const dots = new Map([
    ['L', [16, 16, 16, 16, 16, 16, 31]],
    ['O', [14, 17, 17, 17, 17, 17, 14]],
    ['G', [14, 17, 16, 23, 17, 17, 14]],
    ['I', [14, 4, 4, 4, 4, 4, 14]],
    ['N', [17, 25, 21, 21, 19, 17, 17]],
    ['4', [2, 6, 10, 18, 31, 2, 2]],
    ['7', [31, 1, 2, 4, 8, 8, 8]],
    ['1', [4, 12, 4, 4, 4, 4, 14]],
  ]);
  const scale = 6;
  return bmpOf((text.length * 6 + 4) * scale, 11 * scale, (x, y) => {
    const [column, row] = [Math.floor(x / scale) - 2, Math.floor(y / scale) - 2];
    const bits = dots.get(text[Math.floor(column / 6)] ?? '')?.[row] ?? 0;
    const at = column % 6;
    return column >= 0 && at < 5 && ((bits >> (4 - at)) & 1) === 1 ? 0 : 255;
  });
}
