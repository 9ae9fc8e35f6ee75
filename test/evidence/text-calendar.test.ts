import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calendarText } from '../../src/evidence/text/calendar/calendar-text.ts';
import { eventsOf, textsOf } from './source-bytes.ts';

const shown = (...lines: readonly string[]) => calendarText(Buffer.from(lines.join('\r\n'))).utf8.toString();
const base64 = (text: string) => Buffer.from(text).toString('base64');

describe('a calendar', () => {
  test('folded lines are joined, so that no word is torn apart; escapes are undone', () => {
    expect(
      shown(
        'BEGIN:VCALENDAR',
        'DESCRIPTION:pass',
        ' word: hun',
        '\tter2\\nline two\\, \\; \\\\',
        'SUMMARY;LANGUAGE=en:a:b',
        'END:VCALENDAR',
      ),
    ).toBe('BEGIN:VCALENDAR\nDESCRIPTION:password: hunter2\nline two, ; \\\nSUMMARY;LANGUAGE=en:a:b\nEND:VCALENDAR');
  });

  test('parameters stay, colons and semicolons in quotes are theirs', () => {
    const line = 'ATTENDEE;CN="Doe; Ann: PhD";ROLE=CHAIR:mailto:ann@b';
    expect(shown(line)).toBe(line);
  });

  test('HTML is read as HTML is', () => {
    expect(shown('X-ALT-DESC;FMTTYPE=text/html:<p>pass<b>word</b>\\, x</p>')).toBe(
      'X-ALT-DESC;FMTTYPE=text/html:password, x',
    );
  });

  test('what is no content line stays as it is', () => {
    expect(shown('no line', 'a\\nb', '')).toBe('no line\na\\nb');
  });

  test('attached files are members', () => {
    const attached = `ATTACH;FMTTYPE=text/plain;ENCODING=BASE64;VALUE=BINARY;X-FILENAME="a.txt":${base64('the secret')}`;
    const folded = attached.replace(/(.{60})/g, '$1\r\n ');
    const { utf8, files } = calendarText(Buffer.from(`BEGIN:VCALENDAR\r\n${folded}\r\nATTACH:https://h/x\r\n`));
    expect(utf8.toString()).toBe('BEGIN:VCALENDAR\nATTACH:https://h/x');
    expect(files.map(({ name, mediaType, bytes }) => [name, mediaType, Buffer.from(bytes()).toString()])).toEqual([
      ['a.txt', 'text/plain', 'the secret'],
    ]);
  });
});

describe('a card', () => {
  test('vCard 2.1: quoted-printable over lines, its charset, folds that keep their space', () => {
    expect(
      shown(
        'BEGIN:VCARD',
        'VERSION:2.1',
        'N;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:M=FCl=',
        'ler;A',
        'NOTE;QUOTED-PRINTABLE:one=0D=0Atwo',
        'ORG:a',
        ' b',
      ),
    ).toBe(
      'BEGIN:VCARD\nVERSION:2.1\nN;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:Müller;A\nNOTE;QUOTED-PRINTABLE:one\ntwo\nORG:a b',
    );
  });

  test('base64 that an old card broke without a fold is one value', () => {
    expect(shown('LOGO;GIF;BASE64:', 'R0lGODlhuQAwAPcAAP', 'e3tzc2tra2NjY1paWg==', '', 'FN:Ann')).toBe('\nFN:Ann');
  });

  test('portraits are left out, keys are members', () => {
    const { utf8, files } = calendarText(
      Buffer.from(
        `BEGIN:VCARD\nPHOTO;ENCODING=b:${base64('x')}\nPHOTO:data:image/png;base64,${base64('x')}\nLOGO;BASE64:\n ${base64('x')}\n\nitem1.KEY;ENCODING=b:${base64('key')}\nFN:Ann`,
      ),
    );
    expect(utf8.toString()).toBe('BEGIN:VCARD\n\nFN:Ann');
    expect(files.map(({ name, bytes }) => [name, Buffer.from(bytes()).toString()])).toEqual([['key-1', 'key']]);
  });
});

describe('as a part', () => {
  const texts = async (bytes: Buffer) => (await eventsOf(bytes)).flatMap(textsOf).map(([, text]) => text);
  const mail = (type: string, body: string) =>
    Buffer.from(`From: a@b\r\nMIME-Version: 1.0\r\nContent-Type: ${type}\r\n\r\n${body}`);

  test.each([
    ['declared', mail('text/calendar; charset=utf-8', 'BEGIN:VCALENDAR\r\nSUMMARY:to\r\n ken')],
    ['known by its beginning', mail('application/octet-stream', 'BEGIN:VCALENDAR\r\nSUMMARY:to\r\n ken')],
    ['a file of its own', Buffer.from('BEGIN:VCALENDAR\r\nSUMMARY:to\r\n ken')],
  ])('%s', async (_name, bytes) => {
    expect((await texts(bytes)).join()).toContain('SUMMARY:token');
  });

  test('other text is left alone', async () => {
    expect(await texts(mail('text/x-log', 'SUMMARY:to\r\n ken'))).toEqual(['SUMMARY:to\r\n ken']);
  });
});

describe('hostile input', () => {
  const piece = fc.constantFrom(
    'BEGIN:VCARD',
    '\r\n',
    '\n ',
    '=',
    '"',
    ';',
    ':',
    'A;ENCODING=b:',
    ';QUOTED-PRINTABLE:',
    'data:;base64,',
    '\\n',
    '\\',
  );
  test('is read', () => {
    fc.assert(fc.property(fc.array(piece), (pieces) => calendarText(Buffer.from(pieces.join(''))).utf8.length >= 0));
    fc.assert(fc.property(fc.uint8Array(), (bytes) => calendarText(bytes).utf8.length >= 0));
  });

  test.each(['A;QUOTED-PRINTABLE:=\n', '\n ', 'A;"', ';A=', 'A;ENCODING=b:\n', '=\n'])(
    'megabytes of %j take linear time',
    (unit) => {
      const cost = (size: number) => {
        const bytes = Buffer.from(`N;QUOTED-PRINTABLE:${unit.repeat(size / unit.length)}`);
        const start = process.cpuUsage().user;
        calendarText(bytes);
        return (process.cpuUsage().user - start) / 1000;
      };
      cost(100_000);
      expect(cost(2_000_000)).toBeLessThan(40 * Math.max(cost(200_000), 10));
    },
  );
});
