import { describe, expect, test } from 'vitest';
import { seen, unseen } from './rtf-fixture.ts';

describe('characters', () => {
  test.each([
    ['the document code page', "{\\rtf1\\ansicpg1250 za\\'bf\\'f3\\'b3\\'e6}", 'zażółć'],
    ['without one, windows-1252', "{\\rtf1 \\'80 \\'e9}", '€ é'],
    [
      'a font charset over it',
      "{\\rtf1\\ansicpg1252{\\fonttbl{\\f0\\fcharset0 A;}{\\f1\\fcharset204 B;}}\\f1 \\'cf\\'e0\\f0 \\'e9}",
      'Паé',
    ],
    ['the default font', "{\\rtf1\\ansicpg1252\\deff1{\\fonttbl{\\f1\\fcharset161 B;}}\\'e1}", 'α'],
    ['\\cpg in the font table', "{\\rtf1{\\fonttbl{\\f1\\fnil\\cpg866 B;}}\\f1 \\'8f}", 'П'],
    ['a font ends with its group', "{\\rtf1{\\fonttbl{\\f1\\fcharset204 B;}}{\\f1 \\'e0}\\'e0}", 'аà'],
    [
      'Shift-JIS, second bytes as text, escaped and hexadecimal',
      "{\\rtf1\\ansicpg932 \\'83e\\'83X\\'83\\'67 \\'95\\\\}",
      'テスト 表',
    ],
    ['GBK', "{\\rtf1\\ansicpg936 \\'c3\\'dc\\'c2\\'eb}", '密码'],
    ['EUC-KR', "{\\rtf1\\ansicpg949 \\'be\\'cf\\'c8\\'a3}", '암호'],
    ['Big5', "{\\rtf1\\ansicpg950 \\'b1\\'4b\\'bd\\'58}", '密碼'],
    ['Johab', "{\\rtf1{\\fonttbl{\\f1\\fcharset130 B;}}\\f1 \\'d0\\'65\\'8b\\'69 A}", '한글 A'],
    ['UTF-8', '{\\rtf1\\ansicpg65001 gr\xc3\xbc\xc3\x9fe}', 'grüße'],
    ['\\urtf', '{\\urtf1 gr\xc3\xbcn}', 'grün'],
    ['raw bytes', '{\\rtf1\\ansicpg1251 \xef\xe0\xf0}', 'пар'],
    ['Macintosh', "{\\rtf1\\mac \\'8e}", 'é'],
    ['one byte of a double-byte font is a mark of a list', "{\\rtf1\\ansicpg932 \\'96}", '–'],
    ['a symbol font', "{\\rtf1{\\fonttbl{\\f1\\fcharset2 Symbol;}}{\\f1\\'b7} pass{\\f1 word}}", '• password'],
  ])('%s', (_name, text, expected) => {
    expect(seen(text)).toBe(expected);
  });

  test.each([
    ['\\u with one fallback', '{\\rtf1 caf\\u233?x}', 'caféx'],
    ['a fallback of two bytes', "{\\rtf1\\uc2 \\u23494\\'c3\\'dcx}", '密x'],
    ['none', '{\\rtf1\\uc0 \\u233x}', 'éx'],
    ['\\uc ends with its group', '{\\rtf1{\\uc0 \\u233}\\u233??}', 'éé?'],
    ['negative numbers', '{\\rtf1 \\u-3913?}', '•'],
    ['surrogate pairs', '{\\rtf1 \\u-10179?\\u-8704?}', '😀'],
    ['whole code points', '{\\rtf1 \\u128512?}', '😀'],
    ['half a pair', '{\\rtf1 a\\u-10179?b}', 'a\uFFFDb'],
    ['a fallback that is a word for a character', '{\\rtf1 \\u8212\\emdash x}', '—x'],
    ['a missing fallback hides no line end', '{\\rtf1 \\u233\\par x}', 'é\nx'],
    ['Unicode beside old text', '{\\rtf1{\\upr{Dorfler}{\\*\\ud{D\\u246?rfler}}}}', 'Dörfler'],
  ])('%s', (_name, text, expected) => {
    expect(seen(text)).toBe(expected);
  });

  test('special characters, and those that would tear a word apart', () => {
    expect(seen('{\\rtf1 a\\emdash b\\endash c\\lquote d\\rquote\\ldblquote e\\rdblquote\\bullet}')).toBe(
      'a—b–c‘d’“e”•',
    );
    expect(seen('{\\rtf1 opt\\-ional no\\~break hy\\_phen zero\\zwbo width}')).toBe(
      'optional no break hy-phen zerowidth',
    );
    expect(seen('{\\rtf1 \\{a\\} c:\\\\d}')).toBe('{a} c:\\d');
  });
});

describe('layout', () => {
  test('paragraphs, lines, tabs; line ends of the file mean nothing, escaped ones do', () => {
    expect(seen('{\\rtf1 one\r\n two\\par three\\line four\\tab five\\\nsix}')).toBe('one two\nthree\nfour\tfive\nsix');
  });

  test('a table: cells apart by tabs, rows on lines, empty cells kept', () => {
    const row = (...cells: readonly string[]) =>
      `\\trowd\\cellx1 ${cells.map((cell) => `${cell}\\cell `).join('')}\\row `;
    expect(seen(`{\\rtf1 head\\par ${row('user', 'pass')}${row('', 'x')}${row('a\\par ', 'b')}tail}`)).toBe(
      'head\nuser\tpass\n\tx\na\tb\ntail',
    );
  });

  test('nested tables', () => {
    expect(
      seen('{\\rtf1\\trowd a\\nestcell b\\nestcell{\\*\\nesttableprops\\nestrow}{\\nonesttables\\par}c\\cell\\row d}'),
    ).toBe('a\tb\nc\nd');
  });

  test('list marks as shown', () => {
    const bullet = "{\\listtext\\f1 \\'b7\\tab}";
    expect(seen(`{\\rtf1{\\fonttbl{\\f1\\fcharset2 S;}}${bullet}one\\par{\\pntext 2.\\tab}two}`)).toBe(
      '•\tone\n2.\ttwo',
    );
  });

  test('what stands apart from the text comes after it', () => {
    expect(
      seen(
        '{\\rtf1{\\header head}{\\footer foot}pass{\\footnote a {\\b note}}word{\\*\\atnid JD}{\\*\\atnauthor Jo Doe}{\\*\\annotation remark}\\par{\\shp{\\*\\shpinst{\\sp{\\sn wzDescription}{\\sv alt}}{\\shptxt box}}{\\shprslt box}}}',
      ),
    ).toBe('password\nhead\nfoot\na note\nJo Doe: remark\nalt\nbox');
  });

  test('properties come last', () => {
    expect(
      seen(
        "{\\rtf1\\ansicpg932{\\info{\\title \\'83\\'65}{\\author Ann}{\\doccomm the comment}{\\creatim\\yr2020}}{\\*\\userprops{\\propname Pin}\\proptype30{\\staticval 1234}}text}",
      ),
    ).toBe('text\nテ\nAnn\nthe comment\nPin: 1234');
  });

  test('tables of fonts, colours and styles, unknown and old destinations are left out', () => {
    expect(
      seen(
        "{\\rtf1{\\fonttbl{\\f0 Font\\'41;}}{\\colortbl;\\red1;}{\\stylesheet{\\s1 Style;}}{\\*\\generator G;}{\\*\\unknown u {\\b v}}{\\nonshppict{\\pict 00}}{\\*\\bkmkstart mark}text{\\*\\themedata 504b}}",
      ),
    ).toBe('text');
  });
});

describe('fields', () => {
  const field = (instruction: string, result: string) =>
    `{\\rtf1 a {\\field{\\*\\fldinst {${instruction}}}{\\fldrslt {\\ul ${result}}}} b}`;

  test.each([
    ['an address beside the text', field('HYPERLINK "https://u:p@h/x"', 'link'), 'a link <https://u:p@h/x> b'],
    ['not twice', field('HYPERLINK "http://h/x/"', 'h/x'), 'a h/x b'],
    ['without quotes', field('HYPERLINK http://h', 'link'), 'a link <http://h> b'],
    ['with switches before it', field('HYPERLINK \\\\t "_blank" "http://h"', 'link'), 'a link <http://h> b'],
    ['a place in the document', field('HYPERLINK \\\\l "mark"', 'link'), 'a link b'],
    ['a path', field('HYPERLINK "\\\\\\\\\\\\\\\\srv\\\\\\\\share"', 'link'), 'a link <\\\\srv\\share> b'],
    ['any other field shows its result', field('PAGEREF x', '42'), 'a 42 b'],
    ['a link that ends with a line', field('HYPERLINK "http://h"', 'x\\par '), 'a x <http://h>\n b'],
  ])('%s', (_name, text, expected) => {
    expect(seen(text)).toBe(expected);
  });

  test('within each other', () => {
    const inner = '{\\field{\\*\\fldinst HYPERLINK "http://inner"}{\\fldrslt in}}';
    expect(seen(`{\\rtf1{\\field{\\*\\fldinst HYPERLINK "http://outer"}{\\fldrslt out ${inner}}}}`)).toBe(
      'out in <http://inner> <http://outer>',
    );
  });

  test('a source of data is hidden text', () => {
    expect(unseen(field('DDEAUTO excel "\\\\\\\\\\\\\\\\srv"', 'x'))).toContain('DDEAUTO excel');
  });
});

describe('what a reader does not see', () => {
  test.each([
    ['\\v', '{\\rtf1 seen{\\v hid}{\\v den} more}', 'hidden'],
    ['\\v to \\v0', '{\\rtf1 a\\v hidden\\v0 b}', 'hidden'],
    ['deleted by a revision', '{\\rtf1 a{\\deleted gone}b}', 'gone'],
    ['apart where other text stands between', '{\\rtf1 {\\v one} a {\\v two}}', 'one\ntwo'],
    ['white on white', '{\\rtf1{\\colortbl;\\red255\\green255\\blue255;}a\\cf1 white\\cf0 b}', 'white'],
    ['black on black', '{\\rtf1{\\colortbl;\\red0\\green0\\blue0;}a{\\cf1\\highlight1 out}b}', 'out'],
    ['a point high', '{\\rtf1 a{\\fs2 tiny}b}', 'tiny'],
    ['document variables', '{\\rtf1{\\*\\docvar {name}{value}}x}', 'name value'],
    ['the template', '{\\rtf1{\\*\\template C:\\\\t.dot}x}', 'C:\\t.dot'],
    ['where a mail merge gets its data', '{\\rtf1{\\*\\mailmerge{\\mmconnectstr DSN=x;PWD=y}}x}', 'DSN=x;PWD=y'],
  ])('%s', (_name, text, expected) => {
    expect(unseen(text).trim()).toBe(expected);
    expect(seen(text)).not.toContain(expected);
  });

  test.each([
    [
      'white on a ground of its own',
      '{\\rtf1{\\colortbl;\\red255\\green255\\blue255;\\red0\\green0\\blue0;}{\\cf1\\cb2 seen}}',
    ],
    [
      'white in a shaded paragraph',
      '{\\rtf1{\\colortbl;\\red255\\green255\\blue255;\\red0\\green0\\blue0;}\\cbpat2{\\cf1 seen}}',
    ],
    [
      'white in a shaded cell',
      '{\\rtf1{\\colortbl;\\red255\\green255\\blue255;\\red0\\green0\\blue0;}\\trowd\\clcbpat2\\cellx1{\\cf1 seen}\\cell\\row}',
    ],
    [
      'white on a page with a picture',
      '{\\rtf1{\\colortbl;\\red255\\green255\\blue255;}{\\*\\background x}{\\cf1 seen}}',
    ],
    [
      'white in a text box',
      '{\\rtf1{\\colortbl;\\red255\\green255\\blue255;}{\\shp{\\*\\shpinst{\\shptxt\\cf1 seen}}}}',
    ],
  ])('%s is seen', (_name, text) => {
    expect(seen(text)).toBe('seen');
    expect(unseen(text)).toBe('');
  });
});
