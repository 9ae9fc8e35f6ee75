import { describe, expect, test } from 'vitest';
import { linesIn, openXml, ownText, partsOf, relationships, workbook } from './office-fixture.ts';
import { textOf, unreadOf } from './opened-document.ts';
import { writeZip } from './zip-fixture.ts';

const data = (rows: string) => `<sheetData>${rows}</sheetData>`;
const inline = (reference: string, text: string) => `<c r="${reference}" t="inlineStr"><is><t>${text}</t></is></c>`;

describe('a workbook', () => {
  test('rows are lines, cells are places; shared, inline and formula strings, gaps, readings left out', async () => {
    const xlsx = workbook(
      {
        Budget: data(
          `<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="s"><v>1</v></c></row><row r="4"><c r="B4" t="str"><f>A1&amp;"x"</f><v>made</v></c>${inline('C4', 'in line')}<c r="D4" t="b"><v>1</v></c></row>`,
        ),
      },
      {
        'xl/sharedStrings.xml':
          '<sst><si><t>User</t></si><si><r><t>Pass</t></r><r><t>word</t></r><rPh><t>reading</t></rPh></si></sst>',
      },
    );
    const text = await ownText(xlsx);
    expect(await linesIn(xlsx)).toEqual([
      'Budget!A1| User\t\tPassword',
      'Budget!B4| made\tin line\tTRUE',
      'Budget!B4, formula~ =A1&"x"',
    ]);
    expect(text.landmarks.map(({ name }) => name)).toEqual([
      'Budget!A1',
      'Budget!C1',
      'Budget!B4',
      'Budget!C4',
      'Budget!D4',
      'Budget!B4, formula',
    ]);
  });

  test('numbers as they are shown: dates, leading zeros, all digits', async () => {
    const cell = (style: number, value: string) => `<c s="${style}"><v>${value}</v></c>`;
    const xlsx = workbook(
      {
        S: data(
          `<row>${cell(1, '45292')}${cell(1, '45292.5')}${cell(2, '42')}${cell(0, '1.234567890123E+15')}${cell(0, '0.1000')}${cell(0, '007x')}</row>`,
        ),
      },
      {
        'xl/styles.xml':
          '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="0000"/></numFmts><cellStyleXfs><xf numFmtId="164"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/></cellXfs></styleSheet>',
      },
    );
    expect(await linesIn(xlsx)).toEqual(['S!A1| 2024-01-01\t2024-01-01 12:00:00\t0042\t1234567890123000\t0.1\t007x']);
  });

  test('hidden sheets, rows and columns', async () => {
    const xlsx = workbook({
      Open: `<cols><col min="2" max="3" hidden="1"/></cols>${data(`<row r="1">${inline('A1', 'a')}${inline('B1', 'b')}${inline('D1', 'd')}</row><row r="2" hidden="1">${inline('A2', 'c')}</row>`)}`,
      '-Vault': data(`<row r="1">${inline('A1', 'key')}</row>`),
    });
    const { utf8, hidden } = await ownText(xlsx);
    const concealed = hidden.map(([start, end]) => Buffer.from(utf8).toString('utf8', start, end));
    expect(concealed).toEqual(['b', 'c', 'key']);
    expect((await linesIn(xlsx)).at(-1)).toBe('Vault (hidden)!A1~ key');
  });

  test('links, validations, formats, headers, comments old and new, defined names', async () => {
    const sheet = `${data(`<row r="1">${inline('A1', 'x')}</row>`)}<conditionalFormatting sqref="A1"><cfRule type="expression"><formula>A1="hunter2"</formula></cfRule><cfRule><formula>A1&gt;2</formula></cfRule></conditionalFormatting><dataValidations><dataValidation sqref="B2 C3" prompt="ask ann"><formula1>"red,green"</formula1></dataValidation></dataValidations><hyperlinks><hyperlink ref="A1" r:id="h" tooltip="go"/></hyperlinks><headerFooter><oddHeader>&amp;L&amp;"Arial,Bold"&amp;12Top &amp;&amp; secret</oddHeader></headerFooter>`;
    const xlsx = workbook(
      { S: sheet },
      {
        'xl/worksheets/_rels/s1.xml.rels': relationships({
          h: ['hyperlink', 'ftp://u:p@h', true],
          c: ['comments', '../c.xml'],
          t: ['threadedComment', '../t.xml'],
        }),
        'xl/c.xml':
          '<comments><authors><author>Ann</author></authors><commentList><comment ref="A1" authorId="0"><text><r><t>see </t></r><r><t>safe</t></r></text></comment></commentList></comments>',
        'xl/t.xml':
          '<ThreadedComments><threadedComment ref="B7" personId="{1}"><text>new one</text></threadedComment></ThreadedComments>',
        'xl/p.xml': '<personList><person displayName="Bob" id="{1}"/></personList>',
        'xl/connections.xml':
          '<connections><connection name="db"><dbPr connection="Server=s;Pwd=p" command="SELECT 1"/></connection></connections>',
      },
      { p: ['person', 'p.xml'] },
    );
    expect(await linesIn(xlsx)).toEqual([
      'S!A1| x',
      'S!A1, format~ A1="hunter2"',
      'S!B2, validation~ ask ann',
      'S!B2, validation~ "red,green"',
      'S!A1, link~ ftp://u:p@h',
      'S!A1, link~ go',
      'S, header| Top & secret',
      'S!A1, comment| Ann: see safe',
      'S!B7, comment| Bob: new one',
      'connections.xml~ name: db',
      'connections.xml~ connection: Server=s;Pwd=p\tcommand: SELECT 1',
    ]);
  });

  test('defined names that hold a text', async () => {
    const book =
      '<workbook><sheets/><definedNames><definedName name="pw">"hunter2"</definedName><definedName name="r">S!$A$1</definedName></definedNames></workbook>';
    expect(await linesIn(openXml({ 'xl/workbook.xml': book }))).toEqual(['defined names~ pw: "hunter2"']);
  });

  test('its queries are a member', async () => {
    const zip = writeZip([{ name: 'Formulas/Section1.m', data: 'Source = Sql.Database("s", "d")' }]);
    const head = Buffer.alloc(8);
    head.writeUInt32LE(zip.length, 4);
    const mashup = Buffer.concat([head, zip, Buffer.from('more')]).toString('base64');
    const parts = await partsOf(workbook({}, { 'customXml/item1.xml': `<DataMashup>${mashup}</DataMashup>` }));
    expect(textOf(parts)).toContain('Sql.Database("s", "d")');
    expect(parts.at(-1)?.member).toEqual(['queries.zip', 'Formulas/Section1.m']);
  });

  test('a billion empty cells and rows far apart cost nothing', async () => {
    const rows = `<row r="1048576">${inline('XFD1048576', 'last')}</row>`;
    const xlsx = workbook({
      S: `<dimension ref="A1:XFD1048576"/>${data(`<row r="1">${inline('A1', 'first')}</row>${rows}`)}`,
    });
    expect((await ownText(xlsx)).utf8.length).toBeLessThan(100);
    expect((await linesIn(xlsx)).at(-1)).toBe('S!XFD1048576| last');
  });

  test('a sheet that repeats one long string a million times is cut, with a row that says so', async () => {
    const xlsx = workbook(
      { S: data(`<row>${'<c t="s"><v>0</v></c>'.repeat(20_000)}</row>`) },
      { 'xl/sharedStrings.xml': `<sst><si><t>${'x'.repeat(30_000)}</t></si></sst>` },
    );
    const parts = await partsOf(xlsx);
    expect(unreadOf(parts)).toEqual(['(rest): over-budget']);
    const content = parts[0]?.content;
    expect(content?.state === 'text' ? content.text.utf8.length : 0).toBe(64 * 1024 * 1024);
  });

  test('more cells than places: rows are told instead', async () => {
    const rows = Array.from({ length: 1000 }, (_, row) => `<row r="${row + 1}">${'<c><v>1</v></c>'.repeat(70)}</row>`);
    const { landmarks } = await ownText(workbook({ S: data(rows.join('')) }));
    expect(landmarks).toHaveLength(1000);
    expect(landmarks.at(-1)?.name).toBe('S!1000:1000');
  });
});
