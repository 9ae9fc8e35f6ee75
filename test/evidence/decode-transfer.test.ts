import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeBase64 } from '../../src/evidence/decode/base64.ts';
import { decodeQuotedPrintable } from '../../src/evidence/decode/quoted-printable.ts';
import { decodeUuencode, findUuencoded } from '../../src/evidence/decode/uuencode.ts';
import { decodeYenc, findYenc } from '../../src/evidence/decode/yenc.ts';
import { encodeQuotedPrintable, encodeUuencode, encodeYenc } from './mime-encoders.ts';

const latin1 = (text: string) => Buffer.from(text, 'latin1');
const bytes = () => fc.uint8Array({ maxLength: 400 }).map((array) => Buffer.from(array));

describe('base64', () => {
  it('reads back what was written, at any line length', () =>
    fc.assert(
      fc.property(bytes(), fc.integer({ min: 1, max: 100 }), fc.constantFrom('\n', '\r\n'), (plain, width, lineEnd) => {
        const lines = plain.toString('base64').replace(new RegExp(`.{${width}}`, 'g'), `$&${lineEnd}`);
        expect(decodeBase64(latin1(lines))).toEqual({ bytes: plain, fault: null });
      }),
    ));

  it.each([
    ['aGVsbG8', 'hello', 'truncated'],
    ['aGVsbG', 'hell', 'truncated'],
    ['aGVsb', 'hel', 'truncated'],
    ['aGVs\n*bG8=', 'hello', 'malformed'],
    ['aGVsbG8=\naGVsbG8=\n', 'hellohello', 'malformed'],
    ['aGVsbG8=\n_____\nlist', 'hello', 'malformed'],
    ['-_8=', '\xfb\xff', null],
    ['not base64, at all', 'not base64, at all', 'malformed'],
    ['?', '?', 'malformed'],
    ['', '', null],
    [' \n ', '', null],
  ])('%j becomes %j, %s', (input, output, fault) => {
    const decoded = decodeBase64(latin1(input));
    expect(Buffer.from(decoded.bytes).toString('latin1').startsWith(output)).toBe(true);
    expect(decoded.fault ?? 'none').toBe(fault === null && input === '-_8=' ? 'malformed' : (fault ?? 'none'));
  });

  it('never throws', () =>
    fc.assert(fc.property(bytes(), (input) => decodeBase64(input).bytes.length <= input.length + 3)));
});

describe('quoted-printable', () => {
  it('reads back what was written', () =>
    fc.assert(
      fc.property(bytes(), fc.constantFrom('\n', '\r\n'), (plain, lineEnd) => {
        expect(decodeQuotedPrintable(latin1(encodeQuotedPrintable(plain, lineEnd)))).toEqual({
          bytes: plain,
          fault: null,
        });
      }),
    ));

  it.each([
    ['a=3Db', 'a=b', null],
    ['a=3db', 'a=b', null],
    ['a=\r\nb', 'ab', null],
    ['a= \t\nb', 'ab', null],
    ['a=\rb', 'ab', null],
    ['end=', 'end', null],
    ['end=  ', 'end', null],
    ['a=zz', 'a=zz', 'malformed'],
    ['a=4', 'a=4', 'malformed'],
    ['kept \nblank', 'kept \nblank', null],
  ])('%j becomes %j', (input, output, fault) => {
    expect(decodeQuotedPrintable(latin1(input))).toEqual({ bytes: latin1(output), fault });
  });

  it('never throws', () =>
    fc.assert(fc.property(bytes(), (input) => decodeQuotedPrintable(input).bytes.length <= input.length)));
});

describe('uuencode', () => {
  it('finds back what was written, between other text', () =>
    fc.assert(
      fc.property(bytes(), fc.boolean(), fc.constantFrom('\n', '\r\n'), (plain, graves, lineEnd) => {
        const block = encodeUuencode(plain, 'a b.bin', graves, lineEnd);
        const text = latin1(`before${lineEnd}${block}after`);
        const [file, ...others] = findUuencoded(text);
        expect(others).toEqual([]);
        expect(file).toMatchObject({ name: 'a b.bin', fault: null });
        expect(Buffer.from(file?.bytes ?? [])).toEqual(plain);
        expect(text.toString('latin1', file?.start, file?.end)).toBe(block);
      }),
    ));

  it.each([
    'we begin 644 things\nnow\n',
    'begin 644 notes\nof a meeting, which is no uuencoding\n',
    'begin \n',
    'Begin 644 a\n',
  ])('%j is only text', (text) => expect(findUuencoded(latin1(text))).toEqual([]));

  it('reads a block without end as far as it goes', () => {
    const [file] = findUuencoded(latin1('begin 644 x\n#86)C\n'));
    expect(file).toMatchObject({ name: 'x', fault: 'truncated' });
    expect(Buffer.from(file?.bytes ?? []).toString()).toBe('abc');
  });

  it('allows for spaces lost at line ends', () => {
    const plain = Buffer.alloc(45);
    const text = encodeUuencode(plain, 'x', false, '\n').replace(/ +\n/g, '\n');
    expect(Buffer.from(decodeUuencode(latin1(text)).bytes)).toEqual(plain);
  });

  it('returns what is no uuencoding as it is', () =>
    expect(decodeUuencode(latin1('plain'))).toEqual({ bytes: latin1('plain'), fault: 'malformed' }));

  it('never throws', () =>
    fc.assert(
      fc.property(bytes(), (input) => findUuencoded(Buffer.concat([latin1('begin 644 x\n'), input])).length <= 1),
    ));
});

describe('yEnc', () => {
  it('finds back what was written, between other text', () =>
    fc.assert(
      fc.property(bytes(), fc.integer({ min: 1, max: 200 }), (plain, line) => {
        const block = encodeYenc(plain, 'a b.bin', line);
        const [file, ...others] = findYenc(Buffer.concat([latin1('before\r\n'), block, latin1('after')]));
        expect(others).toEqual([]);
        expect(file).toMatchObject({ name: 'a b.bin', fault: null, start: 8, end: 8 + block.length });
        expect(Buffer.from(file?.bytes ?? [])).toEqual(plain);
      }),
    ));

  it('says when the checksum is wrong, or the end missing', () => {
    const block = encodeYenc(Buffer.from('hello'), 'x', 128);
    const changed = Buffer.from(block);
    const data = changed.indexOf('\r\n') + 2;
    changed[data] = (changed[data] ?? 0) + 1;
    expect(findYenc(changed)[0]?.fault).toBe('malformed');
    expect(findYenc(block.subarray(0, block.indexOf('=yend')))[0]?.fault).toBe('truncated');
  });

  it('is not found in mere talk about it', () =>
    expect(findYenc(latin1('=ybegin is the first line\nof a block'))).toEqual([]));

  it('decodes escapes and stuffed dots', () =>
    expect(Buffer.from(decodeYenc(latin1('=\x6a\r\n..\x8b')))).toEqual(Buffer.from([0, 4, 97])));
});
