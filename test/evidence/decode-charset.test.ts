import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { decodeCharset, decodeCharsetText } from '../../src/evidence/decode/charset.ts';
import { unflow } from '../../src/evidence/decode/flowed.ts';

const latin1 = (text: string) => Buffer.from(text, 'latin1');

describe('charsets', () => {
  it.each([
    ['utf-8', 'Grüße, 世界'],
    ['UTF8', 'Grüße, 世界'],
    ['utf-7', 'Grüße + 世界'],
    ['unicode-1-1-utf-7', 'Grüße'],
    ['utf-16le', 'Grüße 世界'],
    ['utf-16be', 'Grüße 世界'],
    ['utf-32le', 'Grüße 世界'],
    ['iso-8859-1', 'Grüße'],
    ['ISO_8859-1', 'Grüße'],
    ['iso8859-15', 'Grüße 5 €'],
    ['windows-1252', '“Grüße” – 5 €'],
    ['cp1252', '“Grüße” – 5 €'],
    ['cp-1251', 'Привет'],
    ['koi8-r', 'Привет'],
    ['cp866', 'Привет'],
    ['cp437', 'Grüße'],
    ['cp850', 'Grüße'],
    ['macintosh', 'Grüße'],
    ['x-mac-roman', 'Grüße'],
    ['shift_jis', 'こんにちは'],
    ['cp932', 'こんにちは'],
    ['euc-jp', 'こんにちは'],
    ['gb2312', '中文邮件'],
    ['gbk', '中文邮件'],
    ['gb18030', '中文邮件'],
    ['big5', '中文郵件'],
    ['euc-kr', '한국어'],
    ['ks_c_5601-1987', '한국어'],
    ['tis-620', 'ภาษาไทย'],
    ['"utf-8"', 'Grüße'],
    ["'utf-8'*de", 'Grüße'],
  ])('%s', (charset, text) => {
    const name = charset
      .replace(/["']|\*.*/g, '')
      .replace('unicode-1-1-', '')
      .replace('x-mac-roman', 'macintosh');
    const { utf8, problems } = decodeCharset(
      iconv.encode(text, name === 'utf-32le' ? 'utf-32le' : name.replace('cp-', 'cp')),
      charset,
    );
    expect(Buffer.from(utf8).toString()).toBe(text);
    expect(problems).toEqual([]);
  });

  it.each([
    ['iso-2022-jp', '\x1b$B$3$s$K$A$O\x1b(B', 'こんにちは'],
    [null, '\x1b$B$3$s$K$A$O\x1b(B', 'こんにちは'],
    ['iso-2022-kr', '\x1b$)C\x0eGQ19>n\x0f ok', '한국어 ok'],
    ['hz-gb-2312', 'a ~{VPNDSJ<~~} ~~ b', 'a 中文邮件 ~ b'],
    ['hz', '~x', '~x'],
  ])('%s, %j', (charset, bytes, text) => expect(decodeCharsetText(latin1(bytes), charset)).toBe(text));

  it('guesses where nothing, nonsense or US-ASCII is declared', () => {
    expect(decodeCharset(Buffer.from('plain'), null)).toMatchObject({ charset: 'us-ascii', problems: [] });
    expect(decodeCharset(Buffer.from('grün'), null)).toMatchObject({ charset: 'utf-8', problems: [] });
    expect(decodeCharset(latin1('gr\xfcn'), null)).toMatchObject({
      charset: 'windows-1252',
      utf8: Buffer.from('grün'),
    });
    expect(decodeCharset(latin1('gr\xfcn'), 'us-ascii')).toMatchObject({
      charset: 'windows-1252',
      problems: ['malformed-charset-bytes'],
    });
    expect(decodeCharset(Buffer.from('grün'), 'x-nothing')).toMatchObject({
      charset: 'utf-8',
      problems: ['unknown-charset'],
    });
    expect(decodeCharset(Buffer.from('YWJj'), 'base64')).toMatchObject({
      problems: ['unknown-charset'],
      utf8: Buffer.from('YWJj'),
    });
  });

  it('heeds byte order marks', () => {
    expect(decodeCharsetText(Buffer.from('\uFEFFgrün'), 'iso-8859-1')).toBe('grün');
    expect(decodeCharsetText(Buffer.from('\uFEFFgrün', 'utf16le'), null)).toBe('grün');
    expect(decodeCharsetText(Buffer.from('\uFEFFgrün', 'utf16le').swap16(), 'utf-16')).toBe('grün');
    expect(decodeCharsetText(Buffer.from('hello', 'utf16le').swap16(), 'utf-16')).toBe('hello');
    expect(decodeCharsetText(Buffer.from('hello', 'utf16le'), 'utf-16')).toBe('hello');
  });

  it('says which bytes were none of the charset', () => {
    expect(decodeCharset(latin1('gr\xfcn'), 'utf-8')).toMatchObject({
      utf8: Buffer.from('gr\uFFFDn'),
      problems: ['malformed-charset-bytes'],
    });
    expect(decodeCharset(latin1('a\0b'), 'utf-16le').problems).toEqual(['malformed-charset-bytes']);
  });

  it('copies nothing where the bytes are UTF-8', () => {
    const bytes = Buffer.from('grün');
    expect(decodeCharset(bytes, 'utf-8').utf8).toBe(bytes);
    expect(decodeCharset(bytes, null).utf8).toBe(bytes);
  });

  it('agrees with the platform on every byte of windows-1252', () => {
    const all = Buffer.from(Uint8Array.from({ length: 256 }, (_, byte) => byte));
    expect(decodeCharsetText(all, 'iso-8859-1')).toBe(new TextDecoder('windows-1252').decode(all));
  });

  it('never throws, whatever the bytes and the name', () =>
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 60 }),
        fc.oneof(fc.string(), fc.constantFrom('utf-7', 'utf-7-imap', 'iso-2022-kr', 'hz', 'hex', 'ucs2', 'utf-16')),
        (bytes, name) => {
          expect(decodeCharset(bytes, name).utf8).toBeInstanceOf(Uint8Array);
        },
      ),
    ));
});

describe('format=flowed', () => {
  const flow = (text: string, deleteSpace = false) => Buffer.from(unflow(latin1(text), deleteSpace)).toString('latin1');

  it.each([
    ['one \ntwo\nthree', 'one two\nthree'],
    ['one \r\ntwo\r\n', 'one two\r\n'],
    ['> a \n> b\nc', '> a b\nc'],
    ['> a \n>> b\n', '> a \n>> b\n'],
    ['> a \nb\n', '> a \nb\n'],
    [' stuffed\n >not quoted\n From me', 'stuffed\n>not quoted\nFrom me'],
    ['text \n-- \nsignature', 'text \n-- \nsignature'],
    ['end ', 'end '],
    ['\n\na', '\n\na'],
    ['', ''],
  ])('%j becomes %j', (text, joined) => expect(flow(text)).toBe(joined));

  it('drops the space before a soft break where DelSp says so', () => {
    expect(flow('token-abc \ndef ghi', true)).toBe('token-abcdef ghi');
    expect(flow('two words  \nmore', true)).toBe('two words more');
  });

  it('leaves text alone that has no trailing or leading space', () =>
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z]{0,9}$/)), (lines) => {
        expect(flow(lines.join('\n'))).toBe(lines.join('\n'));
      }),
    ));
});
