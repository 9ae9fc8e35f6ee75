import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_BUDGET } from '../../src/evidence/budget.ts';
import type { Message } from '../../src/evidence/message.ts';
import { parseMessage } from '../../src/evidence/mime/parse-message.ts';
import type { PartExtractor } from '../../src/evidence/mime/part-extractor.ts';
import { encodeUuencode, encodeYenc } from './mime-encoders.ts';
import { asWritten } from './mime-extractor.ts';

const parseBytes = (bytes: Uint8Array, extract: PartExtractor = asWritten): Message =>
  parseMessage(bytes, { budget: DEFAULT_BUDGET, source: 'x.eml', offset: 0, extract });
const parse = (text: string, extract: PartExtractor = asWritten): Message =>
  parseBytes(Buffer.from(text, 'latin1'), extract);

const textOf = (part: Message['parts'][number] | undefined): string =>
  part?.content.state === 'text' ? Buffer.from(part.content.text.utf8).toString() : '';
const codes = (message: Message): readonly string[] => [
  ...message.problems.map(({ code }) => code),
  ...message.parts.flatMap(({ problems }) => problems.map(({ code }) => code)),
];
/** `path role mediaType text` of each part. */
const outline = (message: Message): readonly string[] =>
  message.parts.map((part) =>
    [part.path, part.role, part.mediaType, ...part.member, JSON.stringify(textOf(part))].join(' '),
  );

describe('parts', () => {
  it('are numbered as IMAP numbers them, with their roles', () => {
    const message = parse(
      [
        'Content-Type: multipart/mixed; boundary=m',
        '',
        'preamble',
        '--m',
        'Content-Type: multipart/alternative; boundary=a',
        '',
        '--a',
        '',
        'plain',
        '--a',
        'Content-Type: text/html',
        '',
        '<p>html',
        '--a--',
        '--m',
        'Content-Type: text/plain; name=notes.txt',
        '',
        'notes',
        '--m',
        'Content-Type: text/plain',
        'Content-Disposition: attachment',
        '',
        'attached',
        '--m',
        'Content-Type: message/rfc822',
        '',
        'Subject: inner',
        'Content-Type: multipart/mixed; boundary=i',
        '',
        '--i',
        '',
        'inner text',
        '--i--',
        '--m',
        'Content-Type: message/rfc822',
        '',
        'Subject: single',
        '',
        'single text',
        '--m--',
        'epilogue',
      ].join('\n'),
    );
    expect(outline(message)).toEqual([
      'TEXT container multipart/mixed ""',
      '1 container multipart/alternative ""',
      '1.1 alternative text/plain "plain"',
      '1.2 body text/html "<p>html"',
      '2 attachment text/plain "notes"',
      '3 attachment text/plain "attached"',
      '4 attachment message/rfc822 ""',
      '4.TEXT container multipart/mixed ""',
      '4.1 body text/plain "inner text"',
      '5 attachment message/rfc822 ""',
      '5.1 body text/plain "single text"',
    ]);
    expect(codes(message)).toEqual([]);
    const [, , , , , , embedded] = message.parts;
    expect(embedded?.content.state === 'message' && embedded.content.header.subject).toBe('inner');
  });

  it('carry the bytes of their place', () => {
    const text =
      'Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nhello\r\n--b--\r\n';
    const [container, part] = parse(text).parts;
    expect(text.slice(...(part?.headerSpan ?? []))).toBe('Content-Type: text/plain\r\n\r\n');
    expect(text.slice(...(part?.bodySpan ?? []))).toBe('hello');
    expect(text.slice(...(container?.headerSpan ?? []))).toBe('Content-Type: multipart/mixed; boundary=b\r\n\r\n');
    expect(container?.bytes()).toBeNull();
  });

  it('share memory with the message where nothing is encoded', () => {
    const bytes = Buffer.from('Subject: x\n\nbody');
    const [part] = parseBytes(bytes).parts;
    expect(part?.content.state === 'text' && part.content.text.utf8.buffer).toBe(bytes.buffer);
  });

  it('of multipart/digest are messages', () => {
    const message = parse(
      'Content-Type: multipart/digest; boundary=b\n\n--b\n\nSubject: one\n\nfirst\n--b\n\nSubject: two\n\nsecond\n--b--',
    );
    expect(outline(message)).toEqual([
      'TEXT container multipart/digest ""',
      '1 attachment message/rfc822 ""',
      '1.1 body text/plain "first"',
      '2 attachment message/rfc822 ""',
      '2.1 body text/plain "second"',
    ]);
  });

  it('of an encoded message are read too, without places', () => {
    const inner = Buffer.from('Subject: =?utf-8?Q?gr=C3=BCn?=\n\ninner').toString('base64');
    const message = parse(`Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n${inner}\n`);
    expect(outline(message)).toEqual(['1 attachment message/rfc822 ""', '1.1 body text/plain "inner"']);
    expect(message.parts[1]).toMatchObject({ headerSpan: null, bodySpan: null });
  });

  it.each([
    ['base64', Buffer.from('grün').toString('base64')],
    ['Quoted-Printable', 'gr=C3=BCn'],
    ['"quoted-printable"', 'gr=C3=BCn'],
    ['8bit', Buffer.from('grün').toString('latin1')],
    ['binary (as is)', Buffer.from('grün').toString('latin1')],
    ['x-uuencode', encodeUuencode(Buffer.from('grün'), 'x', true, '\n')],
    ['x-yencode', encodeYenc(Buffer.from('grün'), 'x', 128).toString('latin1')],
  ])('are decoded from %s', (encoding, body) => {
    const message = parse(`Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: ${encoding}\n\n${body}`);
    expect(textOf(message.parts[0])).toBe('grün');
    expect(codes(message)).toEqual([]);
  });

  it('uuencoded in a text become members of it, and hidden in it', () => {
    const block = encodeUuencode(Buffer.from('key'), 'a.pem', true, '\n');
    const message = parse(`Subject: x\n\nbefore\n${block}between\n${block}after\n`);
    expect(message.parts.map(({ path, member, fileName }) => [path, ...member, fileName])).toEqual([
      ['1', null],
      ['1', 'a.pem', 'a.pem'],
      ['1', 'a.pem (2)', 'a.pem'],
    ]);
    expect(message.parts.slice(1).map((part) => Buffer.from(part.bytes() ?? []).toString())).toEqual(['key', 'key']);
    const [text] = message.parts;
    const hidden = text?.content.state === 'text' ? text.content.text.hidden : [];
    expect(hidden.map(([start, end]) => textOf(text).slice(start, end))).toEqual([block, block]);
  });

  it('in yEnc are cut out of the text; what only looks like yEnc is not', () => {
    const block = encodeYenc(Buffer.from('key'), 'a.pem', 128).toString('latin1');
    const sound = parse(`Subject: x\n\nbefore\r\n${block}after`);
    expect(textOf(sound.parts[0])).toBe('before\r\nafter');
    expect(Buffer.from(sound.parts[1]?.bytes() ?? []).toString()).toBe('key');
    const fake = parse('Subject: x\n\n=ybegin line=128 size=9 name=a\npassword here\n');
    expect(textOf(fake.parts[0])).toContain('password here');
    expect(codes(fake)).toContain('malformed-yenc');
  });

  it('named text but a known binary format go to the extractor', () => {
    const message = parse('Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\nUEsDBAoAAAA=\n', () => ({
      content: { state: 'container' },
      members: [],
      problems: [],
    }));
    expect(message.parts[0]?.content.state).toBe('container');
  });

  it('hand the extractor what it needs, and take its members', () => {
    const member = {
      path: '1',
      member: ['in.txt'],
      role: 'attachment',
      mediaType: 'text/plain',
      charset: null,
      fileName: 'in.txt',
      contentId: null,
      headerSpan: null,
      bodySpan: null,
      content: { state: 'container' },
      bytes: () => null,
      problems: [],
    } as const;
    const message = parse(
      'Content-Type: application/zip; name="a.zip"\nContent-Transfer-Encoding: base64\n\nUEs=',
      (leaf) => {
        expect(leaf).toMatchObject({
          path: '1',
          mediaType: 'application/zip',
          fileName: 'a.zip',
          role: 'attachment',
          depth: 0,
        });
        expect(Buffer.from(leaf.bytes()).toString()).toBe('PK');
        return { content: { state: 'container' }, members: [member], problems: [{ code: 'truncated', offset: 3 }] };
      },
    );
    expect(message.parts[1]).toBe(member);
    expect(message.parts[0]?.problems).toEqual([{ code: 'truncated', offset: 3 }]);
  });
});

describe('broken messages are read as far as they go', () => {
  it.each<[string, string, string[], string[]]>([
    [
      'multipart without its boundary',
      'Content-Type: multipart/mixed; boundary=b\n\nthe text',
      ['the text'],
      ['missing-boundary-line'],
    ],
    [
      'another boundary than declared',
      'Content-Type: multipart/mixed; boundary=b\n\n--c\nContent-Type: text/plain\n\none\n--c--',
      ['one'],
      ['missing-boundary-line'],
    ],
    [
      'no boundary declared',
      'Content-Type: multipart/mixed\n\n--c\nContent-Type: text/plain\n\none\n--c\n\ntwo\n--c--',
      ['one', 'two'],
      ['missing-boundary-parameter'],
    ],
    [
      'no closing boundary',
      'Content-Type: multipart/mixed; boundary=b\n\n--b\n\none\n--b\n\ntwo',
      ['one', 'two'],
      ['missing-closing-boundary'],
    ],
    ['closing boundary within a line', 'Content-Type: multipart/mixed; boundary=b\n\n--b\n\none--b--', ['one'], []],
    [
      'inner multipart cut off by the outer',
      'Content-Type: multipart/mixed; boundary=o\n\n--o\nContent-Type: multipart/mixed; boundary=i\n\n--i\n\none\n--o\n\ntwo\n--o--',
      ['one', 'two'],
      ['missing-closing-boundary'],
    ],
    [
      'its lines again after that',
      'Content-Type: multipart/mixed; boundary=o\n\n--o\nContent-Type: multipart/mixed; boundary=i\n\n--i\n\none\n--o\n\ntwo\n--i\n\nthree\n--o--',
      ['one', 'two', 'three'],
      ['missing-closing-boundary'],
    ],
    ['blanks after the boundary', 'Content-Type: multipart/mixed; boundary=b\n\n--b  \n\none\n--b-- \n', ['one'], []],
    [
      'no blank line before the first boundary',
      'Content-Type: multipart/mixed; boundary=b\n--b\n\none\n--b--\n',
      ['one'],
      [],
    ],
    ['truncated base64', 'Content-Transfer-Encoding: base64\n\naGVsbG8gd29ybG', ['hello worl'], ['truncated-base64']],
    ['dirty base64', 'Content-Transfer-Encoding: base64\n\naGVs\n!bG8=', ['hello'], ['malformed-base64']],
    [
      'broken quoted-printable',
      'Content-Transfer-Encoding: quoted-printable\n\n100 =% sure',
      ['100 =% sure'],
      ['malformed-quoted-printable'],
    ],
    ['unknown transfer encoding', 'Content-Transfer-Encoding: x-rot13\n\nabc', ['abc'], ['unknown-transfer-encoding']],
    ['unknown charset', 'Content-Type: text/plain; charset=x-none\n\ngr\xfcn', ['grün'], ['unknown-charset']],
    ['only carriage returns', 'Subject: x\r\rone\rtwo', ['one\ntwo'], ['bare-cr']],
    ['carriage returns among line ends', 'Subject: x\ry\n\none', ['one'], ['bare-cr']],
    ['CR CR LF', 'Subject: x\r\r\n\r\r\none', ['one'], []],
    ['8-bit header', 'Subject: gr\xfcn\n\none', ['one'], ['eight-bit-header']],
    ['NULs', 'Subject: x\0y\n\none\0two', ['one\0two'], ['nul-byte']],
    ['no header', 'just text\nand more', ['just text\nand more'], ['no-header']],
    ['no body', 'Subject: x', [''], []],
    ['nothing', '', [''], []],
    [
      'body without blank line',
      'Subject: x\njust text\n\nand more',
      ['just text\n\nand more'],
      ['malformed-header-line'],
    ],
    ['mbox separator on top', 'From a@b Tue Mar 5 2024\nSubject: x\n\none', ['one'], ['malformed-header-line']],
    ['quoted mbox separator on top', '>From a@b Tue Mar 5 2024\nSubject: x\n\none', ['one'], ['malformed-header-line']],
    ['blank lines on top', '\n\r\nSubject: x\n\none', ['one'], []],
    ['a line without colon', 'Subject: x\nwhat is this\nTo: a@b\n\none', ['one'], ['malformed-header-line']],
    ['bad content type', 'Content-Type: :\n\none', [''], ['malformed-content-type']],
    ['bad date', 'Date: soon\n\none', ['one'], ['malformed-date']],
    ['bad address', 'To: "x\n\none', ['one'], ['malformed-address']],
    ['bad encoded word', 'Subject: =?utf-8?X?x?= =?x?Q?\xff?=\n\none', ['one'], []],
  ])('%s', (_, text, texts, problems) => {
    const message = parse(text);
    expect(message.parts.filter(({ content }) => content.state !== 'container').map(textOf)).toEqual(texts);
    for (const code of problems) expect(codes(message)).toContain(code);
  });

  it('keeps the fields around a bad line, and the line', () => {
    const { header } = parse('Subject: x\nlost its indentation\nTo: a@b\n\none');
    expect(header.subject).toBe('x lost its indentation');
    expect(header.to).toEqual([{ name: null, address: 'a@b' }]);
    const separated = parse('>From x y\nTo: a@b\n\none').header;
    expect(separated.to).toHaveLength(1);
    expect(separated.all('')).toEqual(['>From x y']);
  });
});

describe('the header of a message', () => {
  it('is decoded, field by field', () => {
    const { header } = parse(
      'From: =?utf-8?Q?J=C3=B6rg?= <j@x>\nSENDER : s@x\nReply-To: r@x\nTo: a@x\nTo: b@x\nCc: team: c@x;\nBcc: d@x\nSubject: =?utf-8?Q?gr=C3=BCn?=\n' +
        'Date: Tue, 5 Mar 2024 11:10:09 +0100\nMessage-ID: <1@x>\nIn-Reply-To: <0@x>\nReferences: <a@x>\n <b@x>\nX-A: 1\nx-a: =?utf-8?Q?=C3=BC?=\n\n',
    );
    expect(header).toMatchObject({
      messageId: '<1@x>',
      from: [{ name: 'Jörg', address: 'j@x' }],
      sender: [{ name: null, address: 's@x' }],
      replyTo: [{ name: null, address: 'r@x' }],
      to: [{ address: 'a@x' }, { address: 'b@x' }],
      cc: [{ address: 'c@x' }],
      bcc: [{ address: 'd@x' }],
      subject: 'grün',
      date: { at: '2024-03-05T10:10:09.000Z', offsetMinutes: 60 },
      inReplyTo: ['<0@x>'],
      references: ['<a@x>', '<b@x>'],
    });
    expect(header.all('X-a')).toEqual(['1', 'ü']);
    expect(header.from).toBe(header.from);
  });

  it('has nothing where nothing is', () => {
    expect(parse('\nbody').header).toMatchObject({
      messageId: null,
      from: [],
      subject: null,
      date: null,
      references: [],
    });
  });
});

describe('any message', () => {
  const body = fc.stringMatching(/^[a-z =.>\n]{0,60}$/);

  it('of several parts gives them back', () =>
    fc.assert(
      fc.property(
        fc.array(body, { minLength: 1, maxLength: 6 }),
        fc.constantFrom('\n', '\r\n'),
        fc.boolean(),
        (bodies, lineEnd, nested) => {
          const wire = bodies.map((text) => text.replaceAll('\n', lineEnd));
          const parts = wire
            .map((text) => `--b${lineEnd}Content-Type: text/plain${lineEnd}${lineEnd}${text}${lineEnd}`)
            .join('');
          const mixed = `Content-Type: multipart/mixed; boundary=b${lineEnd}${lineEnd}${parts}--b--${lineEnd}`;
          const whole = `Content-Type: multipart/mixed; boundary=bb${lineEnd}${lineEnd}--bb${lineEnd}${mixed}${lineEnd}--bb--`;
          const { parts: found } = parse(nested ? whole : mixed);
          expect(found.filter(({ mediaType }) => mediaType === 'text/plain').map(textOf)).toEqual(wire);
        },
      ),
    ));

  it('of any bytes never throws, and keeps every part within it', () => {
    const pieces = [
      '\n',
      '\r\n',
      '\r',
      '--a',
      '--b',
      '--',
      ':',
      ' ',
      'Content-Type: ',
      'multipart/mixed; boundary=a',
      'multipart/alternative; boundary="b"',
      'message/rfc822',
      'text/plain; charset=utf-7; format=flowed',
      'Content-Transfer-Encoding: base64',
      'Content-Transfer-Encoding: quoted-printable',
      'begin 644 x',
      'end',
      '=ybegin line=1 name=x',
      '=yend',
      'From ',
      'Subject: ',
      '=?utf-8?B?',
      '?=',
      '=',
      '\0',
      '\xff',
      'x',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 60 }), (chosen) => {
        const text = chosen.join('');
        const message = parse(text);
        expect(codes(message)).toBeDefined();
        expect(message.header.from).toBeDefined();
        for (const { headerSpan, bodySpan, bytes } of message.parts) {
          const [start = 0, middle = 0] = headerSpan ?? [];
          const [bodyStart = middle, end = text.length] = bodySpan ?? [];
          expect([0, start, middle, bodyStart, end, text.length]).toEqual(
            [0, start, middle, bodyStart, end, text.length].sort((a, b) => a - b),
          );
          expect(bytes()).toBeDefined();
        }
      }),
      { numRuns: 500 },
    );
  });

  it('of random bytes never throws', () =>
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => parseBytes(bytes).parts.length >= 1)));
});
