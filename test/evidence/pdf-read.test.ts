import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { openedBy } from '../../src/evidence/isolation/deferral.ts';
import { ParserPool } from '../../src/evidence/isolation/parser-pool.ts';
import { landmarkAt } from '../../src/evidence/landmark.ts';
import { openedDocument, textOf, unreadOf } from './opened-document.ts';
import { pdfOf, shown } from './pdf-builder.ts';

/** The file's own text alone. */
async function ownText(pdf: Uint8Array) {
  const { parts } = await openedDocument(pdf);
  const content = parts[0]?.content;
  if (content?.state !== 'text') throw new Error('no text was found');
  const text = Buffer.from(content.text.utf8).toString('utf8');
  const placeOf = (words: string) =>
    landmarkAt(content.text.landmarks, Buffer.byteLength(text.slice(0, text.indexOf(words))));
  return { text, placeOf, content: content.text, parts };
}

describe('what stands on pages', () => {
  test('a label and its value on one line stay on one line, however far apart and whenever they are drawn', async () => {
    const labelsFirst =
      shown('User:', 72, 700) + shown('Password:', 72, 680) + shown('anna', 300, 700) + shown('Tr0ub4dor', 300, 680);
    const { text } = await ownText(pdfOf([labelsFirst]));
    expect(text).toContain('User:\tanna\n');
    expect(text).toContain('Password:\tTr0ub4dor\n');
  });

  test('columns drawn one after the other are read one after the other, and no words of theirs are glued', async () => {
    const columns =
      shown('left one', 72, 700) +
      shown('left two', 72, 680) +
      shown('right one', 320, 700) +
      shown('right two', 320, 680);
    expect((await ownText(pdfOf([columns]))).text).toContain('left one\nleft two\nright one\nright two\n');
    const rows = shown('left one', 72, 700) + shown('right one', 320, 700);
    expect((await ownText(pdfOf([rows]))).text).toContain('left one\tright one\n');
  });

  test('letters placed one by one make words; what is turned is a line of its own', async () => {
    const spread = [...'470112'].map((digit, at) => shown(digit, 72 + at * 7, 700)).join('');
    const turned = 'BT /F1 12 Tf 0 1 -1 0 40 200 Tm (sideways) Tj ET\n';
    const { text } = await ownText(pdfOf([spread + turned]));
    expect(text).toMatch(/^470112\nsideways\n/);
  });

  test('pages are landmarks', async () => {
    const { placeOf } = await ownText(pdfOf([shown('alpha', 72, 700), '', shown('gamma', 72, 700)]));
    expect([placeOf('alpha'), placeOf('gamma')]).toEqual(['page 1', 'page 3']);
  });

  test('what a reader does not see is read: invisible, white, in a layer that is off', async () => {
    const layer = `/OC /L1 BDC\n${shown('in the layer', 72, 600)}EMC\n`;
    const pdf = pdfOf([shown('no ink', 72, 700, '3 Tr') + shown('white ink', 72, 680, '1 g') + layer], (builder) => {
      const group = builder.add('<</Type/OCG/Name(Layer)>>');
      return {
        resources: `/Properties<</L1 ${group} 0 R>>`,
        catalogue: `/OCProperties<</OCGs[${group} 0 R]/D<</OFF[${group} 0 R]>>>>`,
      };
    });
    const { text } = await ownText(pdf);
    for (const words of ['no ink', 'white ink', 'in the layer']) expect(text).toContain(words);
  });
});

describe('scripts of East Asia, in fonts that bring no table of their own', () => {
  const inFont = (encoding: string, ordering: string, codes: string) =>
    pdfOf([`BT /F2 12 Tf 72 700 Td <${codes}> Tj ET\n${shown('plain', 72, 600)}`], (builder) => {
      const shape = builder.add('<</Type/FontDescriptor/FontName/Any/Flags 4/FontBBox[0 0 9 9]/Ascent 8/Descent 0>>');
      const about = `/CIDSystemInfo<</Registry(Adobe)/Ordering(${ordering})/Supplement 2>>/DW 1000/FontDescriptor ${shape} 0 R`;
      const letters = builder.add(`<</Type/Font/Subtype/CIDFontType0/BaseFont/Any${about}>>`);
      const font = builder.add(
        `<</Type/Font/Subtype/Type0/BaseFont/Any/Encoding/${encoding}/DescendantFonts[${letters} 0 R]>>`,
      );
      return { fonts: `/F2 ${font} 0 R` };
    });

  test.each([
    ['UniGB-UCS2-H', 'GB1', '5bc67801ff1a00510078', '密码：Qx'],
    ['GBK-EUC-H', 'GB1', 'c3dcc2eba3ba5178', '密码：Qx'],
    ['90ms-RKSJ-H', 'Japan1', '83708358838f815b83683a5178', 'パスワード:Qx'],
    ['EUC-H', 'Japan1', 'a5d1a5b9a5efa1bca5c93a5178', 'パスワード:Qx'],
    ['ETen-B5-H', 'CNS1', 'b14bbd58a1475178', '密碼：Qx'],
    ['KSCms-UHC-H', 'Korea1', 'baf1b9d0b9f8c8a33a5178', '비밀번호:Qx'],
    ['H', 'Japan1', '2551253925', 'パス'],
    ['Identity-H', 'Japan1', '00320059', 'Qx'],
  ])('%s', async (encoding, ordering, codes, words) => {
    expect((await ownText(inFont(encoding, ordering, codes))).text).toContain(words);
  });

  test('letters by numbers that are not known here are a row', async () => {
    expect(unreadOf((await openedDocument(inFont('Identity-H', 'Japan1', '04d2'))).parts)).toEqual([
      '(letters): unsupported',
    ]);
    expect(unreadOf((await openedDocument(inFont('UniGB-UCS2-H', 'GB1', '5bc6'))).parts)).toEqual([]);
  });
});

describe('what stands beside pages', () => {
  const pdf = pdfOf([shown('the page', 72, 700)], (builder) => {
    const note = builder.add('<</Type/Annot/Subtype/Text/Rect[0 0 9 9]/Contents(the note)/T(Anna)>>');
    const unseen = builder.add('<</Type/Annot/Subtype/Text/Rect[0 0 9 9]/F 2/Contents(the unseen note)>>');
    const link = builder.add(
      '<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(https://host.example/?token=Qx7)>>>>',
    );
    const field = builder.add(
      '<</Type/Annot/Subtype/Widget/FT/Tx/T(pin)/TU(Your PIN)/V(4711-PIN)/Rect[0 0 99 20]/DA(/F1 12 Tf)>>',
    );
    const choice = builder.add(
      '<</Type/Annot/Subtype/Widget/FT/Ch/Ff 131072/T(town)/Opt[[(a)(Aachen)][(b)(Berlin)]]/V(b)/Rect[0 0 99 20]/DA(/F1 12 Tf)>>',
    );
    const held = builder.stream('user: root\n', '/Type/EmbeddedFile');
    const file = builder.add(`<</Type/Filespec/F(login.txt)/UF(login.txt)/EF<</F ${held} 0 R>>>>`);
    const pinned = builder.stream('pinned to the page', '/Type/EmbeddedFile');
    const pin = builder.add(
      `<</Type/Annot/Subtype/FileAttachment/Rect[0 0 9 9]/FS<</Type/Filespec/F(pin.txt)/EF<</F ${pinned} 0 R>>>>>>`,
    );
    const mark = builder.add('');
    const marks = builder.add(`<</Type/Outlines/First ${mark} 0 R/Last ${mark} 0 R/Count 1>>`);
    builder.set(mark, `<</Title(Chapter of keys)/Parent ${marks} 0 R/Dest[null /Fit]>>`);
    const xmp = builder.stream(
      '<x:xmpmeta><rdf:li xml:lang="x">key &amp; lock</rdf:li></x:xmpmeta>',
      '/Type/Metadata/Subtype/XML',
    );
    const info = builder.add('<</Title(the title)/Keywords(the keywords)/Own#20entry(an entry of its own)>>');
    const script = '/OpenAction<</S/JavaScript/JS(app.alert\\("run me"\\))>>';
    return {
      page: `/Annots[${[note, unseen, link, field, choice, pin].map((id) => `${id} 0 R`).join(' ')}]`,
      catalogue:
        `/AcroForm<</Fields[${field} 0 R ${choice} 0 R]>>/Outlines ${marks} 0 R/Metadata ${xmp} 0 R${script}` +
        `/Names<</EmbeddedFiles<</Names[(login.txt) ${file} 0 R]>>>>`,
      trailer: `/Info ${info} 0 R`,
    };
  });

  test('comments, links, fields, bookmarks, scripts and properties are text, each at its landmark', async () => {
    const { text, placeOf } = await ownText(pdf);
    const places = {
      'the page': 'page 1',
      'Anna: the note': 'page 1, annotations',
      'https://host.example/?token=Qx7': 'page 1, annotations',
      'Your PIN (pin): 4711-PIN': 'page 1, annotations',
      'town: b, Berlin': 'page 1, annotations',
      'Chapter of keys': 'bookmarks',
      'run me': 'scripts',
      'Title: the title': 'properties',
      'Own entry: an entry of its own': 'properties',
      'rdf:li: key & lock': 'properties',
    };
    for (const [words, place] of Object.entries(places)) {
      expect(text).toContain(words);
      expect([words, placeOf(words)]).toEqual([words, place]);
    }
  });

  test('a comment that the page is shown without is hidden; others are not', async () => {
    const { content } = await ownText(pdf);
    const hidden = content.hidden.map(([start, end]) =>
      Buffer.from(content.utf8.subarray(start, end)).toString('utf8'),
    );
    expect(hidden).toContain('the unseen note');
    expect(hidden.join()).not.toContain('Anna');
  });

  test('files held in the document and pinned to a page are members', async () => {
    const { parts } = await openedDocument(pdf);
    expect(parts.map(({ member }) => member.join('/'))).toEqual(['', 'login.txt', 'pin.txt']);
    expect(textOf(parts.slice(1))).toBe('user: root\n\npinned to the page\n');
  });

  test('the values of an XFA form are text', async () => {
    const form =
      '<xfa:datasets xmlns:xfa="http://www.xfa.org/schema/xfa-data/1.0/"><login>Qx7-form</login></xfa:datasets>';
    const pdf = pdfOf([''], (builder) => {
      const data = builder.stream(form);
      return { catalogue: `/AcroForm<</Fields[]/XFA[(datasets) ${data} 0 R]>>` };
    });
    const { text, placeOf } = await ownText(pdf);
    expect(text).toContain('login: Qx7-form');
    expect(placeOf('login')).toBe('XFA form');
  });
});

describe('pictures', () => {
  const picture = (width: number, height: number) =>
    pdfOf([{ content: 'q 500 0 0 500 50 50 cm /P1 Do Q' }, shown('words', 72, 700)], (builder) => {
      const pixels = Buffer.alloc(width * height, 0xff);
      const entries = `/Type/XObject/Subtype/Image/Width ${width}/Height ${height}/BitsPerComponent 8/ColorSpace/DeviceGray`;
      return { resources: `/XObject<</P1 ${builder.stream(pixels, entries)} 0 R>>` };
    });

  test('a page that is a picture is a row that says which; with ocr the picture is a member', async () => {
    const { parts } = await openedDocument(picture(200, 100));
    expect(unreadOf(parts)).toEqual(['(pictures): unsupported']);
    expect(JSON.stringify(parts.map(({ content }) => content))).toContain('Page 1 is pictures without text');
    const looked = await openedDocument(picture(200, 100), { ocr: true });
    expect(looked.parts.map(({ member }) => member.join('/'))).toEqual(['', 'page 1, picture 1.png']);
    expect(unreadOf(looked.parts)).toEqual([]);
  });

  test('a picture in which nothing could be written is no loss, nor a page without anything', async () => {
    expect(unreadOf((await openedDocument(picture(4, 4))).parts)).toEqual([]);
    expect(unreadOf((await openedDocument(pdfOf(['', 'q Q']))).parts)).toEqual([]);
  });

  test('a page of shapes alone may be letters', async () => {
    const shapes = Array.from({ length: 80 }, (_, at) => `${at} 0 m ${at} 9 l ${at + 5} 9 l f`).join('\n');
    expect(unreadOf((await openedDocument(pdfOf([shapes]))).parts)).toEqual(['(drawings): unsupported']);
  });
});

describe('locks', () => {
  const locked = (name: string) => readFileSync(new URL(`fixtures/pdf/locked-${name}.pdf`, import.meta.url));

  test.each(['rc4-40', 'rc4-128', 'aes-128', 'aes-256'])(
    '%s opens with the user’s and with the owner’s password',
    async (name) => {
      for (const password of ['letme1n', 'own3r']) {
        const { parts } = await openedDocument(locked(name), { passwords: ['wrong', '', 'letme1', password, 'later'] });
        expect(textOf(parts)).toContain('The locked page says Qx7-open');
        expect(parts[0] === undefined ? null : openedBy(parts[0])?.origin).toBe('password 3');
      }
    },
  );

  test.each(['rc4-40', 'rc4-128', 'aes-128', 'aes-256'])(
    '%s gives nothing for wrong passwords but its reason',
    async (name) => {
      for (const passwords of [[], ['wrong', 'letme1n ', 'LETME1N', '\u{1f600}', 'x'.repeat(500)]]) {
        const { parts } = await openedDocument(locked(name), { passwords });
        expect(parts).toHaveLength(1);
        expect(unreadOf(parts)).toEqual([': encrypted']);
      }
    },
  );

  test('a password with letters beyond ASCII opens, and an empty one needs not be known', async () => {
    const umlaut = await openedDocument(locked('umlaut'), { passwords: ['Schlüßel'] });
    expect(textOf(umlaut.parts)).toContain('Qx7-open');
    const { parts } = await openedDocument(locked('for-owner'));
    expect(textOf(parts)).toContain('Qx7-open');
    expect(parts[0] === undefined ? undefined : openedBy(parts[0])).toBe(null);
  });

  test('a certificate’s lock is one, too', async () => {
    const pdf = pdfOf([shown('words', 72, 700)], (builder) => {
      const lock = builder.add('<</Filter/Adobe.PubSec/SubFilter/adbe.pkcs7.s4/V 2/Length 128/Recipients[<00>]>>');
      return { trailer: `/Encrypt ${lock} 0 R/ID[<00><00>]` };
    });
    expect(unreadOf((await openedDocument(pdf, { passwords: ['x'] })).parts)).toEqual([': encrypted']);
  });
});

test('the parser’s child may all that reading takes', async () => {
  const pdf = pdfOf([shown('read by a child', 72, 700)]);
  const { parts } = await openedDocument(pdf, { parsers: new ParserPool() });
  expect(textOf(parts)).toContain('read by a child');
  expect(unreadOf(parts)).toEqual([]);
});
