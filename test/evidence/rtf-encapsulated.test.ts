import { describe, expect, test } from 'vitest';
import { encapsulated, rtf } from './rtf-fixture.ts';

describe('encapsulated HTML', () => {
  const html = (body: string) => encapsulated(`{\\rtf1\\ansi\\ansicpg1252\\fromhtml1 \\deff0${body}}`);

  test.each([
    ['tags and text', '{\\*\\htmltag64 <p>}Hello{\\*\\htmltag72 </p>}', '<p>Hello</p>'],
    [
      'what is for RTF alone',
      '{\\*\\htmltag64 <b>}\\htmlrtf {\\b \\htmlrtf0 x\\htmlrtf }\\htmlrtf0{\\*\\htmltag72 </b>}',
      '<b>x</b>',
    ],
    ['\\htmlrtf ends with its group', '{\\htmlrtf hid{\\*\\htmltag1 <i>}den}shown', '<i>shown'],
    ['\\htmlrtf1', '\\htmlrtf1 hidden\\htmlrtf0 shown', 'shown'],
    ['lines and tabs', '{\\*\\htmltag241 \\par }\\tab a\\line b', '\r\n\ta\r\nb'],
    ['escaped braces', '{\\*\\htmltag241 p \\{ color: red \\}}', 'p { color: red }'],
    ['a reference in a tag of its own', "{\\*\\htmltag84 &nbsp;}\\htmlrtf \\'a0\\htmlrtf0 ", '&nbsp;'],
    [
      'characters as references',
      '\\lquote\\rquote\\ldblquote\\rdblquote\\bullet\\endash\\emdash\\~\\_',
      '&lsquo;&rsquo;&ldquo;&rdquo;&bull;&ndash;&mdash;&nbsp;&#8209;',
    ],
    ['as themselves in a tag', '{\\*\\htmltag64 <a title="\\lquote x\\rquote">}', '<a title="‘x’">'],
    [
      'the other text of a rewritten tag is left out',
      '{\\*\\mhtmltag64 <img src="x">}{\\*\\htmltag64 <img src="cid:a@b">}',
      '<img src="cid:a@b">',
    ],
    [
      'marks of lists are left out',
      "{\\*\\htmltag64 <li>}\\htmlrtf {{\\*\\pn\\pnlvlblt}{\\pntext\\'b7}\\htmlrtf0 x\\htmlrtf }\\htmlrtf0",
      '<li>x',
    ],
    [
      'the font decides outside of tags only',
      "{\\fonttbl{\\f1\\fcharset204 A;}}\\f1 \\'e0{\\*\\htmltag64 <\\'e0>}",
      'а<à>',
    ],
    ['Unicode', "\\u8364\\'80{\\*\\htmltag64 <\\u8364?>}", '€<€>'],
    [
      'other destinations are left out',
      '{\\fonttbl{\\f0 Arial;}}{\\colortbl;}{\\*\\unknown x}{\\info{\\title t}}y',
      'y',
    ],
  ])('%s', (_name, body, expected) => {
    expect(html(body)).toBe(expected);
  });

  test('double-byte text over hexadecimal and plain bytes', () => {
    expect(encapsulated('{\\rtf1\\ansi\\ansicpg932\\fromhtml1{\\*\\htmltag1 <p title="\\\'83e">}\\\'83X}')).toBe(
      '<p title="テ">ス',
    );
  });
});

describe('encapsulated text', () => {
  test.each([
    [
      'lines, tabs and characters',
      "{\\rtf1\\ansi\\fromtext one\\par\\tab two \\'e9 \\{x\\}\\line}",
      'one\n\ttwo é {x}\n',
    ],
    ['line ends of the file mean nothing', '{\\rtf1\\fromtext a\r\nb}', 'ab'],
  ])('%s', (_name, text, expected) => {
    expect(rtf(text).kind).toBe('text');
    expect(encapsulated(text)).toBe(expected);
  });
});

describe('the kind', () => {
  test.each([
    ['html', '{\\rtf1\\ansi\\ansicpg1252\\fromhtml1 x}'],
    ['html', '{\\rtf1\\ansi\\ansicpg1252\\deff0\\deflang1033 \\fbidis\\fromhtml1{\\fonttbl}}'],
    ['text', '{\\rtf1\\ansi\\fromtext x}'],
    ['native', '{\\rtf1\\ansi x}'],
    ['native', '{\\rtf1\\ansi\\fromhtml0 x}'],
    ['native', '{\\rtf1\\ansi text \\fromhtml1}'],
    ['native', '{\\rtf1{\\fonttbl}\\fromhtml1 x}'],
    ['native', '{\\rtf1{\\info\\fromhtml1}x}'],
    ['native', ''],
  ])('%s: %s', (kind, text) => {
    expect(rtf(text).kind).toBe(kind);
  });
});
