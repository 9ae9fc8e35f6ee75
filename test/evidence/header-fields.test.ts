import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAddressList } from '../../src/evidence/header/address-list.ts';
import { parseContentDisposition } from '../../src/evidence/header/content-disposition.ts';
import { parseContentType } from '../../src/evidence/header/content-type.ts';
import { parseDate } from '../../src/evidence/header/date.ts';
import { parseMessageId, parseMessageIds } from '../../src/evidence/header/message-id.ts';
import { parseUnstructured } from '../../src/evidence/header/unstructured.ts';

/** As it stands in a message: one character per UTF-8 byte. */
const raw = (text: string) => Buffer.from(text).toString('latin1');

describe('unstructured text', () => {
  it.each([
    [' plain\r\n', 'plain'],
    ['folded\r\n  text\r\n', 'folded  text'],
    ['=?utf-8?Q?gr=C3=BCn_ist?= es', 'grün ist es'],
    ['=?UTF-8?B?Z3LDvG4=?=', 'grün'],
    ['=?iso-8859-1?q?gr=FCn?=', 'grün'],
    ['=?utf-8?B?Z3LD?= =?utf-8?B?vG4=?=', 'grün'],
    ['=?utf-8?Q?gr=C3?=\r\n =?UTF-8?Q?=BCn?=', 'grün'],
    ['=?utf-8?B?Z3LD?= =?utf-8?Q?=BCn?=', 'grün'],
    ['=?utf-8?Q?a?= =?iso-8859-1?Q?=FC?=', 'aü'],
    ['=?utf-8?Q?a?= b =?utf-8?Q?c?=', 'a b c'],
    ['=?utf-8?Q?a?=b', 'ab'],
    ['=?utf-8*de?Q?gr=C3=BCn?=', 'grün'],
    ['=?iso-2022-jp?B?GyRCJDMkcyRLJEEkTxsoQg==?=', 'こんにちは'],
    ['=?utf-7?Q?gr+APw-n?=', 'grün'],
    ['=?utf-8?Q?with spaces in it?=', 'with spaces in it'],
    ['=?utf-8?Q?broken=ZZ=4?=', 'broken=ZZ=4'],
    ['=?utf-8?B?Z3LDvG4?=', 'grün'],
    ['=?utf-8?Q?never closed', 'never closed'],
    ['=?utf-8?X?what?=', '=?utf-8?X?what?='],
    ['=?x-nothing?Q?abc?=', 'abc'],
    ['a =? b ?= c', 'a =? b ?= c'],
    ['', ''],
  ])('%j is %j', (body, text) => expect(parseUnstructured(body)).toBe(text));

  it('reads raw 8-bit as UTF-8, or else as windows-1252', () => {
    expect(parseUnstructured(raw('grün'))).toBe('grün');
    expect(parseUnstructured('gr\xfcn')).toBe('grün');
    expect(parseUnstructured(`${raw('Ünder')} =?utf-8?Q?=C3=BC?=`)).toBe('Ünder ü');
  });

  it('reads back encoded words, split anywhere', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), fc.integer({ min: 1, max: 9 }), (text, size) => {
        const bytes = Buffer.from(`x${text}x`);
        const words: string[] = [];
        for (let at = 0; at < bytes.length; at += size)
          words.push(`=?utf-8?B?${bytes.toString('base64', at, at + size)}?=`);
        expect(parseUnstructured(words.join('\r\n '))).toBe(bytes.toString());
      }),
    ));

  it('never throws', () =>
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('=?', '?=', '?', 'utf-8', 'Q', 'B', '=', 'a', ' ', '\r\n', '\xfc')),
        (parts) => {
          expect(typeof parseUnstructured(parts.join(''))).toBe('string');
        },
      ),
    ));
});

describe('parameters', () => {
  const type = (body: string) => {
    const { mediaType, parameters } = parseContentType(body);
    return [mediaType, Object.fromEntries(parameters)];
  };

  it.each<[string, [string, Record<string, string>]]>([
    ['text/plain', ['text/plain', {}]],
    ['Text/PLAIN; Charset=UTF-8', ['text/plain', { charset: 'UTF-8' }]],
    ['text/plain; charset="utf-8" (comment); format=flowed', ['text/plain', { charset: 'utf-8', format: 'flowed' }]],
    ['text/plain (comment); charset=utf-8', ['text/plain', { charset: 'utf-8' }]],
    ['text / plain ;charset = utf-8', ['text/plain', { charset: 'utf-8' }]],
    ['multipart/mixed\r\n boundary="b"', ['multipart/mixed', { boundary: 'b' }]],
    ['multipart/mixed; boundary=b charset=x', ['multipart/mixed', { boundary: 'b', charset: 'x' }]],
    ['a/b; name=my file.txt; x=y', ['a/b', { name: 'my file.txt', x: 'y' }]],
    ['a/b; name="never closed', ['a/b', { name: 'never closed' }]],
    ['a/b; name="a \\"b\\" \\\\ c"', ['a/b', { name: 'a "b" \\ c' }]],
    ['a/b; name="C:\\temp\\x.doc"', ['a/b', { name: 'C:\\temp\\x.doc' }]],
    ["a/b; name*=utf-8'de'gr%C3%BCn.txt", ['a/b', { name: 'grün.txt' }]],
    ["a/b; name*=iso-8859-1''gr%FCn; name=green", ['a/b', { name: 'grün' }]],
    ['a/b; name*1="b.txt"; name*0="a"', ['a/b', { name: 'ab.txt' }]],
    ['a/b; name*0*=utf-8\'\'gr%C3; name*1*=%BCn; name*2=".txt"', ['a/b', { name: 'grün.txt' }]],
    ['a/b; name*0="a "; name*1*=utf-8\'\'%e2%98%95', ['a/b', { name: 'a ☕' }]],
    ['a/b; name="=?utf-8?Q?gr=C3=BCn?="', ['a/b', { name: 'grün' }]],
    ['a/b; name==?utf-8?Q?gr=C3=BCn?=', ['a/b', { name: 'grün' }]],
    ['a/b; x=1; x=2', ['a/b', { x: '1' }]],
    ['text', ['text/plain', {}]],
    ['text; charset=utf-8', ['text/plain', { charset: 'utf-8' }]],
    ['charset=utf-8', ['text/plain', { charset: 'utf-8' }]],
    ['', ['text/plain', {}]],
    ['nonsense', ['application/octet-stream', {}]],
  ])('%j', (body, expected) => expect(type(body)).toEqual(expected));

  it('of a disposition', () => {
    expect(parseContentDisposition('ATTACHMENT; filename="a;b.txt"')).toMatchObject({
      kind: 'attachment',
      parameters: new Map([['filename', 'a;b.txt']]),
    });
    expect(parseContentDisposition('; filename=x')).toMatchObject({
      kind: '',
      parameters: new Map([['filename', 'x']]),
    });
    expect(parseContentDisposition('filename=x')).toMatchObject({ kind: '', parameters: new Map([['filename', 'x']]) });
  });

  it('reads back any name, continued anywhere', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), fc.integer({ min: 1, max: 7 }), (name, size) => {
        const bytes = Buffer.from(name);
        const segments: string[] = [];
        for (let at = 0; at < bytes.length; at += size) {
          const escaped = [...bytes.subarray(at, at + size)]
            .map((byte) => `%${byte.toString(16).padStart(2, '0')}`)
            .join('');
          segments.push(`name*${segments.length}*=${segments.length === 0 ? "utf-8''" : ''}${escaped}`);
        }
        expect(parseContentType(`a/b; ${segments.reverse().join(';\r\n\t')}`).parameters.get('name')).toBe(
          name.replace(/^\uFEFF/, ''),
        );
      }),
    ));

  it('never throws', () =>
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('a', '=', '*', '0', '"', "'", ';', '(', ')', '\\', '%', ' ', '\n', '/', 'name')),
        (parts) => {
          expect(parseContentType(parts.join('')).mediaType).toContain('/');
        },
      ),
    ));
});

describe('addresses', () => {
  const list = (body: string) =>
    parseAddressList(body).mailboxes.map(({ name, address }) => `${name ?? '-'} ${address}`);

  it.each<[string, string[]]>([
    ['a@b.c', ['- a@b.c']],
    ['Ann <a@b.c>', ['Ann a@b.c']],
    ['"Smith, Ann" <a@b.c>, Bob <b@b.c>', ['Smith, Ann a@b.c', 'Bob b@b.c']],
    ['a@b.c (Ann (Smith))', ['Ann (Smith) a@b.c']],
    ['(x) Ann (y) < a@b.c > (z)', ['Ann a@b.c']],
    ['=?utf-8?Q?J=C3=B6rg?= =?utf-8?Q?_M?= <j@b.c>', ['Jörg M j@b.c']],
    ['"=?utf-8?Q?J=C3=B6rg?=" <j@b.c>', ['Jörg j@b.c']],
    [raw('Jörg <jörg@b.c>'), ['Jörg jörg@b.c']],
    ['"a \\"b\\"" <a@b.c>', ['a "b" a@b.c']],
    ['"john doe"@b.c', ['- "john doe"@b.c']],
    ['<"john doe"@b.c>', ['- "john doe"@b.c']],
    ['team: a@b.c, Bob <b@b.c>; c@b.c', ['- a@b.c', 'Bob b@b.c', '- c@b.c']],
    ['undisclosed-recipients:;', []],
    ['a@b.c; d@e.f;', ['- a@b.c', '- d@e.f']],
    ['<@x,@y:a@b.c>', ['- a@b.c']],
    ['a . b @ c . d', ['- a.b@c.d']],
    [',, a@b.c ,', ['- a@b.c']],
    ['Ann a@b.c', ['Ann a@b.c']],
    ['Ann <a@b.c', ['Ann a@b.c']],
    ['"Ann <a@b.c>', ['Ann a@b.c']],
    ['Ann (never closed <a@b.c>', ['Ann (never closed a@b.c']],
    ['<a@b.c>, <d@e.f>', ['- a@b.c', '- d@e.f']],
    ['a@[192.0.2.1]', ['- a@[192.0.2.1]']],
    ['root', ['- root']],
    ['Ann Smith', ['- Ann Smith']],
    ['Ann <>', ['Ann ']],
    ['<>', []],
    ['(only a comment)', []],
    ['', []],
  ])('%j', (body, expected) => expect(list(body)).toEqual(expected));

  it('says what is not well formed', () => {
    for (const body of ['a@b.c', '"A, B" <a@b.c>', 'g: a@b.c;'])
      expect(parseAddressList(body).wellFormed, body).toBe(true);
    for (const body of ['root', 'A <a@b.c', '"A <a@b.c>', 'A a@b.c', '(x'])
      expect(parseAddressList(body).wellFormed, body).toBe(false);
  });

  it('never throws', () =>
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom('a', '@', ',', ';', ':', '"', '(', ')', '<', '>', '\\', ' ', '.', '\xfc', '=?utf-8?Q?'),
        ),
        (parts) => {
          expect(Array.isArray(parseAddressList(parts.join('')).mailboxes)).toBe(true);
        },
      ),
    ));
});

describe('dates', () => {
  it.each([
    ['Tue, 5 Mar 2024 11:10:09 +0100', '2024-03-05T10:10:09.000Z', 60],
    ['5 Mar 2024 11:10:09 -0700 (PDT)', '2024-03-05T18:10:09.000Z', -420],
    ['Tue, 5 Mar 2024 11:10 GMT', '2024-03-05T11:10:00.000Z', 0],
    ['Tue, 5 Mar 2024 11:10:09 -0000', '2024-03-05T11:10:09.000Z', null],
    ['Tue,  5 Mar 2024\r\n 11:10:09 EST', '2024-03-05T16:10:09.000Z', -300],
    ['5 Mar 99 01:02:03 PDT', '1999-03-05T08:02:03.000Z', -420],
    ['5 Mar 24 01:02:03 Z', '2024-03-05T01:02:03.000Z', 0],
    ['5 Mar 102 01:02:03 +0000', '2002-03-05T01:02:03.000Z', 0],
    ['5 Mar 2024 01:02:03 X', '2024-03-05T01:02:03.000Z', null],
    ['5 Mar 2024 01:02:03', '2024-03-05T01:02:03.000Z', null],
    ['Tuesday, 05 March 2024 01:02:03 GMT+0200', '2024-03-04T23:02:03.000Z', 120],
    ['Tue Mar  5 01:02:03 2024', '2024-03-05T01:02:03.000Z', null],
    ['Tue Mar  5 01:02:03 CET 2024', '2024-03-05T00:02:03.000Z', 60],
    ['Mar 5, 2024 1:02:03 PM', '2024-03-05T13:02:03.000Z', null],
    ['2024-03-05 01:02:03 +02:00', '2024-03-04T23:02:03.000Z', 120],
    ['2024-03-05T01:02:03.456Z', '2024-03-05T01:02:03.000Z', 0],
    ['05-Mar-2024 01:02:03 +0000', '2024-03-05T01:02:03.000Z', 0],
    ['5 Mar 2024 01.02.03 +0000', '2024-03-05T01:02:03.000Z', 0],
    ['5 (day) Mar (month) 2024 01:02 (time) +0000', '2024-03-05T01:02:00.000Z', 0],
    ['5 Mar 2024', '2024-03-05T00:00:00.000Z', null],
    ['31 Dec 2016 23:59:60 +0000', '2017-01-01T00:00:00.000Z', 0],
    ['Thu, 29 Feb 2024 00:00:00 +0530', '2024-02-28T18:30:00.000Z', 330],
  ])('%j', (body, at, offsetMinutes) => expect(parseDate(body)).toMatchObject({ at, offsetMinutes }));

  it.each([
    '',
    'yesterday',
    '31 Feb 2024 00:00:00 +0000',
    '5 Foo 2024 01:02:03',
    '5 Mar 2024 25:00:00',
    '5 Mar 2024 01:99:00',
    'Tue, 0 Mar 2024 01:02:03 +0000',
    '5 Mar',
  ])('%j is none', (body) => expect(parseDate(body)).toBeNull());

  it('reads back every instant in every zone', () =>
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1970-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }),
        fc.integer({ min: -14 * 60, max: 14 * 60 }),
        (date, offset) => {
          const seconds = Math.floor(date.getTime() / 1000) * 1000;
          const local = new Date(seconds + offset * 60_000).toUTCString().replace(' GMT', '');
          const size = String(Math.floor(Math.abs(offset) / 60) * 100 + (Math.abs(offset) % 60)).padStart(4, '0');
          const written = `${local} ${offset < 0 ? '-' : '+'}${size}`;
          expect(parseDate(written)).toEqual({
            at: new Date(seconds).toISOString(),
            offsetMinutes: offset,
            raw: written,
          });
        },
      ),
    ));

  it('never throws', () => fc.assert(fc.property(fc.string(), (body) => parseDate(body) !== undefined)));
});

describe('message ids', () => {
  it('stay as written', () => {
    expect(parseMessageId('\r\n <a@b> (comment)\r\n')).toBe('<a@b> (comment)');
    expect(parseMessageId('  ')).toBeNull();
  });

  it('come one by one in References', () => {
    expect(parseMessageIds('<a@b>\r\n\t<c@d> word <e@f')).toEqual(['<a@b>', '<c@d>']);
    expect(parseMessageIds('no id')).toEqual([]);
  });
});
