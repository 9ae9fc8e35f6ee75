import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rootName } from '../../src/evidence/documents/office/xml/read-xml.ts';
import { XmlTokens } from '../../src/evidence/documents/office/xml/xml-tokens.ts';
import { DIRECT_PARSERS } from '../../src/evidence/documents/readers.ts';
import { mutatedBytes } from './mutated-bytes.ts';
import {
  linesIn,
  openDocument,
  openXml,
  ownText,
  paragraph,
  partsOf,
  run,
  wordDocument,
  workbook,
} from './office-fixture.ts';
import { textOf, unreadOf } from './opened-document.ts';

const LIMITS = { pieceBytes: 1 << 20, memberBytes: 1 << 22, members: 100, expansionRatio: 200 };

describe('hostile XML', () => {
  test('a billion laughs: entities are not expanded', async () => {
    const levels = Array.from({ length: 9 }, (_, level) => `<!ENTITY l${level + 1} "${`&l${level};`.repeat(10)}">`);
    const bomb = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "lol">${levels.join('')}]><w:document><w:body>${paragraph('&l9;')}</w:body></w:document>`;
    expect(await linesIn(openXml({ 'word/document.xml': bomb }))).toEqual(['paragraph 1| &l9;']);
  });

  test('an external entity is not fetched', async () => {
    const body = `<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><w:document>${paragraph('&f;')}</w:document>`;
    expect(await linesIn(openXml({ 'word/document.xml': body }))).toEqual(['paragraph 1| &f;']);
  });

  test.each(['w:tbl', 'w:txbxContent', 'w:sdt', 'mc:AlternateContent', 'w:p'])(
    'nested ten thousand deep: %s',
    async (name) => {
      const deep = `<${name}>`.repeat(10_000) + paragraph('bottom') + `</${name}>`.repeat(10_000);
      expect(textOf(await partsOf(wordDocument(deep)))).toContain('bottom');
    },
  );

  test.each([
    ['tags that nothing ends', '<a b="'],
    ['quotes that nothing closes', '<a b="c>'],
    ['comments that nothing ends', '<!--'],
    ['declarations', '<!x ['],
    ['document types', '<!DOCTYPE x ['],
    ['tags without attributes', '<a b>'],
    ['ampersands', '&'],
    ['lesser-than signs', '<'],
    ['attributes without values', '<a b=c =d >'],
    ['names', '<aaaaaaaaaaaaaaaaaaaaaaaaaaaaa'],
  ])('a great many of %s take linear time', (_, piece) => {
    const timeOf = (count: number) => {
      const started = performance.now();
      const tokens = new XmlTokens({ open: (_name, tag) => tag.attributes, close: () => {}, text: () => {} });
      tokens.push(piece.repeat(count), true);
      return performance.now() - started;
    };
    timeOf(1000);
    expect(timeOf(200_000)).toBeLessThan(3000);
  });

  test('it comes to the same in whatever pieces it comes', () => {
    const xml = '<a x="1>2" y=\'&amp;\'>t&#x41;&amp;<!-- c > --><![CDATA[d<]]><?p i?><b/></a>';
    const told = (pieces: readonly string[]) => {
      let said = '';
      const tokens = new XmlTokens({
        open: (name, tag) => (said += `[${name}${tag.attributes.map((one) => `|${one.name}=${one.value}`).join('')}]`),
        close: (name) => (said += `[/${name}]`),
        text: (text) => (said += text),
      });
      for (const [index, piece] of pieces.entries()) tokens.push(piece, index === pieces.length - 1);
      return said;
    };
    const whole = '[a|x=1>2|y=&]tA&d<[b][/b][/a]';
    expect(told([xml])).toBe(whole);
    for (let cut = 1; cut < xml.length; cut += 1) expect(told([xml.slice(0, cut), xml.slice(cut)])).toBe(whole);
    expect(told([...xml])).toBe(whole);
  });

  test.each([
    ['a tag of half a million attributes', `<p ${'a="x" '.repeat(500_000)}>`],
    ['a long attribute', `<p a="${'x'.repeat(40_000_000)}">`],
    ['a long comment', `<!--${'x'.repeat(40_000_000)}-->`],
  ])('it takes time linear in its length: %s', (_what, xml) => {
    let said = '';
    const tokens = new XmlTokens({ open: () => {}, close: () => {}, text: (text) => (said += text) });
    const started = performance.now();
    for (let at = 0; at < xml.length; at += 65_536) tokens.push(xml.slice(at, at + 65_536), false);
    tokens.push('the end', true);
    expect(said).toBe('the end');
    expect(performance.now() - started).toBeLessThan(3000);
  });

  test('the outermost element is found behind what stands before it', () => {
    expect(rootName(Buffer.from('<?xml version="1.0"?><!-- <no/> --><w:document a="b">'))).toBe('document');
    expect(rootName(Buffer.from('no markup'))).toBe('');
  });
});

describe('a hostile package', () => {
  test('a part that expands too far is cut, the others are read, and a row says so', async () => {
    const bomb = wordDocument(paragraph('body'), {
      'customXml/item1.xml': `<x>${'a'.repeat(80_000_000)}</x>`,
      'word/media/x.txt': 'after',
    });
    const parts = await partsOf(bomb);
    expect(textOf(parts)).toContain('body');
    expect(textOf(parts)).toContain('after');
    expect(unreadOf(parts)).toContain('customXml/item1.xml: over-budget');
  });

  test('without its index: what still stands is read, and a row', async () => {
    const docx = wordDocument(paragraph('still here'), { 'word/media/x.txt': 'a member' });
    const parts = await partsOf(docx.subarray(0, docx.indexOf('PK\x01\x02')));
    expect(textOf(parts)).toContain('still here');
    expect(unreadOf(parts)).toEqual(['(rest): damaged']);
  });

  test('cut within its text: what comes before the cut is read, and a row', async () => {
    const words = Array.from({ length: 50_000 }, (_, index) => paragraph(`word ${index * 7919}`)).join('');
    const docx = openXml({ 'word/document.xml': `<w:document>${words}</w:document>` });
    const parts = await partsOf(docx.subarray(0, 100_000));
    expect(textOf(parts)).toContain('word 7919000\n');
    expect(unreadOf(parts)).toContain('word/document.xml: damaged');
  });

  test('relationships that go round, and out of the package', async () => {
    const rels =
      '<Relationships><Relationship Id="a" Type="x/header" Target="document.xml"/><Relationship Id="b" Type="x/header" Target="../../../../etc/passwd"/></Relationships>';
    expect(await linesIn(wordDocument(paragraph('once'), { 'word/_rels/document.xml.rels': rels }))).toEqual([
      'paragraph 1| once',
    ]);
  });

  test('two parts of one name are both read', async () => {
    const document = (text: string) => ({
      name: 'word/document.xml',
      data: `<w:document>${paragraph(text)}</w:document>`,
    });
    expect(textOf(await partsOf(openXml({}, [document('seen'), document('beside')])))).toBe('seen\nbeside\n');
  });

  test('a table of a million strings', async () => {
    const strings = Array.from(
      { length: 1_000_000 },
      (_, index) => `<si><t>${(index * 7919) % 1_000_003}</t></si>`,
    ).join('');
    const { utf8 } = await ownText(
      workbook(
        { S: '<sheetData><row><c t="s"><v>999999</v></c></row></sheetData>' },
        { 'xl/sharedStrings.xml': `<sst>${strings}</sst>` },
      ),
    );
    expect(Buffer.from(utf8).toString()).toBe(String((999_999 * 7919) % 1_000_003));
  });

  test('whatever is changed in a document: pieces with text, a member or a reason; places ascend, text is UTF-8', {
    timeout: 120_000,
  }, async () => {
    const odt =
      '<office:text><text:p>a<office:annotation><text:p>b</text:p></office:annotation></text:p><table:table><table:table-row><table:table-cell><text:p>c</text:p></table:table-cell></table:table-row></table:table></office:text>';
    const plain = (bytes: Buffer) => bytes;
    const seeds = [
      wordDocument(
        `<w:tbl><w:tr><w:tc>${paragraph('a')}</w:tc></w:tr></w:tbl><w:p><w:del>${run('x')}</w:del><w:txbxContent>${paragraph('y')}</w:txbxContent></w:p>`,
      ),
      workbook({
        S: '<sheetData><row r="1" hidden="1"><c r="A1"><v>1</v></c><c r="B9"><f>"x"</f><v>2</v></c></row></sheetData>',
      }),
      openDocument(odt),
      Buffer.from(`<office:document>${odt}</office:document>`),
    ].map(plain);
    await fc.assert(
      fc.asyncProperty(mutatedBytes(seeds, 40), async (bytes) => {
        let pieces = 0;
        for await (const piece of DIRECT_PARSERS.read({
          reader: 'office',
          bytes,
          mediaType: '',
          fileName: null,
          limits: LIMITS,
          passwords: ['x'],
          ocr: false,
        })) {
          pieces += 1;
          if (piece.type === 'unread') expect(piece.shortfall.detail).not.toContain('brought its reader down');
          if (piece.type !== 'text') continue;
          const { utf8, hidden, landmarks } = piece.text;
          expect(Buffer.from(Buffer.from(utf8).toString())).toEqual(Buffer.from(utf8));
          expect(landmarks.every(({ at }, index) => at >= (landmarks[index - 1]?.at ?? 0) && at <= utf8.length)).toBe(
            true,
          );
          expect(
            hidden.every(
              ([start, end], index) => start <= end && end <= utf8.length && start >= (hidden[index - 1]?.[1] ?? 0),
            ),
          ).toBe(true);
        }
        expect(pieces).toBeGreaterThan(0);
      }),
      { numRuns: 2000 },
    );
  });
});
