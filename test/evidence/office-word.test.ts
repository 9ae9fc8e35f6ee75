import { describe, expect, test } from 'vitest';
import { linesIn, openXml, ownText, paragraph, partsOf, relationships, run, wordDocument } from './office-fixture.ts';
import { textOf } from './opened-document.ts';

const cell = (...texts: readonly string[]) => `<w:tc>${texts.map((text) => paragraph(text)).join('')}</w:tc>`;
const row = (...cells: readonly string[]) => `<w:tr>${cells.join('')}</w:tr>`;

describe('a text document', () => {
  test('paragraphs are places; a word over two runs stays whole', async () => {
    expect(
      await linesIn(wordDocument(`${paragraph('Pass: Sup', 'erSecret')}${paragraph('')}${paragraph('second')}`)),
    ).toEqual(['paragraph 1| Pass: SuperSecret', 'paragraph 2| second']);
  });

  test('tables: a row is a line, its cells apart by tabs; a cell of two paragraphs, a table in a cell', async () => {
    const inner = `<w:tbl>${row(cell('inner'), cell('a'))}${row(cell('more'))}</w:tbl>`;
    const table = `<w:tbl>${row(cell('User'), cell('Pass'))}${row(cell('bob'), cell('a&amp;b', 'c'), cell('d'))}${row(cell(''), cell('e'))}${row(`<w:tc>${inner}</w:tc>`)}</w:tbl>`;
    expect(await linesIn(wordDocument(`${table}${paragraph('after')}`))).toEqual([
      'table 1, row 1| User\tPass',
      'table 1, row 2| bob\ta&b',
      'table 1, row 2| c\td',
      'table 1, row 3| \te',
      'table 1, row 4| inner\ta',
      'table 1, row 4| more',
      'paragraph 1| after',
    ]);
  });

  test('tabs and breaks are characters, tab stops are not', async () => {
    const stops = '<w:pPr><w:tabs><w:tab w:val="left"/></w:tabs></w:pPr>';
    const body = `<w:p>${stops}<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r></w:p>`;
    expect(await linesIn(wordDocument(body))).toEqual(['paragraph 1| a\tb', 'paragraph 1| c']);
  });

  test('what is deleted follows in its paragraph as that was, hidden', async () => {
    const deleted = '<w:del w:author="x"><w:r><w:delText>hunter2</w:delText></w:r></w:del>';
    const inserted = `<w:ins w:author="x">${run('by phone')}</w:ins>`;
    expect(await linesIn(wordDocument(`<w:p>${run('Pass: ')}${inserted}${deleted}${run('.')}</w:p>`))).toEqual([
      'paragraph 1| Pass: by phone.',
      'paragraph 1~ Pass: hunter2.',
    ]);
  });

  test('hidden runs; one that says it is not hidden', async () => {
    const styled = (style: string, text: string) => `<w:r><w:rPr>${style}</w:rPr><w:t>${text}</w:t></w:r>`;
    const body = `<w:p>${run('a')}${styled('<w:vanish/>', 'b')}${styled('<w:vanish w:val="0"/>', 'c')}</w:p>`;
    expect(await linesIn(wordDocument(body))).toEqual(['paragraph 1| ac', 'paragraph 1~ abc']);
  });

  test('text boxes follow their paragraph, once though they are written twice', async () => {
    const box = (text: string) => `<w:txbxContent>${paragraph(text)}</w:txbxContent>`;
    const both = (choice: string, fallback: string) =>
      `<w:p><w:r><mc:AlternateContent><mc:Choice><wps:txbx>${box(choice)}</wps:txbx></mc:Choice><mc:Fallback><v:textbox>${box(fallback)}</v:textbox></mc:Fallback></mc:AlternateContent></w:r>${run('x')}</w:p>`;
    expect(await linesIn(wordDocument(both('in a box', 'in a box')))).toEqual([
      'paragraph 1| x',
      'paragraph 1| in a box',
    ]);
    expect(await linesIn(wordDocument(both('new', 'old')))).toEqual([
      'paragraph 1| x',
      'paragraph 1| new',
      'paragraph 1| old',
    ]);
  });

  test('links show their address; fields their instruction, page numbers none', async () => {
    const field = (instruction: string) =>
      `<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>${instruction}</w:instrText><w:fldChar w:fldCharType="end"/></w:r>`;
    const body = `<w:p><w:hyperlink r:id="r1">${run('portal')}</w:hyperlink>${field('DATABASE \\c "PWD=x"')}${field(' PAGE \\* MERGEFORMAT ')}</w:p>`;
    const docx = wordDocument(body, {}, { r1: ['hyperlink', 'https://u:p@h/?a=1&amp;b=2', true] });
    expect(await linesIn(docx)).toEqual([
      'paragraph 1| portal <https://u:p@h/?a=1&b=2>',
      'paragraph 1~ DATABASE \\c "PWD=x"',
    ]);
  });

  test('alternative texts, content controls, form fields', async () => {
    const sdt = `<w:sdt><w:sdtPr><w:alias w:val="Server"/><w:tag w:val="T"/><w:dropDownList><w:listItem w:displayText="one" w:value="1!"/></w:dropDownList></w:sdtPr><w:sdtContent>${run('z')}</w:sdtContent></w:sdt>`;
    const form =
      '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="F"/><w:helpText w:val="ask bob"/></w:ffData></w:fldChar></w:r>';
    const drawing = '<w:r><w:drawing><wp:docPr id="1" descr="a router" name="Picture 1"/></w:drawing></w:r>';
    expect(await linesIn(wordDocument(`<w:p>${sdt}${form}${drawing}</w:p>`))).toEqual([
      'paragraph 1| z',
      ...['Server', 'T', 'one', '1!', 'F', 'ask bob', 'a router'].map((text) => `paragraph 1~ ${text}`),
    ]);
  });

  test('headers, footers, notes, comments with their authors', async () => {
    const parts = {
      'word/h.xml': `<w:hdr>${paragraph('head')}</w:hdr>`,
      'word/f.xml': `<w:ftr>${paragraph('foot')}</w:ftr>`,
      'word/n.xml': `<w:footnotes><w:footnote w:type="separator">${paragraph('')}</w:footnote><w:footnote w:id="1">${paragraph('note')}</w:footnote></w:footnotes>`,
      'word/e.xml': `<w:endnotes><w:endnote w:id="1">${paragraph('end')}</w:endnote></w:endnotes>`,
      'word/c.xml': `<w:comments><w:comment w:author="Ann">${paragraph('remark')}</w:comment><w:comment>${paragraph('other')}</w:comment></w:comments>`,
    };
    const links = {
      a: ['header', 'h.xml'],
      b: ['footer', '/word/f.xml'],
      c: ['footnotes', 'n.xml'],
      d: ['endnotes', 'e.xml'],
      e: ['comments', 'c.xml'],
    } as const;
    const expected = [
      'header| head',
      'footer| foot',
      'footnote 1| note',
      'endnote 1| end',
      'comment 1| Ann: remark',
      'comment 2| other',
    ];
    expect(await linesIn(wordDocument('', parts, links))).toEqual(expected);
    expect((await linesIn(wordDocument('', parts))).toSorted(), 'by their roots alone').toEqual(expected.toSorted());
  });

  test('settings, properties, custom XML, links that stand nowhere', async () => {
    const docx = wordDocument(
      '',
      {
        'word/settings.xml':
          '<w:settings><w:mailMerge><w:connectString w:val="Provider=x;Password=y"/></w:mailMerge><w:docVars><w:docVar w:name="pin" w:val="1234"/></w:docVars><w:zoom w:val="z"/></w:settings>',
        'docProps/core.xml': '<cp:coreProperties><dc:creator>Ann</dc:creator></cp:coreProperties>',
        'docProps/custom.xml': '<Properties><property name="Vault"><vt:lpwstr>key</vt:lpwstr></property></Properties>',
        'customXml/item1.xml': '<data><login user="u">p</login></data>',
      },
      { t: ['attachedTemplate', '\\\\server\\share\\t.dotm', true] },
    );
    expect(await linesIn(docx)).toEqual([
      'settings~ connectString: Provider=x;Password=y',
      'settings~ pin: 1234',
      'properties~ creator: Ann',
      'properties~ Vault: key',
      'custom XML~ user: u\tlogin: p',
      'links~ \\\\server\\share\\t.dotm',
    ]);
  });

  test('embedded files are members, markup is none', async () => {
    const parts = await partsOf(
      wordDocument(paragraph('body'), {
        'word/embeddings/notes.txt': 'embedded text',
        'word/afchunk.htm': '<html><body>chunk</body></html>',
        'word/styles.xml': '<w:styles>left out</w:styles>',
        'word/fonts/f.odttf': 'a font',
      }),
    );
    expect(parts.map(({ member }) => member.join('/'))).toEqual(['', 'word/embeddings/notes.txt', 'word/afchunk.htm']);
    expect(textOf(parts)).toBe('body\nembedded text\nchunk\n');
  });

  test('an empty one is text of no bytes', async () => {
    expect((await ownText(wordDocument(''))).utf8).toHaveLength(0);
  });
});

describe('a text document that is written otherwise', () => {
  const BODY = '<w:document><w:body><w:p><w:r><w:t>Grüße</w:t></w:r></w:p></w:body></w:document>';

  test.each([
    ['UTF-16 with a mark', Buffer.from(`\ufeff<?xml version="1.0" encoding="UTF-16"?>${BODY}`, 'utf16le')],
    ['UTF-16 without', Buffer.from(BODY, 'utf16le')],
    ['UTF-16 in the other order', Buffer.from(`\ufeff${BODY}`, 'utf16le').swap16()],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${BODY}`)],
    ['Latin-1 by its declaration', Buffer.from(`<?xml version="1.0" encoding="ISO-8859-1"?>${BODY}`, 'latin1')],
    ['CDATA', Buffer.from(BODY.replace('Grüße', '<![CDATA[Grüße]]>'))],
    ['references', Buffer.from(BODY.replace('ü', '&#252;').replace('ß', '&#xDF;'))],
    ['a comment and an instruction within', Buffer.from(BODY.replace('üß', 'ü<!-- > --><?x <y ?>ß'))],
    ['another prefix', Buffer.from(BODY.replaceAll('w:', 'ns0:'))],
  ])('%s', async (_, xml) => {
    expect(await linesIn(openXml({ 'word/document.xml': xml }))).toEqual(['paragraph 1| Grüße']);
  });

  test('names in the wrong case, with backslashes; no list of types', async () => {
    expect(await linesIn(openXml({ 'WORD\\Document.XML': BODY }, []))).toEqual(['paragraph 1| Grüße']);
  });

  test('the document under a name of its own, by its relationship', async () => {
    const docx = openXml({
      '_rels/.rels': relationships({ r: ['officeDocument', '/word/mine.xml'] }),
      'word/mine.xml': BODY,
    });
    expect(await linesIn(docx)).toEqual(['paragraph 1| Grüße']);
  });
});
