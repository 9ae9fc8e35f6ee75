import { describe, expect, test } from 'vitest';
import { eventsOf, textsOf } from './source-bytes.ts';
import { writeZip } from './zip-fixture.ts';

const TYPES = { name: '[Content_Types].xml', data: '<Types/>' };
const W = 'xmlns:w="w"';
const run = (text: string) => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`;

async function membersOf(entries: Readonly<Record<string, string>>): Promise<Readonly<Record<string, string>>> {
  const zip = writeZip([TYPES, ...Object.entries(entries).map(([name, data]) => ({ name, data }))]);
  return Object.fromEntries((await eventsOf(zip)).flatMap(textsOf));
}

describe('a docx', () => {
  test('body, header, footer, comment, footnote, text box; a word over two runs stays whole', async () => {
    const paragraph = (...texts: readonly string[]) => `<w:p>${texts.map(run).join('')}</w:p>`;
    expect(
      await membersOf({
        'word/document.xml': `<w:document ${W}><w:body>${paragraph('Pass: Sup', 'erSecret')}<w:p><w:txbxContent>${paragraph('in a box')}</w:txbxContent></w:p></w:body></w:document>`,
        'word/header1.xml': paragraph('head'),
        'word/footer1.xml': paragraph('foot'),
        'word/comments.xml': `<w:comments><w:comment>${paragraph('remark')}</w:comment></w:comments>`,
        'word/footnotes.xml': paragraph('note'),
        'word/styles.xml': '<w:styles>left out</w:styles>',
        'word/media/notes.txt': 'embedded text',
      }),
    ).toEqual({
      '/word/document.xml': 'Pass: SuperSecret\nin a box',
      '/word/header1.xml': 'head',
      '/word/footer1.xml': 'foot',
      '/word/comments.xml': 'remark',
      '/word/footnotes.xml': 'note',
      '/word/media/notes.txt': 'embedded text',
    });
  });

  test('tables, tabs, breaks, field codes, entities', async () => {
    const cell = (text: string) => `<w:tc><w:p>${run(text)}</w:p></w:tc>`;
    const table = `<w:tbl><w:tr>${cell('User')}${cell('Pass')}</w:tr><w:tr>${cell('bob')}${cell('a&amp;b')}</w:tr></w:tbl>`;
    const rest = `<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r></w:p>`;
    expect(await membersOf({ 'word/document.xml': `${table}${rest}` })).toEqual({
      '/word/document.xml': 'User\tPass\nbob\ta&b\na\tb\nc',
    });
  });

  test('deleted and hidden runs are kept and marked; links outside are listed', async () => {
    const zip = writeZip([
      TYPES,
      {
        name: 'word/document.xml',
        data: `<w:p>${run('seen')}<w:del><w:r><w:delText>deleted</w:delText></w:r></w:del><w:r><w:rPr><w:vanish/></w:rPr><w:t>vanished</w:t></w:r></w:p>`,
      },
      {
        name: 'word/_rels/document.xml.rels',
        data: '<Relationships><Relationship Target="https://u:p@h/?a=1&amp;b=2" TargetMode="External"/><Relationship Target="styles.xml"/></Relationships>',
      },
    ]);
    const [event] = await eventsOf(zip);
    const content = event?.type === 'document' ? event.document.parts[1]?.content : undefined;
    if (event === undefined || content?.state !== 'text') throw new Error('no text');
    const { utf8, hidden } = content.text;
    expect(Buffer.from(utf8).toString()).toBe('seen\ndeleted\nvanished');
    expect(hidden).toEqual([[5, utf8.length]]);
    expect(textsOf(event)).toContainEqual(['/word/_rels/document.xml.rels', 'https://u:p@h/?a=1&b=2']);
  });
});

describe('an xlsx', () => {
  test('rows and columns, shared and inline strings, formulas, gaps', async () => {
    expect(
      await membersOf({
        'xl/sharedStrings.xml':
          '<sst><si><t>User</t></si><si><r><t>Pass</t></r><r><t>word</t></r><rPh><t>reading</t></rPh></si></sst>',
        'xl/worksheets/sheet1.xml':
          '<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="s"><v>1</v></c></row>' +
          '<row r="2"><c r="A2"><f>1+1</f><v>2</v></c><c r="B2" t="inlineStr"><is><t>in line</t></is></c></row></sheetData></worksheet>',
      }),
    ).toEqual({ '/xl/worksheets/sheet1.xml': 'User\t\tPassword\n=1+1 2\tin line' });
  });

  test('a sheet that repeats one long string a million times is cut', async () => {
    const zip = writeZip([
      TYPES,
      { name: 'xl/sharedStrings.xml', data: `<sst><si><t>${'x'.repeat(30_000)}</t></si></sst>` },
      { name: 'xl/worksheets/sheet1.xml', data: `<row>${'<c t="s"><v>0</v></c>'.repeat(20_000)}</row>` },
    ]);
    const events = await eventsOf(zip, { budget: { partBytes: 1_000_000 } });
    expect(events[0]).toMatchObject({ type: 'loss', loss: { reason: 'over-budget' } });
    expect(events.flatMap(textsOf)[0]?.[1].length).toBeLessThan(1_100_000);
  });
});

test('an odt', async () => {
  const zip = writeZip([
    { name: 'mimetype', data: 'application/vnd.oasis.opendocument.text', method: 0 },
    { name: 'META-INF/manifest.xml', data: '<manifest/>' },
    {
      name: 'content.xml',
      data: '<text:h>Title</text:h><text:p>Pass: <text:span>Sup</text:span>er<text:s/>x</text:p><table:table><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell><table:table-cell><text:p>b</text:p></table:table-cell></table:table-row></table:table>',
    },
  ]);
  expect(Object.fromEntries((await eventsOf(zip)).flatMap(textsOf))).toEqual({
    '/content.xml': 'Title\nPass: Super x\na\tb',
  });
});
